import { spawnSync } from 'node:child_process';
import { watch } from './tree-programs.js';

/** What `spatch --parse-c --no-includes` says of files, and what it costs. */
export interface SpatchCounts {
  readonly total: number;
  readonly perfect: number;
  /** Files that it crashed on or did not get done with. */
  readonly lost: number;
  /** Of the processor. */
  readonly seconds: number;
}

/** Its stack overflows when it is given many more. */
const AT_ONCE = 100;
/** Seconds of the wall for a file: some keep it busy for hours. */
const PATIENCE = 10;

/** Lets spatch parse files; null where it is not installed. */
export function spatchCounts(files: readonly string[]): SpatchCounts | null {
  if (spawnSync('spatch', ['--version']).status !== 0) return null;
  let sum: SpatchCounts = { total: 0, perfect: 0, lost: 0, seconds: 0 };
  for (let at = 0; at < files.length; at += AT_ONCE) sum = added(sum, chunkCounts(files.slice(at, at + AT_ONCE)));
  return sum;
}

function added(left: SpatchCounts, right: SpatchCounts): SpatchCounts {
  return {
    total: left.total + right.total,
    perfect: left.perfect + right.perfect,
    lost: left.lost + right.lost,
    seconds: left.seconds + right.seconds,
  };
}

/** Where one file of several is too much for it, each is tried by itself; the time of those lost does not count. */
function chunkCounts(files: readonly string[]): SpatchCounts {
  const words = [String(PATIENCE + files.length), 'spatch', '--parse-c', '--no-includes', ...files];
  const { stdout, stderr, cost } = watch('timeout', words);
  const found = /NB total files = (\d+); perfect = (\d+)/.exec(Buffer.concat([stdout, stderr]).toString('latin1'));
  if (found !== null) return { total: Number(found[1]), perfect: Number(found[2]), lost: 0, seconds: cost.cpu };
  if (files.length === 1) return { total: 1, perfect: 0, lost: 1, seconds: 0 };
  return files.map((file) => chunkCounts([file])).reduce(added);
}
