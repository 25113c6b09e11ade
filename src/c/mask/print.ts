import type { Draft } from './draft.js';

const blanks = ' '.repeat(4096);

/**
 * The text of the positions `[first, end)` as the parser is shown it, and the offset of its first character; null where
 * bodies of macros are longer than their places.
 */
export function print(draft: Draft, first: number, end: number): { text: string; offset: number } | null {
  const prefix = first === 0 ? draft.prefix : '';
  const pieces: string[] = [prefix];
  const offset = draft.start(first) - prefix.length;
  let at = draft.start(first);
  let overlaps = 0;
  const put = (start: number, text: string): void => {
    if (start < at) overlaps++;
    if (start > at) pieces.push(start - at <= blanks.length ? blanks.slice(0, start - at) : ' '.repeat(start - at));
    pieces.push(text);
    at = start + text.length;
  };
  for (let position = first; position < end; position++) {
    const cover = draft.covers.get(position);
    if (cover !== undefined && cover.last < end) {
      put(draft.start(position), cover.text);
      position = cover.last;
    } else if (draft.gone[position] === 0)
      put(draft.start(position), draft.shown.get(position) ?? draft.word(position));
    const inserted = draft.inserted.get(position);
    if (inserted !== undefined) put(Math.max(at, draft.end(position)), inserted);
  }
  return overlaps === 0 ? { text: pieces.join(''), offset } : null;
}
