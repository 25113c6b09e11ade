/**
 * The first index from `low` up to `high` that is not below what is looked for; `high` where all are. Below it are some
 * first ones of the indexes, and none of the others.
 */
export function lowerBound(isBelow: (index: number) => boolean, high: number, low = 0): number {
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBelow(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
