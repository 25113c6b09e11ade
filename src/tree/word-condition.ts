import type { WordFormula } from '../engine/index.js';

/** So many texts are tried with all parts of a condition, to learn which of them are soonest found missing. */
const LEARNING = 32;

/** A formula of words that many texts are held against: the words that most texts lack are asked for first. */
export class WordCondition {
  readonly #formula: WordFormula;
  #parts: readonly WordCondition[];
  /** Number of words. */
  readonly #size: number;
  #tried = 0;
  #held = 0;

  constructor(formula: WordFormula) {
    this.#formula = formula;
    this.#parts = 'parts' in formula ? formula.parts.map((part) => new WordCondition(part)) : [];
    this.#size = this.#parts.reduce((sum, part) => sum + part.#size, formula.op === 'word' ? 1 : 0);
  }

  /** All words that may be asked for. */
  get words(): readonly string[] {
    return this.#formula.op === 'word' ? [this.#formula.word] : this.#parts.flatMap(({ words }) => words);
  }

  isMetBy(has: (word: string) => boolean): boolean {
    const holds = this.#tried < LEARNING ? this.#learn(has) : this.#decide(has);
    this.#tried++;
    if (holds) this.#held++;
    if (this.#tried === LEARNING && this.#formula.op === 'and') this.#parts = [...this.#parts].sort(byPrice);
    return holds;
  }

  #learn(has: (word: string) => boolean): boolean {
    if (this.#formula.op === 'word') return has(this.#formula.word);
    const held = this.#parts.map((part) => part.isMetBy(has));
    return this.#formula.op === 'or' ? held.includes(true) : !held.includes(false);
  }

  #decide(has: (word: string) => boolean): boolean {
    switch (this.#formula.op) {
      case 'true':
        return true;
      case 'word':
        return has(this.#formula.word);
      case 'and':
        return this.#parts.every((part) => part.isMetBy(has));
      case 'or':
        return this.#parts.some((part) => part.isMetBy(has));
    }
  }

  /** Words to look for until a text is known to lack the part: few for a part that most lack. */
  get price(): number {
    return this.#size / (1 - this.#held / (this.#tried + 1));
  }
}

function byPrice(left: WordCondition, right: WordCondition): number {
  return left.price - right.price;
}
