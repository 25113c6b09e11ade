/** Longer ones are made anew. */
const MOST_KEPT = 36 << 20;

let kept = new Uint8Array(1 << 16);

/**
 * So many bytes, for reading a file and cutting up a text; what they hold is lost when the next one asks. Memory of that
 * size would stay with the process in pieces if it was given back each time; that of which nothing is used costs nothing.
 */
export function scratchBytes(length: number): Uint8Array {
  if (length > MOST_KEPT) return new Uint8Array(length);
  if (length > kept.length) kept = new Uint8Array(MOST_KEPT);
  return kept;
}
