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
  let best: string | null = null;
  let bestDistance = Math.min(2, Math.floor(word.length / 3)) + 1;
  for (const candidate of FIRST_WORDS) {
    const distance = editDistance(word, candidate);
    if (distance < bestDistance && distance > 0) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** Levenshtein's distance, one row at a time. */
function editDistance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 1; i <= left.length; i++) {
    const next = [i];
    for (let j = 1; j <= right.length; j++) {
      const change = (row[j - 1] ?? 0) + (left[i - 1] === right[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[right.length] ?? 0;
}
