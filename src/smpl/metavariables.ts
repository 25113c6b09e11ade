import type { Node } from '../c/index.js';
import type { Span } from '../text/index.js';
import { readConstraint, readScript, readSeed } from './constraints.js';
import type { ConstraintContext } from './constraints.js';
import type { Lexeme } from './lexeme.js';
import { asMisplaced } from './header.js';
import { KINDS, suggestKind } from './metavariable-kinds.js';
import type { DeclaredKind, KindEntry } from './metavariable-kinds.js';
import { readTypes, startsType } from './metavariable-types.js';
import type { TypeContext } from './metavariable-types.js';
import { Names } from './names.js';
import type { LastingNames } from './names.js';
import type { Problems } from './problems.js';
import type { Metavariable, MetavariableKind } from './rule.js';
import { WordStream } from './word-stream.js';

/** The words in front of the names of one declaration. */
interface Head {
  readonly kind: DeclaredKind;
  readonly types: readonly Node[];
  readonly scope: 'local' | 'global' | null;
  readonly length: number | string | null;
  readonly any: boolean;
}

/** What reading declarations needs to know besides their words. */
export interface DeclarationContext {
  readonly problems: Problems;
  readonly lasting: LastingNames;
  /** Of the extended rule. */
  readonly inherited: readonly Metavariable[];
}

/**
 * Reads the declarations between a header and `@@`. A declaration that cannot be read is reported and passed over;
 * names with a lasting meaning go to `context.lasting` and are no metavariables.
 */
export function readMetavariables(lexemes: readonly Lexeme[], context: DeclarationContext): Metavariable[] {
  return new DeclarationReader(lexemes, context).read();
}

class DeclarationReader {
  readonly #stream: WordStream;
  readonly #context: DeclarationContext;
  readonly #declared: Metavariable[];
  readonly #constraints: ConstraintContext;

  constructor(lexemes: readonly Lexeme[], context: DeclarationContext) {
    this.#stream = new WordStream(lexemes, { start: 0, end: 0 });
    this.#context = context;
    this.#declared = [...context.inherited];
    this.#constraints = {
      text: context.problems.source.text,
      isMetavariable: (name) => this.#declared.some((other) => other.name === name),
    };
  }

  read(): Metavariable[] {
    while (!this.#stream.atEnd()) this.#readOrReport();
    return this.#declared;
  }

  #readOrReport(): void {
    const stream = this.#stream;
    try {
      this.#declaration();
    } catch (error) {
      const { message, span, hint } = asMisplaced(error);
      this.#context.problems.error('metavariable-syntax', span, message, hint);
      while (!stream.atEnd() && stream.next().text !== ';');
    }
  }

  #declaration(): void {
    const stream = this.#stream;
    if (stream.accept(';')) return;
    const head = this.#head();
    do this.#declare(head);
    while (stream.accept(','));
    if (!stream.atEnd()) stream.expect(';');
  }

  #head(): Head {
    const stream = this.#stream;
    const scope = stream.peek(1) === 'idexpression' ? this.#scope() : null;
    const entry = findKind(stream);
    if (entry === null) return this.#typeHead();
    stream.at += entry.words.length;
    const saysList = stream.peek() === 'list' && (stream.peek(1) === '[' || stream.current(1)?.kind === 'identifier');
    const isList = entry.list !== undefined && saysList;
    if (isList) stream.next();
    const kind = isList ? (entry.list ?? entry.kind) : entry.kind;
    const length = isList && stream.accept('[') ? this.#length() : null;
    const any =
      kind === 'position' &&
      stream.peek() === 'any' &&
      stream.current(1)?.kind === 'identifier' &&
      stream.accept('any');
    const types = entry.typed === true && !isList && startsType(stream) ? readTypes(stream, this.#types()) : [];
    return { kind, types, scope, length, any };
  }

  #scope(): 'local' | 'global' {
    return this.#stream.next().text === 'local' ? 'local' : 'global';
  }

  /** `struct foo *x;`: an expression of a type. A misspelt kind looks like a type name. */
  #typeHead(): Head {
    const stream = this.#stream;
    const word = stream.peek();
    const suggestion = this.#names().isType(word) ? null : suggestKind(word);
    if (suggestion !== null) {
      stream.fail('a kind of metavariable', `did you mean \`${suggestion}\`?`);
    }
    if (!startsType(stream) && stream.peek(1) !== ':')
      stream.fail('a kind of metavariable or a type', 'for example `expression E;` or `struct foo *x;`');
    return { kind: 'expression', types: readTypes(stream, this.#types()), scope: null, length: null, any: false };
  }

  #types(): TypeContext {
    return {
      names: this.#names(),
      inherit: (rule, name, span) => {
        this.#inheritType(rule, name, span);
      },
    };
  }

  /** `r.T x;` uses a type of another rule without declaring it. */
  #inheritType(rule: string, name: string, span: Span): void {
    if (this.#constraints.isMetavariable(name)) return;
    const inherited = { rule, name };
    this.#add({ ...PLAIN, kind: 'type', name, inherited, span });
  }

  #names(): Names {
    return new Names(this.#declared, this.#context.lasting);
  }

  /** The rest of `[n]`, `[3]`, `[r.n]`, `[n = {1, 2}]`: a length with a name is a metavariable too. */
  #length(): number | string {
    const stream = this.#stream;
    const first = stream.next();
    const second = stream.accept('.') ? stream.name('a metavariable').text : null;
    const constraint = first.kind === 'number' ? null : readConstraint(stream, this.#constraints);
    stream.expect(']');
    if (first.kind === 'number') return Number(first.text);
    const name = second ?? first.text;
    if (!this.#declared.some((other) => other.name === name)) {
      const inherited = second === null ? null : { rule: first.text, name: second };
      const span = { start: first.start, end: first.end };
      this.#add({ ...PLAIN, kind: 'metavariable', name, inherited, constraint, span });
    }
    return name;
  }

  #declare(head: Head): void {
    const stream = this.#stream;
    const first = stream.name('the name of a metavariable');
    const second = stream.accept('.') ? stream.name('the name of a metavariable') : null;
    const lexeme = second ?? first;
    if (this.#lasts(head.kind, lexeme.text)) return;
    const isFresh = head.kind === 'fresh identifier';
    const seed = isFresh && stream.accept('=') ? this.#seed() : null;
    const constraint =
      isFresh && seed !== null && seed.length === 0
        ? readScript(stream, this.#constraints)
        : readConstraint(stream, this.#constraints);
    this.#add({
      kind: head.kind as MetavariableKind,
      name: lexeme.text,
      inherited: second === null ? null : { rule: first.text, name: second.text },
      types: head.types,
      scope: head.scope,
      length: head.length,
      any: head.any,
      constraint,
      seed,
      span: { start: first.start, end: lexeme.end },
    });
  }

  /** The pieces behind `=`; none where a script makes the name. */
  #seed(): NonNullable<Metavariable['seed']> {
    return this.#stream.peek() === 'script' && this.#stream.peek(1) === ':' ? [] : readSeed(this.#stream);
  }

  #add(metavariable: Metavariable): void {
    const { name, span } = metavariable;
    const index = this.#declared.findIndex((other) => other.name === name);
    if (index < 0) this.#declared.push(metavariable);
    else {
      const isExtended = this.#context.inherited.some((other) => other.name === name);
      const message = `\`${name}\` is declared twice; the second declaration counts`;
      const hint = 'remove one of the declarations, or give one of the metavariables another name';
      if (!isExtended) this.#context.problems.warning('metavariable-declared-twice', span, message, hint);
      this.#declared[index] = metavariable;
    }
  }

  /** Notes a name whose meaning lasts; false for metavariables. */
  #lasts(kind: DeclaredKind, name: string): boolean {
    const { typedefs, declarers, iterators, attributes, symbols } = this.#context.lasting;
    const target = new Map<DeclaredKind, Set<string>>([
      ['typedef', typedefs],
      ['declarer name', declarers],
      ['iterator name', iterators],
      ['attribute name', attributes],
      ['symbol', symbols],
    ]).get(kind);
    if (target === undefined) return false;
    for (const names of [typedefs, declarers, iterators, attributes, symbols]) names.delete(name);
    target.add(name);
    return true;
  }
}

/** What a metavariable does not say about itself. */
const PLAIN = { types: [], scope: null, length: null, any: false, constraint: null, seed: null } as const;

function findKind(stream: WordStream): KindEntry | null {
  const found = KINDS.find(({ words }) => words.every((word, index) => stream.peek(index) === word));
  if (found === undefined) return null;
  return stream.current(found.words.length) === undefined ? stream.fail('a name for the metavariable') : found;
}
