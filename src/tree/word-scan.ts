import { closeSync, constants, openSync, readSync } from 'node:fs';
import type { WordFormula } from '../engine/index.js';
import { SourceText } from '../text/index.js';
import { WordCondition } from './word-condition.js';
import { WordSearch } from './word-search.js';

/** A file that holds what at least one patch requires. */
export interface ScannedFile {
  readonly source: SourceText;
  /** For each patch whether the file holds what it requires. */
  readonly concerns: readonly boolean[];
}

const NEWLINE = 10;

/**
 * Passes over files that cannot match, by looking for the words that patches require in the bytes of a file, before
 * anything is decoded or parsed. One buffer serves all files of a run: reading without it costs more than searching.
 */
export class WordScanner {
  readonly #conditions: readonly WordCondition[];
  readonly #search: WordSearch;
  readonly #has = (word: string): boolean => this.#search.has(word);

  /** Takes what each patch requires. */
  constructor(formulas: readonly WordFormula[]) {
    this.#conditions = formulas.map((formula) => new WordCondition(formula));
    this.#search = new WordSearch(this.#conditions.flatMap(({ words }) => words));
  }

  /** The text of a file (Latin-1) when it holds the words that some patch requires, else null. Throws as `node:fs` does. */
  read(file: string): ScannedFile | null {
    const descriptor = openSync(file, constants.O_RDONLY);
    try {
      const seen = this.#load(descriptor);
      const concerns = this.#conditions.map((condition) => condition.isMetBy(this.#has));
      if (!concerns.includes(true)) return null;
      const length = this.#loadOn(descriptor, seen);
      return { source: new SourceText(file, this.#search.room.toString('latin1', 0, length)), concerns };
    } finally {
      closeSync(descriptor);
    }
  }

  /** Whether `read` would give a text, or throw. */
  isWanted(file: string): boolean {
    try {
      const descriptor = openSync(file, constants.O_RDONLY);
      try {
        this.#load(descriptor);
        return this.#conditions.some((condition) => condition.isMetBy(this.#has));
      } finally {
        closeSync(descriptor);
      }
    } catch {
      return true;
    }
  }

  /** Reads a file. One that was read in one go and ends in a newline is not asked whether there is more. */
  #load(descriptor: number): number {
    const { room } = this.#search;
    const count = readSync(descriptor, room, 0, room.length, null);
    const isWhole = count < room.length && (count === 0 || room[count - 1] === NEWLINE);
    const length = isWhole ? count : this.#loadOn(descriptor, count);
    this.#search.take(length);
    return length;
  }

  /** Reads until nothing comes: asking for the size first costs more than the rare growth of the room. */
  #loadOn(descriptor: number, from: number): number {
    for (let length = from; ;) {
      if (length === this.#search.room.length) this.#search.makeRoom(length * 2);
      const { room } = this.#search;
      const count = readSync(descriptor, room, length, room.length - length, null);
      if (count === 0) return length;
      length += count;
    }
  }
}

/** Whether a text may hold the words a formula requires; a word inside a longer one counts. */
export function mayHold(formula: WordFormula, text: string): boolean {
  return new WordCondition(formula).isMetBy((word) => text.includes(word));
}
