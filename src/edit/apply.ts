import MagicString from 'magic-string';
import type { Edit } from './edit.js';

/** The text with the edits made. They must be in source order and not overlap, as `planEdits` gives them. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const magic = new MagicString(text);
  let end = 0;
  for (const edit of edits) {
    if (edit.span.start < end) throw new RangeError(`edits overlap at offset ${String(edit.span.start)}`);
    end = edit.span.end;
    if (edit.span.start === edit.span.end) magic.appendLeft(edit.span.start, edit.text);
    else if (edit.text === '') magic.remove(edit.span.start, edit.span.end);
    else magic.overwrite(edit.span.start, edit.span.end, edit.text);
  }
  return magic.toString();
}
