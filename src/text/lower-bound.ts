/**
 * The first index from `low` up to `high` that is not below what is looked for; `high` where all are. Where one is below,
 * all in front of it must be, too.
 */
export function lowerBound(isBelow: (index: number) => boolean, high: number, low = 0): number {
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBelow(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
