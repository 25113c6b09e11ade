import { keywords } from './words.js';

/** Keywords by first character code and length: `buckets[(code << 4) | length]`. The longest, `_Static_assert`, has 14. */
const buckets: (readonly string[] | undefined)[] = makeBuckets();

/** Whether the word at `[start, end)` of a text is a C keyword. No string is cut out for it. */
export function isKeyword(text: string, start: number, end: number): boolean {
  const length = end - start;
  if (length > 15) return false;
  const bucket = buckets[(text.charCodeAt(start) << 4) | length];
  if (bucket === undefined) return false;
  for (const word of bucket) if (isSame(text, start, word)) return true;
  return false;
}

/** Compares from the second character on; a loop over codes is faster than `startsWith` on words this short. */
function isSame(text: string, start: number, word: string): boolean {
  for (let at = 1; at < word.length; at++) if (text.charCodeAt(start + at) !== word.charCodeAt(at)) return false;
  return true;
}

function makeBuckets(): (readonly string[] | undefined)[] {
  const made: (string[] | undefined)[] = new Array<string[] | undefined>(128 << 4).fill(undefined);
  for (const word of keywords) {
    const key = (word.charCodeAt(0) << 4) | word.length;
    (made[key] ??= []).push(word);
  }
  return made;
}
