import { diffArrays } from 'diff';
import type { ChangeObject, StructuredPatchHunk } from 'diff';

/** Lines with their ends. */
export function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** Where more lines than these differ, those that stand on one side only are set aside before lines are aligned. */
const MANY = 500;

/**
 * The hunks of a unified diff, as short as can be. Where many lines differ, those that stand on one side only are set aside
 * first: no alignment has them, and the search for one takes time with the square of the lines that differ.
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
  const meet = (left: number, right: number, count: number): void => {
    if (left > at || right > to) changes.push({ at, to, removed: left - at, added: right - to });
    at = left + count;
    to = right + count;
  };
  align(before, after, meet);
  meet(before.length, after.length, 0);
  return changes;
}

/** Tells of runs of lines that stay: their first numbers on both sides, and how many they are. */
type Meet = (left: number, right: number, count: number) => void;

function align(before: readonly string[], after: readonly string[], meet: Meet): void {
  const changes = diffArrays([...before], [...after], { maxEditLength: MANY });
  if (changes !== undefined) {
    tellRuns(changes, meet);
    return;
  }
  const [left, right] = [onBothSides(before, after), onBothSides(after, before)];
  const rest = diffArrays(
    left.map((index) => before[index]),
    right.map((index) => after[index]),
  );
  tellRuns(rest, (first, other, count) => {
    for (let index = 0; index < count; index++) meet(left[first + index] ?? 0, right[other + index] ?? 0, 1);
  });
}

function tellRuns(changes: readonly ChangeObject<unknown>[], meet: Meet): void {
  let [at, to] = [0, 0];
  for (const { added, removed, count } of changes) {
    if (!added && !removed) meet(at, to, count);
    if (!added) at += count;
    if (!removed) to += count;
  }
}

/** The numbers of the lines that stand among others as well. */
function onBothSides(lines: readonly string[], others: readonly string[]): number[] {
  const known = new Set(others);
  return lines.flatMap((line, index) => (known.has(line) ? [index] : []));
}
