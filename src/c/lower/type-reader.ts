import { makeNode } from '../node.js';
import type { Node } from '../node.js';
import { Cursor } from './cursor.js';
import { normalPrim, normalStorage, qualifierRank, specifierWords } from './words.js';

/** A word of a declaration and the token it stands in. */
interface Word {
  readonly word: string;
  readonly token: number;
}

/** What stands in front of the declarators of a declaration, in any order. */
export class Specifiers {
  readonly storage: Word[] = [];
  readonly qualifiers: Word[] = [];
  readonly prims: Word[] = [];
  /** A struct, union, enum, typeof or typedef name; null while the type is made of words or missing. */
  base: Node | null = null;
  /** Tokens that say nothing about the type: attributes, `__extension__`, alignment. */
  readonly extra: number[] = [];
  /** Token of `typedef`, or -1. */
  typedef = -1;

  get hasType(): boolean {
    return this.base !== null || this.prims.length > 0;
  }

  get isEmpty(): boolean {
    return !this.hasType && this.storage.length === 0 && this.qualifiers.length === 0 && this.typedef < 0;
  }

  storageNode(): Node | null {
    if (this.storage.length === 0) return null;
    const normal = normalStorage(this.storage.map(({ word }) => word));
    return makeNode(
      'storage',
      normal,
      [],
      this.storage.map(({ token }) => token),
    );
  }

  /** The type, or null where none is written (implicit int) and no qualifier either. */
  writtenType(): Node | null {
    return this.hasType || this.qualifiers.length > 0 ? this.type() : null;
  }

  /** The type; an `int` without tokens where none is written. */
  type(): Node {
    const base =
      this.base ??
      makeNode(
        'prim',
        normalPrim(this.prims.map(({ word }) => word)),
        [],
        this.prims.map(({ token }) => token),
      );
    return qualify(base, this.qualifiers);
  }
}

/** Wraps a type in its qualifiers: one `qualified` node each, `const` outermost. */
function qualify(type: Node, qualifiers: readonly Word[]): Node {
  if (qualifiers.length === 0) return type;
  const inward = [...qualifiers].sort((left, right) => qualifierRank(right.word) - qualifierRank(left.word));
  return inward.reduce((inner, { word, token }) => makeNode('qualified', word, [inner], [token]), type);
}

/**
 * Reads declaration specifiers and type names from tokens. Layers above read expressions, declarators and the bodies
 * of structs and enums; each layer of readers adds a part of the grammar to the one below.
 */
export abstract class TypeReader extends Cursor {
  /** The `(` of an old-style list of parameters, which makes no attribute of the name in front; -1 where there is none. */
  oldStyleAt = -1;
  /** An expression without top-level commas. */
  abstract assignment(): Node;
  abstract stringMacro(): Node;
  abstract expression(): Node;
  abstract fields(): Node;
  abstract enumerators(): Node;
  /** A type as in a cast: specifiers and a declarator without a name. */
  abstract typeName(): Node;
  /** True when the parenthesis in front holds a type rather than an expression. */
  abstract typeInParens(): boolean;

  /** Reads specifiers. `named`: a name must follow them, so a lone identifier may be that name. */
  specifiers(named: boolean): Specifiers {
    const into = new Specifiers();
    while (!this.atEnd && this.specifier(into, named));
    return into;
  }

  private specifier(into: Specifiers, named: boolean): boolean {
    const word = this.peek();
    const entry = specifierWords.get(word);
    if (entry === undefined) return this.otherSpecifier(into, named, word);
    const at = { word: entry.normal, token: this.index };
    switch (entry.role) {
      case 'storage':
        into.storage.push(at);
        break;
      case 'qualifier':
        if (word === '_Atomic' && this.peekAhead(1) === '(') return this.atomic(into);
        into.qualifiers.push(at);
        break;
      case 'typedef':
        into.typedef = this.index;
        break;
      case 'prim':
        if (into.base !== null) return false;
        into.prims.push(at);
        break;
      case 'tag':
        return this.baseSpecifier(into, () => this.tagged());
      case 'typeof':
        return this.baseSpecifier(into, () => this.typeofType(entry.normal));
      case 'attribute':
        this.attribute(into.extra);
        return true;
    }
    this.take();
    return true;
  }

  private baseSpecifier(into: Specifiers, read: () => Node): boolean {
    if (into.hasType) return false;
    into.base = read();
    return true;
  }

  /** `_Atomic(T)`: the type T qualified. */
  private atomic(into: Specifiers): boolean {
    return this.baseSpecifier(into, () => {
      const own = [this.take(), this.take()];
      const type = this.typeName();
      this.expect(')', own);
      return makeNode('qualified', '_Atomic', [type], own);
    });
  }

  private otherSpecifier(into: Specifiers, named: boolean, word: string): boolean {
    if (word === '[' && this.peekAhead(1) === '[') {
      this.strays++;
      this.takeBalanced(into.extra);
      return true;
    }
    if (!this.isNameAt(this.index)) return false;
    if (into.hasType) return this.wordTooMany(into);
    return this.typedefName(into, named, word);
  }

  /** An identifier behind the type and in front of another or of a `*` is an attribute nobody hid: `__free(x) *p`, too. */
  private wordTooMany(into: Specifiers): boolean {
    const open = this.ahead(1);
    const close = this.wordAt(open) === '(' && this.peek().startsWith('__') ? this.closingOf(open) : -1;
    const next = close < 0 ? open : this.visibleFrom(close + 1);
    if (!this.isNameAt(next) && this.wordAt(next) !== '*') return false;
    into.extra.push(this.takeStray());
    if (close >= 0) this.takeBalanced(into.extra);
    return true;
  }

  private typedefName(into: Specifiers, named: boolean, word: string): boolean {
    const next = this.ahead(1);
    const nextWord = this.wordAt(next);
    const known = this.names.kindOf(word) === 'type';
    if (nextWord === '(') {
      if (this.macroSpecifier(into, next)) return true;
      if (named && !known && !['*', '^'].includes(this.peekAhead(2))) return false;
    }
    const role = specifierWords.get(nextWord)?.role;
    const attributeLike = role === 'prim' || role === 'tag' || role === 'typeof' || (role === 'storage' && !known);
    const threeNames = !known && this.isNameAt(next) && this.isNameAt(this.ahead(2));
    if (attributeLike || threeNames) {
      into.extra.push(this.takeStray());
      return true;
    }
    const endsDeclarator = ['=', ';', ',', '[', ':', ')', ''].includes(nextWord);
    if (named && endsDeclarator && !known && !into.isEmpty) return false;
    into.base = this.name('typename');
    return true;
  }

  /** `ID(...)` in front of a name or type: an attribute with arguments, or a macro that makes a type. */
  private macroSpecifier(into: Specifiers, open: number): boolean {
    const close = this.closingOf(open);
    if (close < 0 || open === this.oldStyleAt) return false;
    const after = this.visibleFrom(close + 1);
    const role = specifierWords.get(this.wordAt(after))?.role;
    const follower = this.visibleFrom(after + 1);
    const typeFollows =
      role !== undefined || (this.isNameAt(after) && (this.isNameAt(follower) || this.wordAt(follower) === '*'));
    if (typeFollows) {
      into.extra.push(this.takeStray());
      this.takeBalanced(into.extra);
      return true;
    }
    if (this.wordAt(after).startsWith('__') && this.wordAt(follower) === ';') return false;
    if (!this.isNameAt(after) && !(this.wordAt(after) === '*' && this.peekAhead(2) !== '*')) return false;
    into.base = this.typeofType(this.peek());
    return true;
  }

  /** An attribute word with its parenthesis, if any. */
  attribute(own: number[]): void {
    own.push(this.takeStray());
    if (this.peek() === '(') this.takeBalanced(own);
  }

  /** Attribute words in front, into `own`. */
  attributes(own: number[]): void {
    while (specifierWords.get(this.peek())?.role === 'attribute') this.attribute(own);
  }

  /** Qualifiers in front, wrapped around a type. */
  qualifiedBy(type: Node, extra: number[]): Node {
    const qualifiers: Word[] = [];
    for (;;) {
      const entry = specifierWords.get(this.peek());
      if (entry?.role === 'qualifier') qualifiers.push({ word: entry.normal, token: this.take() });
      else if (entry?.role === 'attribute') this.attribute(extra);
      else return qualify(type, qualifiers);
    }
  }

  private typeofType(value: string): Node {
    const own = [this.take()];
    if (this.peek() !== '(') {
      this.fail();
      return makeNode('typeof', value, [makeNode('unread', '', [], [])], own);
    }
    const isType = this.typeInParens();
    own.push(this.take());
    const of = isType ? this.typeName() : this.expression();
    const rest = this.takeUntil([]);
    if (rest.length > 0) this.fail();
    own.push(...rest);
    this.expect(')', own);
    return makeNode('typeof', value, [of], own);
  }

  private tagged(): Node {
    const kind = this.peek() as 'struct' | 'union' | 'enum';
    const own = [this.take()];
    this.attributes(own);
    while (this.isNameAt(this.index) && this.isNameAt(this.ahead(1)) && this.peekAhead(2) === '{')
      own.push(this.takeStray());
    const name = this.isNameAt(this.index) ? this.tag() : null;
    if (kind === 'enum' && this.peek() === ':' && specifierWords.get(this.peekAhead(2)) !== undefined)
      own.push(this.take(), this.take());
    const body = this.peek() !== '{' ? null : kind === 'enum' ? this.enumerators() : this.fields();
    if (name === null && body === null) this.fail();
    return makeNode(kind, '', [name, body], own);
  }

  /** A name, or a macro that makes one: `enum PASTE(A, _id) { ... }`, `struct NAME(1) x;`. */
  private tag(): Node {
    const close = this.peekAhead(1) === '(' ? this.closingOf(this.ahead(1)) : -1;
    const behind = this.visibleFrom(close + 1);
    const isMacro = close >= 0 && (this.isNameAt(behind) || this.wordAt(behind) === '{' || this.wordAt(behind) === '*');
    return isMacro ? this.stringMacro() : this.ident();
  }
}
