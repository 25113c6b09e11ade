import path from 'node:path';
import { unifiedDiff } from '../edit/index.js';
import type { TreeResult } from '../tree/index.js';
import { fromPath } from './bytes.js';
import { withHunkHeads } from './hunk-heads.js';

/** The two names in the head of a diff, and a line in front of it where one is wanted. */
export interface DiffNames {
  readonly pathBefore: string;
  readonly pathAfter: string;
  readonly heading?: string;
}

/** How a diff is to look. */
export interface DiffStyle {
  readonly names: (path: string) => DiffNames;
  /** Lines of context around a change; default 3. */
  readonly context?: number;
  /** Name the function in the head of each hunk, as `diff -p` does. */
  readonly functions?: boolean;
}

/**
 * What a result changes as a unified diff; lines that `*` marks are shown as removed where nothing is changed. Empty when
 * there is neither. Latin-1, as `toBytes` takes it.
 */
export function resultDiff(result: TreeResult, style: DiffStyle): string {
  const after = result.output ?? withoutLines(result.before, result.starredLines);
  if (after === result.before) return '';
  const { pathBefore, pathAfter, heading } = style.names(result.path);
  const diff = unifiedDiff(result.before, after, {
    pathBefore,
    pathAfter,
    ...(style.context === undefined ? {} : { context: style.context }),
  });
  const named = withHunkHeads(diff, style.functions === true ? result.before : null);
  return heading === undefined ? named : `${fromPath(heading)}\n${named}`;
}

/** The change of a file as git prints it: with a line that names it, and the function in each hunk's head. */
export function fileDiff(name: string, before: string, after: string): string {
  const { pathBefore, pathAfter } = gitNames(name);
  const diff = unifiedDiff(before, after, { pathBefore, pathAfter });
  const [old = '', now = ''] = diff.split('\n').map((line) => line.slice('--- '.length));
  return `diff --git ${old} ${now}\n${withHunkHeads(diff, before)}`;
}

/** Names that `git apply` and `patch -p1` understand: `a/x.c` and `b/x.c`. */
export function gitNames(file: string): DiffNames {
  const plain = path.posix.normalize(file).replace(/^\/+/, '');
  return { pathBefore: `a/${plain}`, pathAfter: `b/${plain}` };
}

function withoutLines(text: string, lines: readonly number[]): string {
  if (lines.length === 0) return text;
  const gone = new Set(lines);
  const kept = text.split(/(?<=\n)/).filter((_, index) => !gone.has(index + 1));
  return kept.join('');
}
