import { compact, makeNode } from '../node.js';
import type { Node } from '../node.js';
import { TokenKind } from '../tokens.js';
import { ExpressionReader } from './expression-reader.js';
import { specifierWords } from './words.js';

/** Reads argument lists, in which macros take anything, and initializers. */
export abstract class ArgumentReader extends ExpressionReader {
  /** The items of a macro argument that is code, up to a comma or closing parenthesis. */
  abstract codeArgument(): Node;

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
    return makeNode('args', '', compact(kids), own);
  }

  /** What stands between two commas of a call: an expression, a type, a statement, nothing. */
  argument(): Node {
    const start = this.index;
    if (this.endsArgument()) return makeNode('empty-arg', '', [], []);
    const before = this.failures;
    for (const read of this.argumentReaders()) {
      this.jump(start);
      this.failures = before;
      const node = read(this);
      if (this.failures === before && this.endsArgument()) return node;
    }
    this.jump(start);
    this.failures = before;
    return this.loneWord() ?? this.operand() ?? this.unread([',']);
  }

  /** A word of the language that a macro takes as it is: `BTF_ID(struct, foo)`. */
  private loneWord(): Node | null {
    const isWord = this.kindAt(this.index) === TokenKind.keyword || this.isNameAt(this.index);
    const next = this.wordAt(this.ahead(1));
    return isWord && (next === ',' || next === ')' || next === '') ? this.ident() : null;
  }

  /**
   * A part of what a macro hands to `asm`: instructions, or operands such as `[a] "=m" (x), "c" (y) : "memory"`. A string
   * in front of a parenthesis tells such a list.
   */
  private operand(): Node | null {
    if (!this.isAmongOperands()) return null;
    const own: number[] = [];
    while (!this.endsArgument()) this.takeBalanced(own);
    const text = own.map((token) => this.wordAt(token)).join(' ');
    return makeNode('asm', text, [], own);
  }

  private isAmongOperands(): boolean {
    const open = this.end < this.tokens.count ? (this.tokens.partner[this.end] ?? -1) : -1;
    for (let at = open + 1; open >= 0 && at < this.end; at++)
      if (this.kindAt(at) === TokenKind.string && this.wordAt(at + 1) === '(') return true;
    return false;
  }

  /** The ways of reading an argument, likeliest first. */
  private argumentReaders(): readonly ArgumentWay[] {
    const word = this.peek();
    if (word === '{') return bracedWays;
    if (word === '.' || word === '[') return elementWays;
    const entry = specifierWords.get(word);
    if (entry !== undefined && word !== '__extension__') return typeWays;
    const isType = this.isNameAt(this.index) && this.names.kindOf(word) === 'type' && this.peekAhead(1) !== '(';
    return isType ? namedTypeWays : valueWays;
  }

  /** `A B(x) C`: macros side by side. */
  macroRun(): Node {
    const items: Node[] = [];
    while (this.isNameAt(this.index)) items.push(makeNode('macro-stmt', '', [this.stringMacro()], []));
    return makeNode('seq', '', items, []);
  }

  /** `10:8`: bits, from one to the other. */
  bitRange(): Node {
    const own: number[] = [];
    if (this.kindAt(this.index) !== TokenKind.number) this.fail();
    const high = this.assignment();
    this.expect(':', own);
    return makeNode('seq', '', [high, this.assignment()], own);
  }

  private endsArgument(): boolean {
    return this.atEnd || this.peek() === ',' || this.peek() === ')';
  }

  /** A value; one in braces may have a macro in front, which says what it is the value of: `QUIRK { ... }`. */
  override initializer(): Node {
    if (this.peek() === '{') return this.initList();
    const value = this.assignment();
    const isMacro = this.peek() === '{' && (value.kind === 'ident' || value.kind === 'call');
    return isMacro ? makeNode('concat', '', [value, this.initList()], []) : value;
  }

  private initList(): Node {
    return this.bracedList('init-list', (own) => {
      const kid = this.peek() === ',' ? makeNode('empty-arg', '', [], []) : this.initElement();
      if (!this.accept(',', own) && !this.atEnd && !this.source.stops.has(kid.last)) this.fail();
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
    if (this.macroDesignatorAhead()) designators.push(makeNode('designator', '.', [this.stringMacro()], []));
    if (designators.length === 0) return this.initializer();
    const own: number[] = [];
    this.accept('=', own);
    return makeNode('designated', '=', [...designators, this.initializer()], own);
  }

  /** `ID(x) = {`: a macro that names what it is the value of. */
  private macroDesignatorAhead(): boolean {
    if (!this.isNameAt(this.index) || this.peekAhead(1) !== '(') return false;
    const equals = this.visibleFrom(this.closingOf(this.ahead(1)) + 1);
    return this.wordAt(equals) === '=' && this.wordAt(this.visibleFrom(equals + 1)) === '{';
  }

  private designator(): Node {
    const word = this.peek();
    const own = [this.take()];
    if (word === '.')
      return makeNode('designator', '.', [this.isNameAt(this.index) ? this.ident() : this.primary()], own);
    const low = this.assignment();
    const high = this.accept('...', own) ? this.assignment() : null;
    this.expect(']', own);
    return high === null ? makeNode('designator', '[]', [low], own) : makeNode('designator', '...', [low, high], own);
  }
}

type ArgumentWay = (reader: ArgumentReader) => Node;

const code: ArgumentWay = (reader) => reader.codeArgument();
const expression: ArgumentWay = (reader) => reader.assignment();
const type: ArgumentWay = (reader) => reader.typeName();
const macros: ArgumentWay = (reader) => reader.macroRun();

const bracedWays: readonly ArgumentWay[] = [(reader): Node => reader.initializer(), code];
const elementWays: readonly ArgumentWay[] = [(reader): Node => reader.initElement()];
const typeWays: readonly ArgumentWay[] = [type, code, expression];
const namedTypeWays: readonly ArgumentWay[] = [type, expression, code];
const bits: ArgumentWay = (reader) => reader.bitRange();
const valueWays: readonly ArgumentWay[] = [expression, type, macros, code, bits];
