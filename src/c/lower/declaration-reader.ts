import { compact, makeNode } from '../node.js';
import type { Node, NodeKind } from '../node.js';
import { ascending, DeclaratorReader } from './declarator-reader.js';
import type { Specifiers } from './type-reader.js';
import { specifierWords } from './words.js';

/** An initializer that somebody else has read already: its node and the token behind it. */
export interface GivenInit {
  readonly node: Node;
  readonly next: number;
}

/** Reads declarations, the bodies of structs and enums, and function headers. */
export abstract class DeclarationReader extends DeclaratorReader {
  /** Asked for the initializer that starts at a token before it is read from tokens. */
  given: ((first: number) => GivenInit | null) | null = null;

  abstract initializer(): Node;
  abstract args(): Node;

  /** A declaration or typedef with its `;`. */
  declaration(): Node {
    const specifiers = this.specifiers(true);
    if (specifiers.typedef >= 0) return this.declarators('typedef', specifiers, 'type');
    return this.declarators('declaration', specifiers, 'value');
  }

  private declarators(
    kind: 'declaration' | 'typedef' | 'field',
    specifiers: Specifiers,
    names: 'type' | 'value' | null,
  ): Node {
    const own = [...specifiers.extra];
    if (specifiers.typedef >= 0) own.push(specifiers.typedef);
    const base = specifiers.type();
    const kids = this.peek() === ';' ? [makeNode('bare-type', '', [base], [])] : this.vars(base, names, own);
    if (this.peek() === ';') own.push(this.take());
    else if (!this.atEnd || kind === 'field') this.fail();
    const storage = specifiers.storageNode();
    if (kind === 'declaration') return makeNode(kind, '', [storage, ...kids], own.sort(ascending));
    return makeNode(kind, '', kids, [...own, ...(storage?.tokens ?? [])].sort(ascending));
  }

  /** Declarators up to the end of the declaration; commas and attributes go to `own`. */
  private vars(base: Node, names: 'type' | 'value' | null, own: number[]): Node[] {
    const kids: Node[] = [];
    do {
      if (this.peek() === ';' && kids.length > 0) return kids;
      kids.push(this.oneVar(base, names));
    } while (this.accept(',', own));
    return kids;
  }

  private oneVar(base: Node, names: 'type' | 'value' | null): Node {
    const declared = this.declarator(base, this.peek() === ':' ? 'none' : 'required');
    if (declared.name !== null && names !== null) this.names.declare(declared.name.value, names);
    const own = [...declared.extra];
    let init: Node | null = null;
    let bits: Node | null = null;
    if (this.accept(':', own)) bits = this.assignment();
    this.attributes(own);
    if (this.accept('=', own) && !this.isIncluded()) init = this.givenOrRead();
    return makeNode('var', '', [declared.type, declared.name, init, bits], own);
  }

  /** `x =` and an `#include`, on the lines in front of the `;`, of what is the value. */
  private isIncluded(): boolean {
    return this.peek() === ';' && this.tokens.inDirective[this.index - 1] === 1;
  }

  private givenOrRead(): Node {
    const given = this.given?.(this.index) ?? null;
    if (given === null) return this.initializer();
    this.jump(given.next);
    return given.node;
  }

  /** `{ ... }` of a struct or union. */
  override fields(): Node {
    return this.bracedList('fields', () => this.field());
  }

  private field(): Node {
    if (this.peek() === ';') return makeNode('empty', '', [], [this.take()]);
    const start = this.index;
    const before = this.failures;
    if (this.isNameAt(start) && this.peekAhead(1) === '(') {
      const macro = this.macroField();
      if (macro !== null) return macro;
    }
    if (this.bareMacroAhead()) return this.macroDeclaration('', []);
    const specifiers = this.specifiers(true);
    const field = this.declarators('field', specifiers, null);
    // C gives fields no values: what looks like one is a mistake or a macro's, and reading it as a field hides that.
    const valued = field.kids.some((kid) => kid?.kind === 'var' && kid.kids[2] !== null);
    if (specifiers.hasType && !valued && this.failures === before) return field;
    this.jump(start);
    const unread = this.takeUntil([';']);
    if (this.peek() === ';') unread.push(this.take());
    if (unread.length === 0) this.takeBalanced(unread);
    this.fail();
    return makeNode('unread', '', [], unread);
  }

  /** `ID(...);` or `ID(...)` at the end of a line's thought: a macro that declares fields. */
  private macroField(): Node | null {
    const close = this.closingOf(this.ahead(1));
    if (close < 0) return null;
    const behind = this.visibleFrom(close + 1);
    const word = this.wordAt(behind);
    if (word === ';' || word === '' || (this.isNameAt(behind) && this.startsLine(behind)))
      return this.macroDeclaration('', []);
    // `FIFO(long, free)[2];`
    const isArray =
      /^[A-Z]/.test(this.peek()) && word === '[' && this.wordAt(this.visibleFrom(this.closingOf(behind) + 1)) === ';';
    return isArray ? this.macroDeclaration('', []) : null;
  }

  /** A name alone on its line, or in front of a `;`, that the line below does not make the type of a field. */
  private bareMacroAhead(): boolean {
    const next = this.ahead(1);
    const word = this.wordAt(next);
    if (!this.isNameAt(this.index)) return false;
    if (!this.startsLine(this.index)) return this.onlyMacrosAhead();
    if (word === ';' || word === '' || word === '}') return true;
    if (!this.startsLine(next)) return this.onlyMacrosAhead();
    const role = specifierWords.get(word)?.role;
    if (role !== undefined) return role !== 'attribute';
    const behind = this.visibleFrom(next + 1);
    return this.isNameAt(next) && (this.isNameAt(behind) || this.wordAt(behind) === '*' || this.startsLine(behind));
  }

  /** `A B(x) }`: names in capitals up to the closing brace. */
  private onlyMacrosAhead(): boolean {
    let at = this.index;
    while (this.isNameAt(at) && /^[A-Z][A-Z0-9_]*$/.test(this.wordAt(at))) {
      at = this.visibleFrom(at + 1);
      const close = this.wordAt(at) === '(' ? this.closingOf(at) : -1;
      if (close >= 0) at = this.visibleFrom(close + 1);
    }
    return this.wordAt(at) === '';
  }

  /** `ID` or `ID(args)` with an optional initializer and `;`. Storage words in front are handed in. */
  macroDeclaration(storage: string, storageTokens: readonly number[]): Node {
    const own = [...storageTokens];
    const name = this.ident();
    const before = this.failures;
    const args = this.peek() === '(' ? this.args() : null;
    this.failures = before;
    if (args !== null && this.peek() === '[') this.takeBalanced(own);
    while (this.isNameAt(this.index) && this.peek().startsWith('__')) this.attribute(own);
    if (this.peek() === '=') {
      own.push(this.take());
      const init = this.givenOrRead();
      this.accept(';', own);
      return makeNode('macro-decl-init', storage, [name, args, init], own);
    }
    this.accept(';', own);
    return makeNode('macro-decl', storage, [name, args], own);
  }

  /** `{ ... }` of an enum. */
  override enumerators(): Node {
    return this.bracedList('enumerators', (own) => {
      const kid = this.enumerator();
      if (!this.accept(',', own) && !this.atEnd && kid.kind === 'enumerator' && !this.source.stops.has(kid.last))
        this.fail();
      return kid;
    });
  }

  private enumerator(): Node {
    const behind = this.peekAhead(1);
    if (!this.isNameAt(this.index) || behind === '(') return this.assignment();
    const name = this.ident();
    const own: number[] = [];
    this.attributes(own);
    const value = this.accept('=', own) ? this.assignment() : null;
    this.names.declare(name.value, 'value');
    return makeNode('enumerator', '', [name, value], own);
  }

  /** `{ kid kid ... }` up to the partner of the brace in front, whatever happens in between. */
  bracedList(kind: NodeKind, read: (own: number[]) => Node): Node {
    const close = this.closingOf(this.index);
    const own = [this.take()];
    const kids: Node[] = [];
    const outerEnd = this.end;
    if (close >= 0) this.end = close;
    while (!this.atEnd && (close >= 0 || this.peek() !== '}')) {
      const start = this.index;
      kids.push(read(own));
      if (this.index === start) kids.push(this.stray());
    }
    this.end = outerEnd;
    if (close >= 0) this.index = close;
    this.expect('}', own);
    return makeNode(kind, '', compact(kids), own);
  }

  /** A token that nothing else took. */
  private stray(): Node {
    this.fail();
    return makeNode('unread', '', [], [this.take()]);
  }
}
