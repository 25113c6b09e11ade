import { diffArrays } from 'diff';
import type { StructuredPatchHunk } from 'diff';

/** Lines with their ends. */
export function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** With more lines than these that stand on one side only, they are set aside before lines are aligned. */
const MANY = 500;

/**
 * The hunks of a unified diff, as short as can be. Where many lines stand on one side only, they are set aside first: no
 * alignment has them, and the search for one takes time with the square of the lines that differ.
 */
export function lineHunks(before: readonly string[], after: readonly string[], context: number): StructuredPatchHunk[] {
  const hunks: Hunk[] = [];
  for (const { at, to, removed, added } of changesOf(before, after)) {
    const last = hunks[hunks.length - 1];
    const isNear = last !== undefined && at - last.end <= 2 * context;
    const hunk = isNear
      ? last
      : { start: Math.max(0, at - context), target: to - Math.min(at, context), end: at, lines: [] };
    if (!isNear) hunks.push(hunk);
    if (last !== undefined && !isNear) keep(last, before, last.end + context);
    keep(hunk, before, at, isNear ? hunk.end : hunk.start);
    hunk.lines.push(...before.slice(at, at + removed).map((line) => `-${line}`));
    hunk.lines.push(...after.slice(to, to + added).map((line) => `+${line}`));
    hunk.end = at + removed;
  }
  const last = hunks[hunks.length - 1];
  if (last !== undefined) keep(last, before, last.end + context);
  return hunks.map(structured);
}

/** A hunk as it grows: where it starts on both sides, and the line of the old side that it has come to. */
interface Hunk {
  readonly start: number;
  readonly target: number;
  end: number;
  readonly lines: string[];
}

/** Adds unchanged lines up to `to`. */
function keep(hunk: Hunk, before: readonly string[], to: number, from = hunk.end): void {
  hunk.lines.push(...before.slice(from, to).map((line) => ` ${line}`));
  hunk.end = Math.min(to, before.length);
}

function structured({ start, target, lines }: Hunk): StructuredPatchHunk {
  const count = (marks: string): number => lines.filter((line) => marks.includes(line[0] ?? '')).length;
  return {
    oldStart: start + 1,
    oldLines: count(' -'),
    newStart: target + 1,
    newLines: count(' +'),
    lines: lines.flatMap((line) =>
      line.endsWith('\n') ? [line.slice(0, -1)] : [line, '\\ No newline at end of file'],
    ),
  };
}

/** Lines of the old side from `at` that give way to lines of the new side from `to`. */
interface Change {
  readonly at: number;
  readonly to: number;
  readonly removed: number;
  readonly added: number;
}

function changesOf(before: readonly string[], after: readonly string[]): Change[] {
  const changes: Change[] = [];
  let [at, to] = [0, 0];
  for (const [left, right] of [...pairsOf(before, after), [before.length, after.length] as const]) {
    if (left > at || right > to) changes.push({ at, to, removed: left - at, added: right - to });
    [at, to] = [left + 1, right + 1];
  }
  return changes;
}

/** The lines that stay, as pairs of their numbers on both sides. */
function pairsOf(before: readonly string[], after: readonly string[]): (readonly [number, number])[] {
  let [left, right] = [onBothSides(before, after), onBothSides(after, before)];
  if (before.length - left.length + after.length - right.length <= MANY)
    [left, right] = [[...before.keys()], [...after.keys()]];
  const pairs: [number, number][] = [];
  let [at, to] = [0, 0];
  for (const { added, removed, count } of diffArrays(
    left.map((index) => before[index]),
    right.map((index) => after[index]),
  )) {
    if (added) to += count;
    else if (removed) at += count;
    else for (let index = 0; index < count; index++) pairs.push([left[at++] ?? 0, right[to++] ?? 0]);
  }
  return pairs;
}

/** The numbers of the lines that stand among others as well. */
function onBothSides(lines: readonly string[], others: readonly string[]): number[] {
  const known = new Set(others);
  return lines.flatMap((line, index) => (known.has(line) ? [index] : []));
}
