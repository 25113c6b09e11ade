import type { Mask, Unit } from '../file.js';
import type { Tokens } from '../tokens.js';
import { SKIP_DIRECTIVE, SKIP_HIDDEN } from './cursor.js';
import type { TokenSource } from './cursor.js';
import { Names } from './names.js';

/** The kind of mask over an `#if` arm that this reading of the unit leaves out. */
export const DEAD_BRANCH = 'dead-branch';

/** What lowering needs to know of a unit besides its concrete tree. */
export interface LowerContext {
  readonly tokens: Tokens;
  /** Tokens of attributes and their like, left out of the tree. */
  readonly hidden: readonly number[];
  /** What the parser was not shown as it stands; those of kind `dead-branch` are left out of the tree. */
  readonly masks: readonly Mask[];
  /** Tokens that name a macro which was masked as a loop header. Any loop keyword that is not spelled so counts too. */
  readonly iteratorTokens: ReadonlySet<number>;
  /** Tokens behind which the masks put a `;` or `,` that the text lacks. */
  readonly stops: ReadonlySet<number>;
  readonly unit: Unit;
  /** Typedef names known in the file so far. */
  readonly typeNames: ReadonlySet<string>;
  /** Names of macros that declare something wherever they stand. */
  readonly declarerNames?: ReadonlySet<string>;
  /** Names of macros that make loops, whatever stands behind their parentheses. */
  readonly iteratorNames?: ReadonlySet<string>;
  /** The spellings of the unit's tokens, as far as they are known. */
  readonly words?: (string | undefined)[];
}

/** The first token of `[low, high)` that starts at or behind an offset. */
export function tokenAt(tokens: Tokens, offset: number, low: number, high: number): number {
  let from = low;
  let to = high;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((tokens.start[middle] ?? Infinity) < offset) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** The tokens of a unit for readers: hidden words, excluded arms and preprocessor lines passed over. */
export function tokenSource(context: LowerContext): TokenSource {
  const { tokens, hidden, unit } = context;
  const base = unit.firstToken;
  const skip = tokens.inDirective.slice(base, Math.max(base, unit.endToken));
  for (const token of hidden) skip[token - base] = (skip[token - base] ?? 0) | SKIP_HIDDEN;
  for (const { kind, span } of context.masks) {
    if (kind !== DEAD_BRANCH) continue;
    const end = tokenAt(tokens, span.end, base, unit.endToken);
    for (let token = tokenAt(tokens, span.start, base, unit.endToken); token < end; token++)
      skip[token - base] = SKIP_HIDDEN;
  }
  return {
    tokens,
    skip,
    base,
    words: context.words ?? new Array<string | undefined>(skip.length),
    skipBits: SKIP_HIDDEN | SKIP_DIRECTIVE,
    names: new Names(context.typeNames, context.declarerNames, context.iteratorNames),
    stops: context.stops,
    iterators: context.iteratorTokens,
  };
}
