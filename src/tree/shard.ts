import { createHash } from 'node:crypto';
import path from 'node:path';

/** One part of a run that is spread over machines: number `index` (from 1) of `count`. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/**
 * The files of one shard. Which one a file belongs to depends on its path alone, as seen from the working directory: it
 * stays the same when other files come and go.
 */
export function filesOfShard(files: readonly string[], { index, count }: Shard): readonly string[] {
  return files.filter((file) => (hash(file) % count) + 1 === index);
}

function hash(file: string): number {
  const plain = path.relative('', file).split(path.sep).join('/');
  return createHash('sha256').update(plain).digest().readUInt32BE(0);
}
