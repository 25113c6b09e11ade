import type { CFile } from '../c/index.js';
import type { MatchHit } from '../match/index.js';
import { diagnose } from '../text/index.js';
import type { Diagnostic } from '../text/index.js';

/** The first token that a match met, as far as it met any. */
export function firstTokenOf(hits: readonly MatchHit[]): number {
  return hits.flatMap((hit) => hit.links).find(({ tokens }) => tokens.length > 0)?.tokens[0] ?? 0;
}

/** Tells, at a token, of a match whose edits are not made. */
export function leftAlone(
  file: CFile,
  token: number,
  why: { readonly code: string; readonly message: string; readonly hint: string },
): Diagnostic {
  const start = file.tokens.start[token] ?? 0;
  const message = `${why.message}; nothing is changed`;
  return diagnose(
    file.source,
    { start, end: file.tokens.end[token] ?? start },
    { ...why, severity: 'warning', message },
  );
}
