import { makeNode } from '../node.js';
import type { Node } from '../node.js';
import { TokenKind } from '../tokens.js';
import { AmbiguityReader } from './ambiguity-reader.js';
import { halfBehind, halfInFront } from './half-expression.js';
import { asmWords, assignmentOperators, binaryStrength, sizeofWords, unaryOperators } from './words.js';

/** Reads expressions. */
export abstract class ExpressionReader extends AmbiguityReader {
  abstract block(): Node;
  abstract asm(): Node;

  override expression(): Node {
    let left = this.assignment();
    while (this.peek() === ',') {
      const own = [this.take()];
      left = makeNode('comma', '', [left, this.assignment()], own);
    }
    return left;
  }

  override assignment(): Node {
    const left = this.conditional();
    const operator = this.peek();
    if (!assignmentOperators.has(operator)) return left;
    const own = [this.take()];
    return makeNode('assign', operator, [left, this.assignment()], own);
  }

  private conditional(): Node {
    const condition = this.binary(1);
    if (this.peek() !== '?') return condition;
    const own = [this.take()];
    const then = this.peek() === ':' ? null : this.expression();
    this.expect(':', own);
    return makeNode('conditional', '', [condition, then, this.conditionalBranch()], own);
  }

  /** The grammar wants a conditional here; compilers take an assignment as well. */
  private conditionalBranch(): Node {
    return this.assignment();
  }

  private binary(weakest: number): Node {
    let left = this.unary();
    for (;;) {
      const operator = this.peek();
      const strength = binaryStrength.get(operator);
      if (strength === undefined || strength < weakest) return left;
      const own = [this.take()];
      left = makeNode('binary', operator, [left, this.binary(strength + 1)], own);
    }
  }

  private unary(): Node {
    const word = this.peek();
    if (word === '++' || word === '--') {
      const own = [this.take()];
      return makeNode('prefix', word, [this.unary()], own);
    }
    if (unaryOperators.has(word)) {
      if (word === '#') return this.withStrings(this.stringized());
      const own = [this.take()];
      return makeNode('unary', word, [this.unary()], own);
    }
    if (sizeofWords.has(word)) return this.sizeof();
    if (word === '(' && this.castAt(this.index)) return this.cast();
    return this.postfix(this.primary());
  }

  private sizeof(): Node {
    const keyword = this.peek();
    const own = [this.take()];
    if (this.peek() === '(' && this.typeInParens() && !this.operandGoesOn()) {
      own.push(this.take());
      const type = this.typeName();
      this.expect(')', own);
      return makeNode('sizeof', keyword, [type], own);
    }
    return makeNode('sizeof', keyword, [this.unary()], own);
  }

  /** The parenthesis in front of us is followed by something that only an expression or compound literal has. */
  private operandGoesOn(): boolean {
    const behind = this.wordAt(this.visibleFrom(this.closingOf(this.index) + 1));
    return ['.', '->', '[', '{', '++', '--'].includes(behind);
  }

  private cast(): Node {
    const own = [this.take()];
    const type = this.typeName();
    this.expect(')', own);
    if (this.peek() === '{') return this.postfix(makeNode('compound', '', [type, this.initializer()], own));
    return makeNode('cast', '', [type, this.unary()], own);
  }

  private postfix(start: Node): Node {
    let node = start;
    for (;;) {
      const word = this.peek();
      if (word === '(') node = makeNode('call', '', [node, this.args()], []);
      else if (word === '[') node = this.indexed(node);
      else if (word === '.' || word === '->') node = this.member(node, word);
      else if (word === '++' || word === '--') node = makeNode('postfix', word, [node], [this.take()]);
      else return this.withHalf(node.kind === 'call' ? this.withStrings(node) : node);
    }
  }

  private withHalf(node: Node): Node {
    const half = halfBehind(this);
    return half === null ? node : this.withHalf(makeNode('concat', '', [node, half], []));
  }

  private indexed(array: Node): Node {
    const own = [this.take()];
    const index = this.expression();
    this.expect(']', own);
    return makeNode('index', '', [array, index], own);
  }

  private member(object: Node, operator: string): Node {
    const own = [this.take()];
    const name = this.isNameAt(this.index) ? this.ident() : this.primary();
    return makeNode('member', operator, [object, name], own);
  }

  primary(): Node {
    const kind = this.kindAt(this.index);
    const word = this.peek();
    if (kind === TokenKind.number) return this.number(word);
    if (kind === TokenKind.char) return makeNode('char', word, [], [this.take()]);
    if (kind === TokenKind.string) return this.strings(makeNode('string', word, [], [this.take()]));
    if (word === '(') return this.parenthesized();
    if (word === '_Generic') return this.generic();
    if (asmWords.has(word)) return this.asm();
    if (!this.isNameAt(this.index)) return this.noOperand();
    const half = halfInFront(this);
    if (half !== null) return makeNode('concat', '', [half, this.unary()], []);
    const isValue = this.wordAt(this.index - 1) === '=';
    const ident = this.ident();
    if (this.atString()) return this.strings(ident);
    if (!this.isNameAt(this.index)) return ident;
    return this.stringAhead() || this.capitalsAhead(isCapital(word), isValue) ? this.strings(ident) : ident;
  }

  /**
   * Names in capitals up to the end of an expression: macros that make strings, or that go on with a value. All of a value
   * or of an argument may stand on several lines, and `x = y TIMES_TWO;` begins with any name.
   */
  private capitalsAhead(behindCapitals: boolean, isValue: boolean): boolean {
    let at = this.index;
    let onOneLine = true;
    if (!behindCapitals && !isValue) return false;
    for (; this.isNameAt(at) && isCapital(this.wordAt(at)); at = this.visibleFrom(at + 1))
      if (this.startsLine(at)) onOneLine = false;
    if (at === this.index) return false;
    const end = this.wordAt(at);
    if (end === ';') return isValue || onOneLine;
    return behindCapitals && (end === ')' || (end === ',' && onOneLine));
  }

  /** A number; `10 SECS` is one with a macro that goes on with it. */
  private number(word: string): Node {
    const number = makeNode('number', word, [], [this.take()]);
    const pasted = this.kindAt(this.index) === TokenKind.identifier && /^[A-Z_]+$/.test(this.peek());
    return pasted && !this.startsLine(this.index) ? makeNode('concat', '', [number, this.ident()], []) : number;
  }

  /** True when names and calls of macros in front are followed by a string: `FMT PRI(x) "s"`. */
  private stringAhead(): boolean {
    let at = this.index;
    while (this.isNameAt(at)) {
      at = this.visibleFrom(at + 1);
      const close = this.wordAt(at) === '(' ? this.closingOf(at) : -1;
      if (close >= 0) at = this.visibleFrom(close + 1);
    }
    return this.kindAt(at) === TokenKind.string;
  }

  private noOperand(): Node {
    this.fail();
    return makeNode('unread', '', [], []);
  }

  /** `"a" PRI "b"`: strings and macros that make strings, side by side. */
  private strings(first: Node): Node {
    const parts = [first];
    for (;;) {
      const word = this.peek();
      if (this.atString()) parts.push(makeNode('string', word, [], [this.take()]));
      else if (this.isNameAt(this.index)) parts.push(this.stringMacro());
      else if (word === '#') parts.push(this.stringized());
      else break;
    }
    return parts.length === 1 ? first : makeNode('concat', '', parts, []);
  }

  private atString(): boolean {
    return this.kindAt(this.index) === TokenKind.string;
  }

  /** A node with the strings that follow it, if any. */
  private withStrings(node: Node): Node {
    return this.atString() ? this.strings(node) : node;
  }

  /** `#x` in a macro body. */
  private stringized(): Node {
    const own = [this.take()];
    return makeNode('unary', '#', [this.ident()], own);
  }

  stringMacro(): Node {
    const ident = this.ident();
    return this.peek() === '(' ? makeNode('call', '', [ident, this.args()], []) : ident;
  }

  private parenthesized(): Node {
    const own = [this.take()];
    const isBlock = this.peek() === '{';
    const inner = isBlock ? this.block() : this.expression();
    if (this.peek() !== ')') {
      const rest = this.takeUntil([]);
      this.fail();
      own.push(...rest);
    }
    this.expect(')', own);
    return makeNode(isBlock ? 'stmt-expr' : 'paren', '', [inner], own);
  }

  private generic(): Node {
    const own = [this.take()];
    this.expect('(', own);
    const kids = [this.assignment()];
    while (this.accept(',', own)) kids.push(this.association());
    this.expect(')', own);
    return makeNode('generic', '', kids, own);
  }

  private association(): Node {
    const own: number[] = [];
    const type = this.accept('default', own) ? null : this.typeName();
    this.expect(':', own);
    return makeNode('association', '', [type, this.assignment()], own);
  }
}

function isCapital(name: string): boolean {
  return /^[A-Z][A-Z0-9_]+$/.test(name);
}
