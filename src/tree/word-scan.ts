import { closeSync, openSync, readSync } from 'node:fs';
import type { WordFormula } from '../engine/index.js';
import { SourceText } from '../text/index.js';

/** Enough for nearly all files, and small enough to stay in the processor's cache from one file to the next. */
const FIRST_ROOM = 1 << 18;

/** Whether a text may hold the words a formula requires; a word inside a longer one counts. */
export function mayHold(formula: WordFormula, text: string): boolean {
  switch (formula.op) {
    case 'true':
      return true;
    case 'word':
      return text.includes(formula.word);
    case 'and':
      return formula.parts.every((part) => mayHold(part, text));
    case 'or':
      return formula.parts.some((part) => mayHold(part, text));
  }
}

/** 1 for the bytes of C identifiers; bytes above 127 count, since identifiers may be UTF-8. */
const IDENTIFIER_BYTE: Uint8Array = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte > 127 || /[A-Za-z0-9_$]/.test(String.fromCharCode(byte)) ? 1 : 0,
);

/**
 * Passes over files that cannot match, by looking for the words that a patch requires in the bytes of a file, before
 * anything is decoded or parsed. One buffer serves all files of a run: reading without it costs more than searching.
 */
export class WordScanner {
  readonly #formula: WordFormula;
  #buffer: Buffer = Buffer.allocUnsafe(FIRST_ROOM);

  constructor(formula: WordFormula) {
    this.#formula = formula;
  }

  /** The text of a file (Latin-1) when it holds the required words, else null. Throws as `node:fs` does. */
  read(file: string): SourceText | null {
    const bytes = this.#load(file);
    return holds(this.#formula, bytes) ? new SourceText(file, bytes.toString('latin1')) : null;
  }

  /** Reads until nothing comes: asking for the size first costs more than the rare growth of the buffer. */
  #load(file: string): Buffer {
    const descriptor = openSync(file, 'r');
    try {
      let length = 0;
      for (;;) {
        const count = readSync(descriptor, this.#buffer, length, this.#buffer.length - length, null);
        if (count === 0) return this.#buffer.subarray(0, length);
        length += count;
        if (length === this.#buffer.length) this.#makeRoom(length * 2);
      }
    } finally {
      closeSync(descriptor);
    }
  }

  #makeRoom(size: number): void {
    if (size <= this.#buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(size, this.#buffer.length * 2));
    this.#buffer.copy(larger);
    this.#buffer = larger;
  }
}

/** Whether bytes hold the words a formula requires, each as a whole identifier. */
export function holds(formula: WordFormula, bytes: Buffer): boolean {
  switch (formula.op) {
    case 'true':
      return true;
    case 'word':
      return holdsWord(formula.word, bytes);
    case 'and':
      return formula.parts.every((part) => holds(part, bytes));
    case 'or':
      return formula.parts.some((part) => holds(part, bytes));
  }
}

/** A word made ready for searching; whether it begins and ends like an identifier, so that a longer one is none. */
interface Needle {
  readonly bytes: Buffer;
  readonly open: boolean;
  readonly close: boolean;
}

const needles = new Map<string, Needle>();

function needleOf(word: string): Needle {
  let needle = needles.get(word);
  if (needle === undefined) {
    const bytes = Buffer.from(word, 'latin1');
    needle = { bytes, open: identifierAt(bytes, 0), close: identifierAt(bytes, bytes.length - 1) };
    needles.set(word, needle);
  }
  return needle;
}

function holdsWord(word: string, bytes: Buffer): boolean {
  const { bytes: needle, open, close } = needleOf(word);
  for (let at = bytes.indexOf(needle); at !== -1; at = bytes.indexOf(needle, at + 1)) {
    const continued = (open && identifierAt(bytes, at - 1)) || (close && identifierAt(bytes, at + needle.length));
    if (!continued) return true;
  }
  return false;
}

function identifierAt(bytes: Buffer, at: number): boolean {
  return IDENTIFIER_BYTE[bytes[at] ?? 0] === 1;
}
