import { TimeUp, WhereaboutsBoard, withinSeconds } from '../text/index.js';
import { fileFailure, timeoutFailure } from './failure.js';
import type { TreeResult } from './result.js';

/** The time that a file may take in a thread that cannot be given up, as its scripts keep what they know. */
export interface TimeLimit {
  readonly seconds: number;
  /** What the thread is at. */
  readonly board: WhereaboutsBoard;
}

/** The limit for work in this thread; null for none. */
export function limitHere(seconds: number | undefined): TimeLimit | null {
  return seconds === undefined ? null : { seconds, board: new WhereaboutsBoard() };
}

/** Work on a file within its time: after that it ends with `TimeUp`. */
export async function limited<T>(limit: TimeLimit | null, work: () => Promise<T>): Promise<T> {
  return limit === null ? await work() : await withinSeconds(limit.seconds, limit.board, work);
}

/** What a file comes to of which the work ended with an error. */
export function limitedFailure(file: string, limit: TimeLimit | null, error: unknown): TreeResult {
  return limit !== null && error instanceof TimeUp
    ? timeoutFailure(file, limit.seconds, limit.board.read())
    : fileFailure(file, error);
}
