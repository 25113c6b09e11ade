import type { CFile, Unit } from '../c/index.js';
import type { WordFacts } from '../compile/index.js';
import { SketchFinder } from './sketch-finder.js';

/**
 * Tells which units of a file can match, from their words and tokens alone: what it lets pass is parsed. Each word is
 * looked for once in the whole file, however many units and rules ask for it.
 */
export class UnitFilter {
  readonly #places: WordPlaces;
  readonly #sketches: SketchFinder;

  constructor(file: CFile) {
    this.#places = placesOf(file);
    this.#sketches = new SketchFinder(file.tokens);
  }

  factsOf(unit: Unit, wordsOf: WordFacts['wordsOf']): WordFacts {
    return {
      has: (word) => this.#places.within(word, unit.span.start, unit.span.end),
      wordsOf,
      follows: (sketch) => this.#sketches.inUnit(sketch, unit),
    };
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
  within(word: string, start: number, end: number): boolean {
    const offsets = this.#offsetsOf(word);
    let [low, high] = [0, offsets.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((offsets[middle] ?? 0) < start) low = middle + 1;
      else high = middle;
    }
    return (offsets[low] ?? Infinity) < end;
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
