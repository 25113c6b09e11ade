import { nearestName } from './nearest-name.js';
import type { MetavariableKind } from './rule.js';

/** What a declaration declares: metavariables of a kind, or names that keep a meaning to the end of the patch. */
export type DeclaredKind = MetavariableKind | 'declarer name' | 'iterator name';

/** The shape of what may follow the words of a kind. */
export interface KindEntry {
  readonly words: readonly string[];
  readonly kind: DeclaredKind;
  /** A type may stand between the kind and the names. */
  readonly typed?: boolean;
  /** `list` may follow, with a length in brackets. */
  readonly list?: MetavariableKind;
}

/** Longer spellings come before those they start with. Spellings follow the manual's section on metavariables. */
export const KINDS: readonly KindEntry[] = [
  { words: ['fresh', 'identifier'], kind: 'fresh identifier' },
  { words: ['identifier'], kind: 'identifier', list: 'identifier list' },
  { words: ['expression'], kind: 'expression', list: 'expression list', typed: true },
  { words: ['idexpression'], kind: 'idexpression', typed: true },
  { words: ['constant'], kind: 'constant', typed: true },
  { words: ['statement'], kind: 'statement', list: 'statement list' },
  { words: ['type'], kind: 'type' },
  { words: ['position'], kind: 'position' },
  { words: ['symbol'], kind: 'symbol' },
  { words: ['typedef'], kind: 'typedef' },
  { words: ['declaration'], kind: 'declaration', list: 'declaration list' },
  { words: ['field'], kind: 'field', list: 'field list' },
  { words: ['initializer'], kind: 'initializer', list: 'initializer list' },
  { words: ['initialiser'], kind: 'initializer', list: 'initializer list' },
  { words: ['parameter'], kind: 'parameter', list: 'parameter list' },
  { words: ['local', 'function'], kind: 'function' },
  { words: ['function'], kind: 'function' },
  { words: ['format'], kind: 'format', list: 'format list' },
  { words: ['assignment', 'operator'], kind: 'assignment operator' },
  { words: ['binary', 'operator'], kind: 'binary operator' },
  { words: ['unary', 'operator'], kind: 'operator' },
  { words: ['operator'], kind: 'operator' },
  { words: ['declarer', 'name'], kind: 'declarer name' },
  { words: ['declarer'], kind: 'declarer' },
  { words: ['iterator', 'name'], kind: 'iterator name' },
  { words: ['iterator'], kind: 'iterator' },
  { words: ['attribute', 'name'], kind: 'attribute name' },
  { words: ['attribute'], kind: 'attribute' },
  { words: ['metavariable'], kind: 'metavariable' },
  { words: ['pragmainfo'], kind: 'pragmainfo' },
  { words: ['comments'], kind: 'comments' },
];

const FIRST_WORDS = [...new Set(KINDS.map(({ words }) => words[0] ?? '')), 'local', 'global'];

/** The kind word that a misspelt one is closest to, if close enough to ask. */
export function suggestKind(word: string): string | null {
  return nearestName(word, FIRST_WORDS);
}
