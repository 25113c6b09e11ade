import { makeNode } from '../node.js';
import type { Node } from '../node.js';
import { TokenKind } from '../tokens.js';
import { DeclarationReader } from './declaration-reader.js';
import { asmWords, assignmentOperators, binaryStrength, sizeofWords, specifierWords, unaryOperators } from './words.js';

/** Reads expressions, argument lists and initializers. */
export abstract class ExpressionReader extends DeclarationReader {
  abstract block(): Node;
  /** The items of a macro argument that is code, up to a comma or closing parenthesis. */
  abstract codeArgument(): Node;
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
    if (this.peek() === '{') return this.postfix(makeNode('compound', '', [type, this.initList()], own));
    return makeNode('cast', '', [type, this.unary()], own);
  }

  /**
   * True when the parenthesis at `open` is a cast or the head of a compound literal. This, with typeInParens, is where
   * `(T)(x)`, `(T)&x` and `(T)-x` are told from calls and binary operators.
   */
  castAt(open: number): boolean {
    const close = this.closingOf(open);
    if (close < 0) return false;
    const inner = this.visibleFrom(open + 1);
    const lone = this.isNameAt(inner) && this.visibleFrom(inner + 1) === close;
    if (!lone) return this.typeAt(inner, close);
    const name = this.wordAt(inner);
    const kind = this.names.kindOf(name);
    return kind !== 'value' && this.operandAt(this.visibleFrom(close + 1), kind === 'type' || isMixedCase(name), kind === 'type');
  }

  /** True when an operand starts at a token; signs, `&` and `*` count only for `sure` types. */
  private operandAt(index: number, sure: boolean, known: boolean): boolean {
    const word = this.wordAt(index);
    if (['&', '*', '-', '+', '&&'].includes(word)) return sure && word !== '&&';
    if (word === '++' || word === '--') return known;
    if (word === '(') return known || this.wordAt(this.visibleFrom(index + 1)) !== ')';
    if (word === '~' || word === '!' || word === '{') return true;
    const kind = this.kindAt(index);
    if (kind === TokenKind.string) return known;
    return kind === TokenKind.number || kind === TokenKind.char || this.isNameAt(index) || sizeofWords.has(word) || word === '_Generic';
  }

  /** True when the tokens from `first` up to `close` are a type: by their words, or a name and only stars behind. */
  private typeAt(first: number, close: number): boolean {
    const word = this.wordAt(first);
    const entry = specifierWords.get(word);
    if (entry !== undefined) return word !== '__extension__';
    if (!this.isNameAt(first) || this.names.kindOf(word) === 'value') return false;
    const second = this.visibleFrom(first + 1);
    const secondWord = this.wordAt(second);
    if (second === close) return this.names.kindOf(word) === 'type';
    if (specifierWords.get(secondWord)?.role === 'qualifier' || specifierWords.has(secondWord)) return true;
    if (secondWord === '*') return this.onlyStars(second, close);
    if (secondWord === '(') return this.loneStarIn(second);
    return this.names.kindOf(word) === 'type' && (secondWord === '[' || this.isNameAt(second));
  }

  /** Stars, qualifiers, attributes and `(*)` or `[]` parts, to the closing parenthesis. */
  private onlyStars(first: number, close: number): boolean {
    let at = first;
    while (at < close) {
      const word = this.wordAt(at);
      const isStar = word === '*' || specifierWords.get(word)?.role === 'qualifier' || (this.isNameAt(at) && word.startsWith('__'));
      if (!isStar) return word === '(' ? this.loneStarIn(at) : word === '[';
      at = this.visibleFrom(at + 1);
    }
    return true;
  }

  /** `(*)`, which only a type has. */
  private loneStarIn(open: number): boolean {
    const star = this.visibleFrom(open + 1);
    return this.wordAt(star) === '*' && this.visibleFrom(star + 1) === this.closingOf(open);
  }

  override typeInParens(): boolean {
    const close = this.closingOf(this.index);
    if (close < 0) return false;
    const inner = this.visibleFrom(this.index + 1);
    const name = this.wordAt(inner);
    if (this.visibleFrom(inner + 1) === close && this.isNameAt(inner) && this.names.kindOf(name) === 'unknown') return isMixedCase(name);
    return this.typeAt(inner, close);
  }

  private postfix(start: Node): Node {
    let node = start;
    for (;;) {
      const word = this.peek();
      if (word === '(') node = makeNode('call', '', [node, this.args()], []);
      else if (word === '[') node = this.indexed(node);
      else if (word === '.' || word === '->') node = this.member(node, word);
      else if (word === '++' || word === '--') node = makeNode('postfix', word, [node], [this.take()]);
      else return node;
    }
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

  private primary(): Node {
    const kind = this.kindAt(this.index);
    const word = this.peek();
    if (kind === TokenKind.number) return makeNode('number', word, [], [this.take()]);
    if (kind === TokenKind.char) return makeNode('char', word, [], [this.take()]);
    if (kind === TokenKind.string) return this.strings(makeNode('string', word, [], [this.take()]));
    if (word === '(') return this.parenthesized();
    if (word === '_Generic') return this.generic();
    if (asmWords.has(word)) return this.asm();
    if (!this.isNameAt(this.index)) return this.noOperand();
    const ident = this.ident();
    return this.atString() || (this.isNameAt(this.index) && this.stringAhead()) ? this.strings(ident) : ident;
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
    this.failed = true;
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

  private stringMacro(): Node {
    const ident = this.ident();
    return this.peek() === '(' ? makeNode('call', '', [ident, this.args()], []) : ident;
  }

  private parenthesized(): Node {
    const own = [this.take()];
    const isBlock = this.peek() === '{';
    const inner = isBlock ? this.block() : this.expression();
    if (this.peek() !== ')') {
      const rest = this.takeUntil([]);
      this.failed = true;
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

  /** An argument list with its parentheses. */
  override args(): Node {
    const own: number[] = [];
    const kids: Node[] = [];
    const close = this.closingOf(this.index);
    const outerEnd = this.end;
    this.expect('(', own);
    if (close >= 0) this.end = close;
    if (!this.atEnd) kids.push(this.argument());
    while (this.accept(',', own)) kids.push(this.argument());
    if (!this.atEnd) kids.push(this.unread([]));
    this.end = outerEnd;
    if (close >= 0) this.jump(close);
    this.expect(')', own);
    return makeNode('args', '', kids, own);
  }

  /** What stands between two commas of a call: an expression, a type, a statement, nothing. */
  argument(): Node {
    const start = this.index;
    if (this.endsArgument()) return makeNode('empty-arg', '', [], []);
    const before = this.failed;
    for (const read of this.argumentReaders()) {
      this.jump(start);
      this.failed = before;
      const node = read();
      if (this.failed === before && this.endsArgument()) return node;
    }
    this.jump(start);
    return this.unread([',']);
  }

  private argumentReaders(): (() => Node)[] {
    const word = this.peek();
    const code = (): Node => this.codeArgument();
    if (word === '{') return [(): Node => this.initializer(), code];
    if (word === '.' || word === '[') return [(): Node => this.initElement()];
    const expression = (): Node => this.assignment();
    const type = (): Node => this.typeName();
    const macros = (): Node => this.macroRun();
    const entry = specifierWords.get(word);
    if (entry !== undefined && word !== '__extension__') return [type, code, expression];
    const isType = this.isNameAt(this.index) && this.names.kindOf(word) === 'type' && this.peekAhead(1) !== '(';
    return isType ? [type, expression, code] : [expression, type, macros, code];
  }

  /** `A B(x) C`: macros side by side. */
  macroRun(): Node {
    const items: Node[] = [];
    while (this.isNameAt(this.index)) items.push(makeNode('macro-stmt', '', [this.stringMacro()], []));
    return makeNode('seq', '', items, []);
  }

  private endsArgument(): boolean {
    return this.atEnd || this.peek() === ',' || this.peek() === ')';
  }

  override initializer(): Node {
    return this.peek() === '{' ? this.initList() : this.assignment();
  }

  private initList(): Node {
    return this.bracedList('init-list', (own) => {
      const kid = this.peek() === ',' ? makeNode('empty-arg', '', [], []) : this.initElement();
      this.accept(',', own);
      return kid;
    });
  }

  initElement(): Node {
    const designators: Node[] = [];
    if (this.isNameAt(this.index) && this.peekAhead(1) === ':') {
      const name = this.ident();
      designators.push(makeNode('designator', ':', [name], [this.take()]));
      return makeNode('designated', ':', [...designators, this.initializer()], []);
    }
    while (this.peek() === '.' || this.peek() === '[') designators.push(this.designator());
    if (designators.length === 0) return this.initializer();
    const own: number[] = [];
    this.accept('=', own);
    return makeNode('designated', '=', [...designators, this.initializer()], own);
  }

  private designator(): Node {
    const word = this.peek();
    const own = [this.take()];
    if (word === '.') return makeNode('designator', '.', [this.isNameAt(this.index) ? this.ident() : this.primary()], own);
    const low = this.assignment();
    const high = this.accept('...', own) ? this.assignment() : null;
    this.expect(']', own);
    return high === null ? makeNode('designator', '[]', [low], own) : makeNode('designator', '...', [low, high], own);
  }
}

/** Types in mixed case (`EfiStatus`) are common, variables so spelled are not. */
function isMixedCase(name: string): boolean {
  return /^[A-Z]/.test(name) && /[a-z]/.test(name);
}
