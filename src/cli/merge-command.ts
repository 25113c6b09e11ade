import { mergedOutputs } from '../report/index.js';
import type { Io } from './io.js';
import { readOrExplain } from './patch-input.js';
import { UserError } from './user-error.js';

/** `vedalia merge OUTPUT...`: what the shards of a run have printed, in the order of one run. */
export function merge(outputs: readonly string[], io: Io): number {
  const texts = outputs.map(readOrExplain);
  try {
    io.out(Buffer.from(mergedOutputs(texts), 'latin1'));
    return 0;
  } catch (error) {
    if (error instanceof SyntaxError)
      throw new UserError(`an output is neither JSON lines nor a diff: ${error.message}`);
    throw error;
  }
}
