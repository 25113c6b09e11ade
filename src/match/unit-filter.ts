import type { CFile, Unit } from '../c/index.js';
import { satisfies } from '../compile/index.js';
import type { CompiledRule, UnitWordFormula, WordFacts } from '../compile/index.js';
import { lowerBound } from '../text/index.js';
import type { Span } from '../text/index.js';
import { startsBody } from './body-finder.js';
import { SketchFinder } from './sketch-finder.js';
import type { Value } from './value.js';

/**
 * Tells which units of a file can match, with one set of inherited values: what it lets pass is parsed. It looks at words,
 * tokens and places alone. Each word is looked for once in the whole file, however many units and rules ask for it.
 */
export class UnitFilter {
  readonly #places: WordPlaces;
  readonly #sketches: SketchFinder;
  readonly #file: CFile;
  readonly #rule: CompiledRule;
  readonly #given: ReadonlyMap<string, Value>;

  constructor(file: CFile, rule: CompiledRule, given: ReadonlyMap<string, Value>) {
    this.#places = placesOf(file);
    this.#file = file;
    this.#rule = rule;
    this.#given = given;
    this.#sketches = new SketchFinder(file.tokens);
  }

  /** The units that can hold what these words speak of. */
  unitsWith(words: UnitWordFormula): readonly Unit[] {
    const units = this.#file.units.filter((unit) => unit.firstToken !== unit.endToken);
    return words.op === 'true' ? units : units.filter((unit) => satisfies(words, this.#factsOf(unit)));
  }

  #factsOf(unit: Unit): WordFacts {
    return {
      has: (word) => this.#places.standsIn(word, unit.span.start, unit.span.end) || this.#isBrought(word, unit),
      wordsOf: (name) => this.#wordsOf(name),
      holdsPlace: (name) => this.#holdsPlace(name, unit.span),
      follows: (sketch) => this.#sketches.inUnit(sketch, unit),
      startsBody: (word) => this.#startsBody(word, unit) || this.#isBrought(word, unit),
    };
  }

  /** A type may be written in several ways. */
  #wordsOf(metavariable: string): readonly string[] {
    const isType = this.#rule.metavariables.get(metavariable)?.kind === 'type';
    return isType ? [] : (this.#given.get(metavariable)?.key.match(/[A-Za-z_]\w*/g) ?? []);
  }

  #holdsPlace(metavariable: string, { start, end }: Span): boolean {
    const { lineStarts } = this.#file.source;
    const positions = this.#given.get(metavariable)?.positions ?? [];
    return positions.some(({ line, column }) => {
      const offset = (lineStarts[line - 1] ?? Infinity) + column;
      return start <= offset && offset < end;
    });
  }

  /** Whether a macro brings a word. */
  #isBrought(word: string, { firstToken, endToken }: Unit): boolean {
    const { macros } = this.#file.tokens;
    if (macros === null) return false;
    for (let at = firstToken; at < endToken; at++) if (macros.spelled.get(at)?.includes(word) === true) return true;
    return false;
  }

  #startsBody(word: string, unit: Unit): boolean {
    const { tokens } = this.#file;
    for (const offset of this.#places.within(word, unit.span.start, unit.span.end)) {
      const token = lowerBound((index) => (tokens.start[index] ?? 0) < offset, unit.endToken, unit.firstToken);
      const isWord = tokens.start[token] === offset && tokens.end[token] === offset + word.length;
      if (isWord && startsBody(tokens, token)) return true;
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
    return (offsets[firstFrom(offsets, start)] ?? Infinity) < end;
  }

  /** Where a word starts in `[start, end)`. */
  *within(word: string, start: number, end: number): Generator<number> {
    const offsets = this.#offsetsOf(word);
    for (let at = firstFrom(offsets, start); ; at++) {
      const offset = offsets[at] ?? Infinity;
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

/** The index of the first of ascending offsets that is not in front of a place. */
function firstFrom(offsets: readonly number[], start: number): number {
  return lowerBound((index) => (offsets[index] ?? 0) < start, offsets.length);
}
