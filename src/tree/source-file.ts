import { Buffer } from 'node:buffer';
import { closeSync, openSync, readSync } from 'node:fs';
import { scratchBytes, SourceText } from '../text/index.js';

const NEWLINE = 10;
/** Most files are shorter; those that are not are read in a few steps. */
const FIRST_STEP = 1 << 16;

/**
 * Reads a file as Latin-1: every byte is one character of the same number, so offsets are byte offsets, and writing the
 * text back as Latin-1 gives the same bytes whatever the encoding of the file.
 */
export function readSource(file: string): SourceText {
  const descriptor = openSync(file, 'r');
  try {
    let room = scratchBytes(FIRST_STEP);
    let length = 0;
    for (let isWhole = false; !isWhole;) {
      if (length === room.length) room = moreRoom(room);
      const count = readSync(descriptor, room, length, room.length - length, null);
      length += count;
      // What ends a line and does not fill the room is all.
      isWhole = count === 0 || (length < room.length && room[length - 1] === NEWLINE);
    }
    return new SourceText(file, Buffer.from(room.buffer, 0, length).toString('latin1'));
  } finally {
    closeSync(descriptor);
  }
}

/** More of what is left when the room is full, with what it holds. */
function moreRoom(room: Uint8Array): Uint8Array {
  const larger = scratchBytes(room.length * 2);
  larger.set(room);
  return larger;
}
