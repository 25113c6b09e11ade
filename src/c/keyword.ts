import { keywords } from './words.js';

/** Keywords by first character code and length: `buckets[(code << 4) | length]`. The longest, `_Static_assert`, has 14. */
const buckets: readonly (readonly Uint8Array[] | undefined)[] = makeBuckets();

/** Whether the word at `[start, end)` of the codes of a text is a C keyword. No string is cut out for it. */
export function isKeyword(codes: Uint8Array, start: number, end: number): boolean {
  const length = end - start;
  const first = codes[start] ?? 0;
  if (length > 15 || first > 127) return false;
  const bucket = buckets[(first << 4) | length];
  if (bucket === undefined) return false;
  for (const word of bucket) if (isSame(codes, start, word)) return true;
  return false;
}

/** Compares from the second character on. */
function isSame(codes: Uint8Array, start: number, word: Uint8Array): boolean {
  for (let at = 1; at < word.length; at++) if (codes[start + at] !== word[at]) return false;
  return true;
}

function makeBuckets(): (readonly Uint8Array[] | undefined)[] {
  const made: (Uint8Array[] | undefined)[] = new Array<Uint8Array[] | undefined>(128 << 4).fill(undefined);
  for (const word of keywords) {
    const key = (word.charCodeAt(0) << 4) | word.length;
    (made[key] ??= []).push(Uint8Array.from(word, (character) => character.charCodeAt(0)));
  }
  return made;
}
