import { isAfterBlankLine } from '../layout.js';
import { makeNode } from '../node.js';
import type { Node } from '../node.js';
import { spelling } from '../tokens.js';
import { ArgumentReader } from './argument-reader.js';
import { readFunction } from './function-definition.js';
import { isHalfInFront } from './half-expression.js';
import { readMacroItem } from './macro-item.js';
import { statementWords } from './words.js';

/**
 * Reads whole C from tokens. The concrete tree is the first source of structure; this reader is for what the parser
 * was shown in disguise (masks), for what C's grammar leaves open, for types and declarators everywhere, and for
 * macro bodies.
 */
export class Reader extends ArgumentReader {
  /** How many `else` were met that belong to no `if`. */
  loneElses = 0;

  /** All items up to the end of the stretch. */
  items(): Node[] {
    const items: Node[] = [];
    while (!this.atEnd) {
      const start = this.index;
      items.push(this.item());
      if (this.index === start) {
        this.fail();
        items.push(makeNode('unread', '', [], [this.take()]));
      }
    }
    return items;
  }

  /** How many `if` around have not come to their `else`. */
  private openIfs = 0;

  override block(): Node {
    const { openIfs } = this;
    this.openIfs = 0;
    this.names.open();
    const block = this.bracedList('block', () => this.item());
    this.names.close();
    this.openIfs = openIfs;
    return block;
  }

  override codeArgument(): Node {
    const outerEnd = this.end;
    this.end = this.argumentEnd();
    const items = this.items();
    const end = this.end;
    this.end = outerEnd;
    this.jump(end);
    return items.length === 1 && items[0] !== undefined ? items[0] : makeNode('seq', '', items, []);
  }

  private argumentEnd(): number {
    const mark = this.index;
    this.takeUntil([',']);
    const end = this.index;
    this.jump(mark);
    return end;
  }

  /** One item of a block; a label is an item of its own. */
  item(): Node {
    const word = this.peek();
    if (word === '{') return this.block();
    if (word === ';') return makeNode('empty', '', [], [this.take()]);
    if (statementWords.has(word)) return this.keywordStatement(word);
    if (this.isNameAt(this.index)) {
      if (this.source.stops.has(this.index)) return makeNode('macro-stmt', '', [this.ident()], []);
      if (this.peekAhead(1) === ':') return this.label();
      if (this.isLoneMacro(word)) return makeNode('macro-stmt', '', [this.ident()], []);
      if (word === 'EXEC' && this.isNameAt(this.ahead(1))) return this.embedded();
    }
    const macro = readMacroItem(this, true);
    if (macro !== null) return macro;
    return this.declarationAhead() ? this.declarationOrFunction() : this.expressionStatement();
  }

  /**
   * A name in capitals alone on its line, and below it what no type stands in front of: a blank line, a label, a member
   * that is assigned.
   */
  private isLoneMacro(word: string): boolean {
    if (!/^[A-Z][A-Z0-9_]+$/.test(word) || !this.startsLine(this.index)) return false;
    const next = this.ahead(1);
    if (!this.isNameAt(next) || !this.startsLine(next)) return false;
    if (isAfterBlankLine(this.tokens, next)) return true;
    return [':', '.', '->', '++', '--', '+=', '-=', '|=', '&='].includes(this.peekAhead(2));
  }

  /** `EXEC SQL ... ;`: a statement of another language. */
  private embedded(): Node {
    const own: number[] = [];
    while (!this.atEnd && this.peek() !== ';') own.push(this.take());
    const text = own.map((token) => this.wordAt(token)).join(' ');
    this.semicolon(';', own);
    return makeNode('asm', text, [], own);
  }

  /** A declaration, or GNU's function in a function: what has no `;` where a declaration wants one may be one. */
  private declarationOrFunction(): Node {
    const { index: start, failures: before } = this;
    const declaration = this.declaration();
    if (this.failures === before) return declaration;
    const [end, failed] = [this.index, this.failures];
    this.jump(start);
    this.failures = before;
    const nested = readFunction(this);
    if (nested !== null) return nested;
    this.jump(end);
    this.failures = failed;
    return declaration;
  }

  private keywordStatement(word: string): Node {
    switch (word) {
      case 'if':
        return this.ifStatement();
      case 'while':
        return this.headed('while');
      case 'switch':
        return this.headed('switch');
      case 'do':
        return this.doStatement();
      case 'for':
        return this.forStatement();
      case 'case':
        return this.caseLabel();
      case 'default':
        return this.words('default', ':');
      case 'break':
        return this.words('break', ';');
      case 'continue':
        return this.words('continue', ';');
      case 'return':
        return this.returnStatement();
      case 'goto':
        return this.gotoStatement();
      case 'else':
        this.loneElses++;
        return this.unread([';']);
      default:
        return this.asm();
    }
  }

  /** The one statement of a branch or loop; labels in front of it, or a head that ends a macro's body, make it a `seq`. */
  body(): Node {
    const items: Node[] = [];
    while (!this.atEnd && (items.length === 0 || isLabel(items.at(-1)))) items.push(this.item());
    return items.length === 1 && items[0] !== undefined ? items[0] : makeNode('seq', '', items, []);
  }

  private words(kind: 'default' | 'break' | 'continue', end: string): Node {
    const own = [this.take()];
    this.semicolon(end, own);
    return makeNode(kind, '', [], own);
  }

  /** A closing `;` (or `:`), which the last statement of a macro body may lack. */
  private semicolon(end: string, own: number[]): void {
    if (!this.atEnd) this.expect(end, own);
  }

  private condition(own: number[]): Node {
    // `if time_after(a, b)`: the macro brings the parentheses.
    if (this.isNameAt(this.index) && this.peekAhead(1) === '(') return this.stringMacro();
    this.expect('(', own);
    const condition = this.peek() === '{' ? this.block() : this.expression();
    if (this.peek() !== ')') {
      this.fail();
      own.push(...this.takeUntil([]));
    }
    this.expect(')', own);
    return condition;
  }

  private ifStatement(): Node {
    const own = [this.take()];
    const condition = this.condition(own);
    this.openIfs++;
    const then = this.body();
    this.openIfs--;
    const otherwise = this.accept('else', own) ? this.body() : null;
    return makeNode('if', '', [condition, then, otherwise], own);
  }

  private headed(kind: 'while' | 'switch'): Node {
    const own = [this.take()];
    const condition = this.condition(own);
    return makeNode(kind, '', [condition, this.body()], own);
  }

  private doStatement(): Node {
    const own = [this.take()];
    const body = this.body();
    // A macro may bring the word: `do { ... } while_each_thread(g, t);`
    const isMacro = this.peek().startsWith('while_') && this.peekAhead(1) === '(';
    if (!isMacro) this.expect('while', own);
    const condition = isMacro ? makeNode('macro-stmt', '', [this.stringMacro()], []) : this.condition(own);
    if (this.peek() === ';') own.push(this.take());
    return makeNode('do', '', [body, condition], own);
  }

  private forStatement(): Node {
    if (this.peekAhead(1) !== '(') return this.iterator();
    const own = [this.take()];
    this.names.open();
    this.expect('(', own);
    const init = this.declarationAhead() ? this.declaration() : this.optionalExpression(';', own);
    const condition = this.optionalExpression(';', own);
    const step = this.optionalExpression(')', own);
    const body = this.body();
    this.names.close();
    return makeNode('for', '', [init, condition, step, body], own);
  }

  private optionalExpression(end: string, own: number[]): Node | null {
    const expression = this.peek() === end ? null : this.expression();
    this.expect(end, own);
    return expression;
  }

  /** A `case` with one value or a range; the `:` is the first that belongs to no `?`. */
  caseLabel(): Node {
    const own = [this.take()];
    const low = this.assignment();
    const high = this.accept('...', own) ? this.assignment() : null;
    this.semicolon(':', own);
    return makeNode('case', '', [low, high], own);
  }

  private label(): Node {
    const name = this.ident();
    return makeNode('label', name.value, [name], [this.take()]);
  }

  private returnStatement(): Node {
    const own = [this.take()];
    const value = this.atEnd || this.peek() === ';' ? null : this.expression();
    this.semicolon(';', own);
    return makeNode('return', '', [value], own);
  }

  private gotoStatement(): Node {
    const own = [this.take()];
    const computed = this.accept('*', own);
    const target = computed ? this.expression() : this.ident();
    this.semicolon(';', own);
    return makeNode('goto', '', [target], own);
  }

  /** An `asm` in one node, with its `;` when that follows. */
  override asm(): Node {
    const own = [this.take()];
    while (!this.atEnd && this.peek() !== '(' && this.peek() !== ';' && this.peek() !== '{') own.push(this.take());
    if (this.peek() === '(' || this.peek() === '{') this.takeBalanced(own);
    const text = own.map((token) => spelling(this.tokens, token)).join(' ');
    if (this.peek() === ';') own.push(this.take());
    return makeNode('asm', text, [], own);
  }

  private expressionStatement(): Node {
    if (this.iteratorAhead()) return this.iterator();
    const expression = this.expression();
    if (this.peek() === ';') return makeNode('expr-stmt', '', [expression], [this.take()]);
    if (this.atEnd || this.source.stops.has(expression.last) || this.isMacroBeforeNext(expression))
      return makeNode('macro-stmt', '', [expression], []);
    if (expression.kind === 'asm') return expression;
    this.fail();
    return makeNode(
      'unread',
      '',
      [],
      [...tokensOf(expression), ...this.takeUntil([';'])].sort((left, right) => left - right),
    );
  }

  /** A macro that brings its own `;`: a call with a name behind it, or a name or call that ends its line. */
  private isMacroBeforeNext({ kind }: Node): boolean {
    if (kind === 'call' && this.isNameAt(this.index)) return true;
    return (kind === 'call' || kind === 'ident') && this.startsLine(this.index);
  }

  /** `ID(...)` with a block behind it, or a statement on a line of its own that is indented deeper: a macro's loop. */
  private iteratorAhead(): boolean {
    if (!this.isNameAt(this.index) || this.peekAhead(1) !== '(') return false;
    const close = this.closingOf(this.ahead(1));
    if (close < 0 || this.source.stops.has(close) || isHalfInFront(this)) return false;
    if (this.source.iterators.has(this.index) || this.names.isIterator(this.peek())) return true;
    const behind = this.visibleFrom(close + 1);
    const word = this.wordAt(behind);
    if (word === '{') return true;
    const starts = this.isNameAt(behind) || statementWords.has(word) || (word === '*' && this.assignmentBehind(behind));
    const isDeeper = !this.startsLine(behind) || this.indentation(behind) > this.indentation(this.index);
    return starts && isDeeper && word !== 'else';
  }

  /** True when the statement at a token assigns something: `*p = 0;`. */
  private assignmentBehind(index: number): boolean {
    const start = this.index;
    this.jump(index);
    this.takeUntil([';', '=']);
    const found = this.peek() === '=';
    this.jump(start);
    return found;
  }

  /** White space in front of the line a token is on, in columns with tabs of eight. */
  private indentation(index: number): number {
    const { text, start } = this.tokens;
    const line = text.lastIndexOf('\n', (start[index] ?? 0) - 1) + 1;
    let column = 0;
    for (let at = line; text[at] === ' ' || text[at] === '\t'; at++)
      column = text[at] === ' ' ? column + 1 : (column | 7) + 1;
    return column;
  }

  /** A macro loop: name, arguments, body. One with an `else` is the head of an `if`. */
  iterator(): Node {
    const value = this.peek();
    const name = this.take();
    const args = this.args();
    const body = this.body();
    const own: number[] = [];
    if (this.openIfs > 0 || !this.accept('else', own)) return makeNode('iterator', value, [args, body], [name]);
    const head = makeNode('call', '', [makeNode('ident', value, [], [name]), args], []);
    return makeNode('if', '', [head, body, this.body()], own);
  }
}

/** True for items that need a statement behind them. */
export function isLabel(node: Node | undefined): boolean {
  return node?.kind === 'label' || node?.kind === 'case' || node?.kind === 'default';
}

/** All token indices of a subtree, in source order. */
export function tokensOf(node: Node): number[] {
  const all = new Set<number>();
  const visit = (at: Node): void => {
    for (const token of at.tokens) all.add(token);
    for (const kid of at.kids) if (kid !== null) visit(kid);
  };
  visit(node);
  return [...all].sort((left, right) => left - right);
}
