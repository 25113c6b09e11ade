import { diffLines } from 'diff';

/**
 * Where lines of a text are in another one. Both numbers count from 1; a line of `after` that stands nowhere in `before`
 * has null for the old one. In the order of `after`.
 */
export function* lineMap(before: string, after: string): Generator<readonly [number | null, number]> {
  let [old, now] = [1, 1];
  for (const { added, removed, count } of diffLines(before, after, { stripTrailingCr: false })) {
    if (removed) old += count;
    else for (let left = count; left > 0; left--) yield [added ? null : old++, now++];
  }
}
