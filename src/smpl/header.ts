import type { Dependency } from './rule.js';
import { Misplaced } from './word-stream.js';
import type { WordStream } from './word-stream.js';

/** What stands between the first two `@`s of a section. */
export interface Header {
  readonly kind: 'rule' | 'script' | 'initialize' | 'finalize';
  /** Null for an anonymous section. */
  readonly name: string | null;
  /** Of a script; '' for a rule. */
  readonly language: string;
  readonly extended: string | null;
  readonly dependency: Dependency | null;
  readonly paths: 'exists' | 'forall' | null;
  readonly disabled: readonly string[];
  readonly isoFiles: readonly string[];
  readonly bodyKind: string | null;
}

const CLAUSES = new Set(['extends', 'depends', 'using', 'disable', 'exists', 'forall']);
const BODY_KINDS = new Set(['expression', 'identifier', 'type']);

/** Reads a header. Throws Misplaced at the first word that fits nowhere. */
export function readHeader(stream: WordStream): Header {
  const first = stream.peek();
  const isScript = (first === 'script' || first === 'initialize' || first === 'finalize') && stream.peek(1) === ':';
  return isScript ? scriptHeader(stream, first) : ruleHeader(stream);
}

function scriptHeader(stream: WordStream, kind: 'script' | 'initialize' | 'finalize'): Header {
  stream.next();
  stream.expect(':');
  const language = stream.name('a scripting language').text;
  return { ...ruleHeader(stream), kind, language };
}

type Clauses = { -readonly [Key in keyof Header]: Header[Key] };

function ruleHeader(stream: WordStream): Header {
  const header: Clauses = {
    kind: 'rule',
    name: null,
    language: '',
    extended: null,
    dependency: null,
    paths: null,
    disabled: [],
    isoFiles: [],
    bodyKind: null,
  };
  header.name = readName(stream);
  while (!stream.atEnd()) readClause(stream, header);
  return header;
}

/** A rule may be called `expression`, but a clause word that can go on as a clause is one. */
function readName(stream: WordStream): string | null {
  const lexeme = stream.current();
  if (lexeme?.kind !== 'identifier') return null;
  if (CLAUSES.has(lexeme.text) && (stream.peek(1) !== '' || lexeme.text === 'exists' || lexeme.text === 'forall'))
    return null;
  if (BODY_KINDS.has(lexeme.text) && stream.peek(1) === '') return null;
  return stream.next().text;
}

function readClause(stream: WordStream, header: Clauses): void {
  const word = stream.peek();
  if (word !== '' && BODY_KINDS.has(word)) header.bodyKind = stream.next().text;
  else if (word === 'exists' || word === 'forall') {
    stream.next();
    header.paths = word;
  } else readLongClause(stream, header, word);
}

function readLongClause(stream: WordStream, header: Clauses, word: string): void {
  switch (word) {
    case 'extends':
      stream.next();
      header.extended = stream.name('the name of a rule').text;
      break;
    case 'depends':
      stream.next();
      stream.expect('on');
      header.dependency = scoped(stream);
      break;
    case 'using':
      stream.next();
      header.isoFiles = commaList(stream, () => stream.string('the name of an isomorphism file in quotes'));
      break;
    case 'disable':
      stream.next();
      header.disabled = commaList(stream, () => stream.name('the name of an isomorphism').text);
      break;
    default:
      stream.fail(
        'a clause of the rule header',
        'clauses are extends, depends on, using, disable, exists, forall, expression, identifier, type',
      );
  }
}

function commaList(stream: WordStream, element: () => string): string[] {
  const elements = [element()];
  while (stream.accept(',')) elements.push(element());
  return elements;
}

function scoped(stream: WordStream): Dependency {
  const scope = stream.peek();
  if (scope !== 'exists' && scope !== 'forall') return alternatives(stream);
  stream.next();
  return { kind: scope, part: alternatives(stream) };
}

function alternatives(stream: WordStream): Dependency {
  const parts = [conjunction(stream)];
  while (stream.accept('||')) parts.push(conjunction(stream));
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : { kind: 'or', parts };
}

function conjunction(stream: WordStream): Dependency {
  const parts = [simple(stream)];
  while (stream.accept('&&')) parts.push(simple(stream));
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : { kind: 'and', parts };
}

function simple(stream: WordStream): Dependency {
  if (stream.accept('(')) {
    const inner = alternatives(stream);
    stream.expect(')');
    return inner;
  }
  if (stream.accept('!')) return negated(stream);
  if (stream.peek() === 'file' && stream.peek(1) === 'in') {
    stream.at += 2;
    return { kind: 'file', path: stream.string('a path in quotes') };
  }
  const word = stream.peek();
  if ((word === 'ever' || word === 'never') && stream.current(1)?.kind === 'identifier') {
    stream.next();
    return { kind: 'rule', name: stream.name('the name of a rule').text, mode: word };
  }
  return { kind: 'rule', name: stream.name('the name of a rule').text, mode: 'matched' };
}

function negated(stream: WordStream): Dependency {
  const part = simple(stream);
  if (part.kind === 'rule' && part.mode === 'matched') return { ...part, mode: 'not' };
  return { kind: 'not', part };
}

/** What went wrong while a header was read, or rethrows what is no mistake of the user. */
export function asMisplaced(error: unknown): Misplaced {
  if (error instanceof Misplaced) return error;
  throw error;
}
