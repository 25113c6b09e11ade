import { checkDeadline, limitedBoard } from './deadline.js';
import type { WhereaboutsBoard } from './whereabouts-board.js';

let board: WhereaboutsBoard | null = null;

/** Starts to keep a board for this thread; null stops. Without one, being somewhere costs nothing. */
export function keepWhereabouts(kept: WhereaboutsBoard | null): void {
  board = kept;
}

/**
 * Says where this thread is now, unless the time of its work is up. Gives the table that counts of the metavariables are to be written to, by their numbers;
 * null when nobody looks.
 */
export function noteWhereabouts(rule: string, item: string, variables: readonly string[]): Int32Array | null {
  const kept = limitedBoard() ?? board;
  kept?.note(rule, item, variables);
  checkDeadline();
  return kept?.counts ?? null;
}
