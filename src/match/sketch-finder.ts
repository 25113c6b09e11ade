import { firstCode, spelling, TokenKind } from '../c/index.js';
import type { Tokens, Unit } from '../c/index.js';
import type { Sketch } from '../compile/index.js';

/** With more ways than these to lay a sketch over a statement, the statement counts as one that follows it. */
const MOST_STEPS = 2000;

/** Finds statements whose tokens follow a sketch. Never overlooks one; may take one that does not. */
export class SketchFinder {
  readonly #tokens: Tokens;
  /** What is looked for, and the stretch of tokens `[first, end)` where, which no expression reaches out of. */
  #sketch: Sketch = [];
  #first = 0;
  #end = 0;
  /** The tokens that the fixed tokens of the sketch were found at, in order. */
  readonly #cuts: number[] = [];
  #steps = 0;

  constructor(tokens: Tokens) {
    this.#tokens = tokens;
  }

  inUnit(sketch: Sketch, unit: Unit): boolean {
    this.#sketch = sketch;
    for (this.#first = unit.firstToken; this.#first < unit.endToken; this.#first = this.#end) {
      this.#end = this.#stretchEnd(this.#first, unit.endToken);
      this.#steps = 0;
      this.#cuts.length = 0;
      if (this.#lay(0, this.#first)) return true;
    }
    return false;
  }

  /**
   * One past the `;` or curly bracket that ends a stretch. Those within parentheses belong to a statement expression, a
   * macro's argument or a `for`; those behind `=`, `return` or a cast belong to an initializer.
   */
  #stretchEnd(first: number, end: number): number {
    const { partner } = this.#tokens;
    let isValue = false;
    for (let at = first; at < end; at++) {
      const code = firstCode(this.#tokens, at);
      const mate = partner[at] ?? -1;
      if (code === CURLY_OPEN && !isValue) return at + 1;
      if (code === SEMICOLON || code === CURLY_CLOSE) return at + 1;
      if (code === EQUALS || code === LETTER_R) isValue ||= code === EQUALS || spelling(this.#tokens, at) === 'return';
      else if (code === OPEN && at === first) isValue = true;
      if (mate > at && mate < end) at = mate;
    }
    return end;
  }

  #isSign(at: number): boolean {
    return this.#tokens.kind[at] === TokenKind.punctuator;
  }

  /** Finds a place for the fixed tokens from item `index` on, from token `from` on. */
  #lay(index: number, from: number): boolean {
    const sketch = this.#sketch;
    let next = index;
    let item = sketch[next];
    while (item !== undefined && !('token' in item)) item = sketch[++next];
    if (item === undefined) return this.#namesAgree();
    for (let at = from + (next - index); at < this.#end; at++) {
      if (!this.#isSpelled(at, item.token)) continue;
      if (++this.#steps > MOST_STEPS) return true;
      this.#cuts.push(at);
      if (this.#lay(next + 1, at + 1)) return true;
      this.#cuts.pop();
    }
    return false;
  }

  #isSpelled(at: number, token: string): boolean {
    const { text, start, end, macros } = this.#tokens;
    if (macros !== null && macros.spelled.has(at)) return spelling(this.#tokens, at) === token;
    const from = start[at] ?? 0;
    return (
      text.charCodeAt(from) === token.charCodeAt(0) &&
      (end[at] ?? 0) - from === token.length &&
      text.startsWith(token, from)
    );
  }

  /** Whether each metavariable that stands in two gaps finds a word that stands in both. */
  #namesAgree(): boolean {
    const cuts = this.#cuts;
    const words = new Map<string, ReadonlySet<string>>();
    let gap = 0;
    for (const item of this.#sketch) {
      if ('token' in item) {
        gap++;
        continue;
      }
      const own = this.#words(gap === 0 ? this.#first : (cuts[gap - 1] ?? 0) + 1, cuts[gap] ?? this.#end);
      const before = words.get(item.metavariable);
      const common = before === undefined ? own : new Set([...own].filter((word) => before.has(word)));
      if (common.size === 0) return false;
      words.set(item.metavariable, common);
    }
    return true;
  }

  #words(first: number, end: number): ReadonlySet<string> {
    const words = new Set<string>();
    for (let at = first; at < end; at++) if (!this.#isSign(at)) words.add(spelling(this.#tokens, at));
    return words;
  }
}

const OPEN = 40;
const SEMICOLON = 59;
const EQUALS = 61;
const LETTER_R = 114;
const CURLY_OPEN = 123;
const CURLY_CLOSE = 125;
