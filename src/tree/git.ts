import { spawnSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import path from 'node:path';

/** What git lists below a folder. Paths are relative to it, with `/` between names. */
export interface GitFiles {
  readonly files: readonly string[];
  /** Folders that are repositories of their own. */
  readonly repositories: readonly string[];
}

const ROOM_FOR_LISTS = 1 << 30;
const SUBMODULE = '160000';

/**
 * The files below a folder that git knows or would offer to add. Null where git is not installed, the folder is in no
 * work tree, or git ignores the folder itself.
 */
export function gitFiles(folder: string): GitFiles | null {
  const known = git(folder, ['ls-files', '-z', '--cached', '--stage']);
  const others = known === null ? null : git(folder, ['ls-files', '-z', '--others', '--exclude-standard']);
  if (known === null || others === null) return null;
  const files = new Set<string>();
  const repositories: string[] = [];
  for (const record of split(known)) {
    const name = record.slice(record.indexOf('\t') + 1);
    // Inside of a submodule that is not checked out git names the folder itself.
    if (record.startsWith(SUBMODULE)) repositories.push(...(name.startsWith('./') ? [] : [name]));
    else files.add(name);
  }
  for (const name of split(others)) {
    if (name.endsWith('/')) repositories.push(name.slice(0, -1));
    else files.add(name);
  }
  if (files.size + repositories.length === 0 && git(folder, ['check-ignore', '-q', '.']) !== null) return null;
  return { files: [...files], repositories };
}

/**
 * The files of the working directory's repository that differ from a revision or are new, as real paths. A string, what
 * git says, where there is no such revision, no repository or no git.
 */
export function changedSince(revision: string): ReadonlySet<string> | string {
  const top = git('.', ['rev-parse', '--show-toplevel'])?.replace(/\n$/, '');
  if (top === undefined) return 'the working directory is in no git repository';
  const words = ['diff', '--name-only', '-z', '--diff-filter=d', '--end-of-options', revision, '--'];
  const { status, stdout, stderr } = spawnSync('git', words, { cwd: top, encoding: 'utf8', maxBuffer: ROOM_FOR_LISTS });
  if (status !== 0) return stderr.split('\n')[0] ?? '';
  const others = git(top, ['ls-files', '-z', '--others', '--exclude-standard']) ?? '';
  return new Set([...split(stdout), ...split(others)].map((name) => path.join(realpathSync(top), name)));
}

/** The standard output of a git command, or null when it fails or there is no git. */
function git(folder: string, words: readonly string[]): string | null {
  const { status, stdout } = spawnSync('git', words, { cwd: folder, encoding: 'utf8', maxBuffer: ROOM_FOR_LISTS });
  return status === 0 ? stdout : null;
}

function split(records: string): string[] {
  return records.split('\0').filter((record) => record !== '');
}
