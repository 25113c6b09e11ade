import type { CFile, Tokens, Unit } from '../c/index.js';
import type { WordFacts } from '../compile/index.js';
import { startsBody } from './body-finder.js';
import { SketchFinder } from './sketch-finder.js';

/**
 * Tells which units of a file can match, from their words and tokens alone: what it lets pass is parsed. Each word is
 * looked for once in the whole file, however many units and rules ask for it.
 */
export class UnitFilter {
  readonly #places: WordPlaces;
  readonly #sketches: SketchFinder;
  readonly #tokens: Tokens;

  constructor(file: CFile) {
    this.#places = placesOf(file);
    this.#tokens = file.tokens;
    this.#sketches = new SketchFinder(file.tokens);
  }

  factsOf(unit: Unit, wordsOf: WordFacts['wordsOf']): WordFacts {
    return {
      has: (word) => this.#places.standsIn(word, unit.span.start, unit.span.end) || this.#isBrought(word, unit),
      wordsOf,
      follows: (sketch) => this.#sketches.inUnit(sketch, unit),
      startsBody: (word) => this.#startsBody(word, unit) || this.#isBrought(word, unit),
    };
  }

  /** Whether a macro brings a word. */
  #isBrought(word: string, { firstToken, endToken }: Unit): boolean {
    const { macros } = this.#tokens;
    if (macros === null) return false;
    for (let at = firstToken; at < endToken; at++) if (macros.spelled.get(at)?.includes(word) === true) return true;
    return false;
  }

  #startsBody(word: string, unit: Unit): boolean {
    for (const offset of this.#places.within(word, unit.span.start, unit.span.end)) {
      const token = firstAtLeast(this.#tokens.start, offset, { low: unit.firstToken, high: unit.endToken });
      const isWord = this.#tokens.start[token] === offset && this.#tokens.end[token] === offset + word.length;
      if (isWord && startsBody(this.#tokens, token)) return true;
    }
    return false;
  }
}

const known = new WeakMap<CFile, WordPlaces>();

function placesOf(file: CFile): WordPlaces {
  let places = known.get(file);
  if (places === undefined) known.set(file, (places = new WordPlaces(file.source.text)));
  return places;
}

/** Where words stand in a text, inside of longer words too. */
class WordPlaces {
  readonly #text: string;
  readonly #offsets = new Map<string, readonly number[]>();

  constructor(text: string) {
    this.#text = text;
  }

  /** Whether a word starts in `[start, end)`. */
  standsIn(word: string, start: number, end: number): boolean {
    const offsets = this.#offsetsOf(word);
    return (offsets[firstAtLeast(offsets, start, { low: 0, high: offsets.length })] ?? Infinity) < end;
  }

  /** Where a word starts in `[start, end)`. */
  *within(word: string, start: number, end: number): Generator<number> {
    const offsets = this.#offsetsOf(word);
    for (let index = firstAtLeast(offsets, start, { low: 0, high: offsets.length }); ; index++) {
      const offset = offsets[index] ?? Infinity;
      if (offset >= end) return;
      yield offset;
    }
  }

  #offsetsOf(word: string): readonly number[] {
    const listed = this.#offsets.get(word);
    if (listed !== undefined) return listed;
    const offsets: number[] = [];
    for (let at = this.#text.indexOf(word); at !== -1; at = this.#text.indexOf(word, at + 1)) offsets.push(at);
    this.#offsets.set(word, offsets);
    return offsets;
  }
}

/** The index from `low` on of the first of ascending numbers that is not below `least`; `high` where all are. */
function firstAtLeast(
  numbers: readonly number[] | Uint32Array,
  least: number,
  range: { readonly low: number; readonly high: number },
): number {
  let { low, high } = range;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
