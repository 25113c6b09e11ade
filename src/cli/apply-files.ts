import { realpathSync } from 'node:fs';
import type { EngineOptions } from '../engine/index.js';
import { changedLines, changedSince, filesOfShard, listFiles } from '../tree/index.js';
import type { FileOptions } from './apply-options.js';
import type { Io } from './io.js';
import { readOrExplain } from './patch-input.js';
import { UserError } from './user-error.js';

/** Whether a command line says nothing about the files to work on. */
export function namesNoFiles(paths: readonly string[], options: FileOptions): boolean {
  return paths.length === 0 && options.filesFrom === undefined;
}

/**
 * The files that a command line asks for, sorted. What folders hold is kept in the folder of a cache, if one is given. Throws
 * a `UserError` when one is missing.
 */
export async function chooseFiles(
  paths: readonly string[],
  options: FileOptions,
  io: Io,
  cache?: string,
): Promise<readonly string[]> {
  const listed = options.filesFrom === undefined ? [] : listedIn(options.filesFrom, io);
  const { files, missing, overruled } = await listFiles([...paths, ...listed], {
    exclude: options.exclude,
    ignored: !options.ignore,
    ...(cache === undefined ? {} : { cache }),
  });
  if (missing.length > 0) throw new UserError(missing.map((path) => `no such file or folder: ${path}`).join('\n'));
  for (const folder of overruled ?? [])
    io.error(`note: git ignores all C files in ${folder}; they are taken nonetheless\n`);
  const wanted = options.changedSince === undefined ? files : changedFiles(files, options.changedSince);
  return options.shard === undefined ? wanted : filesOfShard(wanted, options.shard);
}

function changedFiles(files: readonly string[], revision: string): readonly string[] {
  const changed = changedSince(revision);
  if (typeof changed === 'string') throw new UserError(`--changed-since: ${changed}`);
  return files.filter((file) => changed.has(realpathSync(file)));
}

/** The lines of files that `--changed-lines` asks for, as the engine takes them; null where it is not given. */
export function chosenLines(
  files: readonly string[],
  options: FileOptions,
): NonNullable<EngineOptions['lines']> | null {
  if (options.changedLines !== true) return null;
  if (options.changedSince === undefined) throw new UserError('--changed-lines goes with --changed-since REVISION');
  const lines = changedLines(files, options.changedSince);
  if (typeof lines === 'string') throw new UserError(`--changed-lines: ${lines}`);
  return lines;
}

/** Names one a line, or, as `find -print0` and `git ls-files -z` print them, with zero bytes between. */
function listedIn(list: string, io: Io): string[] {
  const text = Buffer.from(list === '-' ? io.input() : readOrExplain(list), 'latin1').toString('utf8');
  return text.split(text.includes('\0') ? '\0' : /\r?\n/).filter((name) => name !== '');
}
