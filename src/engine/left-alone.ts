import type { CFile } from '../c/index.js';
import type { MatchHit } from '../match/index.js';
import { diagnose } from '../text/index.js';
import type { Diagnostic } from '../text/index.js';

/** Tells of a match whose edits are not made, at the first token that it met. */
export function leftAlone(
  file: CFile,
  hits: readonly MatchHit[],
  why: { readonly code: string; readonly message: string; readonly hint: string },
): Diagnostic {
  const token = hits.flatMap((hit) => hit.links).find(({ tokens }) => tokens.length > 0)?.tokens[0] ?? 0;
  const start = file.tokens.start[token] ?? 0;
  const message = `${why.message}; nothing is changed`;
  return diagnose(
    file.source,
    { start, end: file.tokens.end[token] ?? start },
    { ...why, severity: 'warning', message },
  );
}
