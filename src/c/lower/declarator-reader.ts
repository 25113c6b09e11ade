import { compact, makeNode } from '../node.js';
import type { Node } from '../node.js';
import { asmWords, specifierWords } from './words.js';
import { TypeReader } from './type-reader.js';

/** Whether a declarator has a name: `int x`, `int` or either, as in a parameter. */
export type Naming = 'required' | 'optional' | 'none';

/** A declarator read inside out: the type it gives its name. */
export interface Declared {
  readonly type: Node;
  readonly name: Node | null;
  /** Tokens of attributes and the like. */
  readonly extra: readonly number[];
}

type Suffix = (type: Node) => Node;

/** Reads declarators and parameter lists. */
export abstract class DeclaratorReader extends TypeReader {
  /** In the head of a definition an unknown lone identifier is an old-style parameter, in a prototype it is a type. */
  paramStyle: 'prototype' | 'definition' = 'prototype';

  override typeName(): Node {
    const specifiers = this.specifiers(false);
    const { type, extra } = this.declarator(specifiers.type(), 'none');
    const strays = [...specifiers.extra, ...extra];
    if (!specifiers.hasType || specifiers.typedef >= 0) this.fail();
    return strays.length === 0
      ? type
      : makeNode(type.kind, type.value, type.kids, [...type.tokens, ...strays].sort(ascending));
  }

  /** Reads a declarator over a base type; a name it must have and lacks is a failure. */
  declarator(base: Node, naming: Naming): Declared {
    const extra: number[] = [];
    const { type, name } = this.bareDeclarator(base, naming, extra);
    if (naming === 'required' && name === null) this.fail();
    return { type, name, extra };
  }

  private bareDeclarator(base: Node, naming: Naming, extra: number[]): { type: Node; name: Node | null } {
    const pointed = this.pointers(base, extra);
    if (this.atGroup(naming)) return this.group(pointed, naming, extra);
    const name = naming !== 'none' && this.isNameAt(this.index) ? this.ident() : null;
    return { type: this.suffixed(pointed, extra), name };
  }

  private pointers(base: Node, extra: number[]): Node {
    let type = this.qualifiedBy(base, extra);
    for (;;) {
      if (this.peek() === '*' || this.peek() === '^')
        type = this.qualifiedBy(makeNode('pointer', '', [type], [this.take()]), extra);
      else if (this.atStrayWord()) extra.push(this.takeStray());
      else return type;
    }
  }

  /** An identifier that is not the name: another one, or a `*`, follows. */
  private atStrayWord(): boolean {
    if (!this.isNameAt(this.index)) return false;
    const next = this.ahead(1);
    return this.isNameAt(next) || this.wordAt(next) === '*';
  }

  /** At a parenthesis around a declarator, not around parameters. */
  private atGroup(naming: Naming): boolean {
    if (this.peek() !== '(') return false;
    const inner = this.ahead(1);
    const word = this.wordAt(inner);
    if (word === '*' || word === '^' || word === '[') return true;
    if (word === '(') return naming !== 'none' || this.wordAt(this.visibleFrom(inner + 1)) === '*';
    if (specifierWords.get(word)?.role === 'attribute') return true;
    if (!this.isNameAt(inner)) return false;
    if (this.peekAhead(2) === '*') return this.names.kindOf(word) !== 'type';
    return naming === 'required' || (naming === 'optional' && this.names.kindOf(word) !== 'type');
  }

  /**
   * `( inner ) suffixes`: the suffixes belong to the base, so they are read first and the inner declarator over
   * their result.
   */
  private group(base: Node, naming: Naming, extra: number[]): { type: Node; name: Node | null } {
    const open = this.index;
    const close = this.closingOf(open);
    if (close < 0) {
      this.fail();
      return { type: base, name: null };
    }
    this.jump(close + 1);
    const suffixed = this.suffixed(base, extra);
    const behind = this.index;
    this.jump(open + 1);
    const inner = this.bareDeclarator(suffixed, naming, extra);
    if (this.index !== close) this.fail();
    this.jump(behind);
    return { type: makeNode('grouped', '', [inner.type], [open, close]), name: inner.name };
  }

  private suffixed(base: Node, extra: number[]): Node {
    const suffixes: Suffix[] = [];
    for (;;) {
      const word = this.peek();
      if (word === '[') suffixes.push(this.arraySuffix());
      else if (word === '(') suffixes.push(this.functionSuffix());
      else if (specifierWords.get(word)?.role === 'attribute' || asmWords.has(word) || this.atTrailingWord(this.index))
        this.attribute(extra);
      else return suffixes.reduceRight((type, suffix) => suffix(type), base);
    }
  }

  /** A name behind the declarator, with or without arguments, that only an attribute can be. */
  private atTrailingWord(index: number): boolean {
    if (!this.isNameAt(index) || this.paramStyle === 'definition') return false;
    const next = this.visibleFrom(index + 1);
    const close = this.wordAt(next) === '(' ? this.closingOf(next) : -1;
    const behind = close < 0 ? next : this.visibleFrom(close + 1);
    return ['=', ';', ',', ')', ''].includes(this.wordAt(behind)) || this.atTrailingWord(behind);
  }

  private arraySuffix(): Suffix {
    const own = [this.take()];
    while (specifierWords.has(this.peek()) && specifierWords.get(this.peek())?.role !== 'prim') own.push(this.take());
    let size: Node | null = null;
    if (this.peek() === '*' && this.peekAhead(1) === ']') own.push(this.take());
    else if (this.peek() !== ']') size = this.expression();
    this.expect(']', own);
    return (type) => makeNode('array', '', [type, size], own);
  }

  private functionSuffix(): Suffix {
    const params = this.params();
    return (type) => makeNode('function-type', '', [type, params], []);
  }

  /** A parameter list with its parentheses. */
  private params(): Node {
    const style = this.paramStyle;
    this.paramStyle = 'prototype';
    const own: number[] = [];
    const kids: Node[] = [];
    this.expect('(', own);
    while (!this.atEnd && this.peek() !== ')') {
      kids.push(this.param(style));
      if (this.peek() !== ')' && !this.accept(',', own)) break;
    }
    this.expect(')', own);
    this.paramStyle = style;
    return makeNode('params', '', compact(kids), own);
  }

  private param(style: 'prototype' | 'definition'): Node {
    if (this.peek() === '...') return makeNode('varargs', '', [], [this.take()]);
    const start = this.index;
    if (this.isNameAt(start) && this.endsElement(this.ahead(1))) {
      if (style === 'definition' && this.names.kindOf(this.peek()) !== 'type') return this.ident();
    }
    const before = this.failures;
    const specifiers = this.specifiers(false);
    const declared = this.declarator(specifiers.type(), 'optional');
    if (specifiers.hasType && this.endsElement(this.index) && this.failures === before) {
      if (declared.name !== null) this.names.declare(declared.name.value, 'value');
      const own = [...specifiers.extra, ...declared.extra].sort(ascending);
      return makeNode('param', '', [specifiers.storageNode(), declared.type, declared.name], own);
    }
    this.jump(start);
    this.failures = before;
    return this.macroParam();
  }

  /** What stands between two commas of a macro's head and is no parameter: an expression, or anything. */
  private macroParam(): Node {
    const start = this.index;
    const before = this.failures;
    const expression = this.assignment();
    if (this.endsElement(this.index) && this.failures === before) return expression;
    this.jump(start);
    return this.unread([',']);
  }

  private endsElement(index: number): boolean {
    return index >= this.end || this.wordAt(index) === ',' || this.wordAt(index) === ')';
  }
}

export function ascending(left: number, right: number): number {
  return left - right;
}
