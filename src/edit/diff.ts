import { FILE_HEADERS_ONLY, formatPatch } from 'diff';
import type { StructuredPatchHunk } from 'diff';
import { lineHunks, linesOf } from './line-hunks.js';

/** How a diff names its files. */
export interface DiffOptions {
  readonly pathBefore: string;
  readonly pathAfter: string;
  /** Lines around a change; 3 where not given. */
  readonly context?: number;
  /** What to print behind the names, such as a time. */
  readonly labels?: { readonly before?: string; readonly after?: string };
}

/**
 * A unified diff that `git apply` and `patch` accept; '' for equal texts. Line ends are part of the lines, and a missing
 * one at the end of a text is marked.
 */
export function unifiedDiff(before: string, after: string, options: DiffOptions): string {
  if (before === after) return '';
  const { pathBefore, pathAfter, context = 3, labels = {} } = options;
  const names = { oldFileName: pathBefore, newFileName: pathAfter };
  const headers = { oldHeader: labels.before, newHeader: labels.after };
  return formatPatch({ ...names, ...headers, hunks: hunksOf(before, after, context) }, FILE_HEADERS_ONLY);
}

/** Most files of a run have thousands of lines and a few that differ: only what lies between these is aligned. */
function hunksOf(before: string, after: string, context: number): StructuredPatchHunk[] {
  for (let linesBehind = context + 1; ; linesBehind *= 8) {
    const part = differingPart(before, after, { linesInFront: context + 1, linesBehind });
    const hunks = lineHunks(linesOf(part.old), linesOf(part.now), context);
    // Where equal lines follow each other the last change may be put further down than where texts begin to be equal.
    const isWhole =
      part.isToEnd ||
      hunks
        .at(-1)
        ?.lines.slice(-context)
        .every((line) => line.startsWith(' ')) === true;
    if (!isWhole) continue;
    return hunks.map((hunk) => ({
      ...hunk,
      oldStart: hunk.oldStart + part.linesBefore,
      newStart: hunk.newStart + part.linesBefore,
    }));
  }
}

/** The lines of both texts that differ, from the first to the last, with some lines around them. */
interface DifferingPart {
  readonly old: string;
  readonly now: string;
  /** Number of lines in front of the part. */
  readonly linesBefore: number;
  readonly isToEnd: boolean;
}

function differingPart(
  before: string,
  after: string,
  around: { linesInFront: number; linesBehind: number },
): DifferingPart {
  const same = commonStart(before, after);
  const tail = commonEnd(before, after, Math.min(before.length, after.length) - same);
  let start = same;
  for (let lines = around.linesInFront; lines > 0 && start > 0; lines--) start = lineBefore(before, start);
  let end = before.length - tail;
  for (let lines = around.linesBehind; lines > 0 && end < before.length; lines--)
    end = before.indexOf('\n', end) + 1 || before.length;
  return {
    old: before.slice(start, end),
    now: after.slice(start, end + after.length - before.length),
    linesBefore: countLines(before, start),
    isToEnd: end === before.length,
  };
}

/** Characters that are compared in one step. */
const STEP = 4096;

function commonStart(before: string, after: string): number {
  let length = 0;
  for (let step = STEP; step > 0; step >>= 1)
    while (length + step <= before.length && after.startsWith(before.slice(length, length + step), length))
      length += step;
  return length;
}

function commonEnd(before: string, after: string, most: number): number {
  let length = 0;
  for (let step = STEP; step > 0; step >>= 1) {
    while (length + step <= most) {
      const end = before.length - length;
      if (!after.endsWith(before.slice(end - step, end), after.length - length)) break;
      length += step;
    }
  }
  return length;
}

/** Where the line starts that holds the character in front of a place. */
function lineBefore(text: string, place: number): number {
  return place < 2 ? 0 : text.lastIndexOf('\n', place - 2) + 1;
}

function countLines(text: string, end: number): number {
  let lines = 0;
  for (let at = text.indexOf('\n'); at !== -1 && at < end; at = text.indexOf('\n', at + 1)) lines++;
  return lines;
}
