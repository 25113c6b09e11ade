import type { Cursor } from './cursor.js';

/** Passes attributes, which no node owns; true when there was one. */
export function hideAttributes(cursor: Cursor): boolean {
  const before = cursor.at;
  while (cursor.isWord() && cursor.names.isAttribute(cursor.peek())) {
    const last = cursor.peek(1) === '(' ? cursor.partner(cursor.at + 1) : cursor.at;
    while (cursor.at <= last && !cursor.atEnd()) cursor.hidden.push(cursor.advance());
  }
  return cursor.at > before;
}
