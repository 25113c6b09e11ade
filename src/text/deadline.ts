import { AsyncLocalStorage } from 'node:async_hooks';
import type { WhereaboutsBoard } from './whereabouts-board.js';

/** Thrown where the time that a piece of work was given is up. */
export class TimeUp extends Error {}

interface Limit {
  /** In milliseconds of `performance.now`. */
  readonly deadline: number;
  readonly board: WhereaboutsBoard;
}

/** Several runs of one process may take turns. */
const limits = new AsyncLocalStorage<Limit>();
/** How many pieces of work have a limit: mostly none, and then nothing need be asked. */
let limited = 0;

/**
 * Gives work in this thread some time: where `checkDeadline` is asked after that, the work ends with `TimeUp`. Work that
 * never asks goes on. Where it is at is kept on the board.
 */
export async function withinSeconds<T>(seconds: number, board: WhereaboutsBoard, work: () => Promise<T>): Promise<T> {
  limited += 1;
  try {
    return await limits.run({ deadline: performance.now() + 1000 * seconds, board }, work);
  } finally {
    limited -= 1;
  }
}

/** Throws `TimeUp` when the time of the work at hand is up. */
export function checkDeadline(): void {
  if (limited === 0) return;
  const limit = limits.getStore();
  if (limit !== undefined && performance.now() >= limit.deadline) throw new TimeUp();
}

/** The board of the work at hand, where it has a limit. */
export function limitedBoard(): WhereaboutsBoard | null {
  return limited === 0 ? null : (limits.getStore()?.board ?? null);
}
