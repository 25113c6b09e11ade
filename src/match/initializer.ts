import type { Node } from '../c/index.js';
import type { PatternToken, PlusCode } from '../smpl/index.js';
import { tokensOf } from './subtree.js';

/**
 * Whether an assignment of a pattern may stand for the initialization in a declaration: its left side and operator stay,
 * or the whole is replaced by another assignment to a variable.
 */
export function staysInitializer(assignment: Node, tokens: readonly PatternToken[]): boolean {
  const [left, right] = assignment.kids;
  if (left == null || right == null) return false;
  const kept = [...tokensOf(left), ...assignment.tokens].map((index) => tokens[index]);
  if (kept.every((token) => token?.mark !== 'minus' && token?.before == null && token?.after == null)) return true;
  const all = tokensOf(assignment).map((index) => tokens[index]);
  if (!all.every((token) => token?.mark === 'minus')) return false;
  const added = all.flatMap((token) => [token?.before ?? null, token?.after ?? null].filter((code) => code !== null));
  const [only] = added;
  // Other forms of the code carry the same again.
  return added.every(({ span }) => span.start === only?.span.start) && only !== undefined && assigns(only);
}

/** Whether added code begins with an assignment to a variable. */
function assigns({ lines }: PlusCode): boolean {
  const text = lines
    .map(({ pieces }) => pieces.map((piece) => ('text' in piece ? piece.text : piece.metavariable)).join(''))
    .join(' ');
  return /^\s*[A-Za-z_]\w*\s*=(?!=)/.test(text);
}
