import { spawnSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import path from 'node:path';
import type { LineRange } from '../engine/index.js';

const ROOM_FOR_DIFFS = 1 << 30;
/** What git is told so that no setting of the user's changes how it prints. */
const PLAIN = ['--no-color', '--no-ext-diff', '--no-textconv', '--src-prefix=a/', '--dst-prefix=b/', '--unified=0'];
const ESCAPES: Readonly<Record<string, number>> = { a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13 };

/**
 * For each of some files, the lines that differ from a revision of git; files that git does not know are left out: all of
 * their lines are new. A string, what git says, where that cannot be told.
 */
export function changedLines(
  files: readonly string[],
  revision: string,
): Readonly<Record<string, readonly LineRange[]>> | string {
  const root = git('.', ['rev-parse', '--show-toplevel']);
  if (typeof root === 'string') return root;
  const top = realpathSync(root.bytes.toString('utf8').replace(/\n$/, ''));
  const diff = git(top, ['diff', ...PLAIN, '--diff-filter=d', '--end-of-options', revision, '--']);
  const others = git(top, ['ls-files', '-z', '--others', '--exclude-standard']);
  if (typeof diff === 'string') return diff;
  const unknown = new Set(typeof others === 'string' ? [] : others.bytes.toString('utf8').split('\0'));
  const ranges = rangesIn(diff.bytes.toString('latin1'));
  const named = files.map((file) => [file, path.relative(top, realpathSync(file)).split(path.sep).join('/')] as const);
  return Object.fromEntries(
    named.filter(([, name]) => !unknown.has(name)).map(([file, name]) => [file, ranges.get(name) ?? []]),
  );
}

/** The new lines of each file of a diff without context. */
function rangesIn(diff: string): Map<string, LineRange[]> {
  const ranges = new Map<string, LineRange[]>();
  let own: LineRange[] = [];
  let inHead = true;
  for (const line of diff.split('\n')) {
    if (line.startsWith('diff --git ')) inHead = true;
    const [, start, count] = /^@@ -\S+ \+(\d+)(?:,(\d+))? @@/.exec(line) ?? [];
    if (inHead && line.startsWith('+++ ')) ranges.set(nameIn(line.slice(4)), (own = []));
    if (start === undefined) continue;
    inHead = false;
    const length = Number(count ?? 1);
    if (length > 0) own.push([Number(start), Number(start) + length - 1]);
  }
  return ranges;
}

/** A name as git writes it: behind `b/`, with a tab after it where it holds blanks, quoted where it holds odd bytes. */
function nameIn(written: string): string {
  const quoted = /^"(.*)"\t?$/.exec(written)?.[1];
  const bytes = quoted === undefined ? written.replace(/\t$/, '') : unquoted(quoted);
  return Buffer.from(bytes, 'latin1').toString('utf8').slice('b/'.length);
}

function unquoted(text: string): string {
  return text.replace(/\\([0-7]{3}|.)/g, (_, escaped: string) => {
    const code = escaped.length === 3 ? Number.parseInt(escaped, 8) : ESCAPES[escaped];
    return code === undefined ? escaped : String.fromCharCode(code);
  });
}

/** What a git command prints; a string, what it says, when it fails. */
function git(folder: string, words: readonly string[]): { readonly bytes: Buffer } | string {
  const { status, stdout, stderr } = spawnSync('git', words, { cwd: folder, maxBuffer: ROOM_FOR_DIFFS });
  if (status === 0) return { bytes: stdout };
  return status === null ? 'git cannot be run' : (stderr.toString('utf8').split('\n')[0] ?? '');
}
