import type { Node } from '../c/index.js';
import type { Element } from './elements.js';
import { each, NO_MATCH, withExtra } from './state.js';
import type { MatchState } from './state.js';
import { tokensOf } from './subtree.js';
import type { Matcher } from './matcher.js';

/** A list pattern, one way of reading it, and the list of the program that it is held against. */
export interface ListPair {
  readonly matcher: Matcher;
  readonly pattern: Node;
  readonly node: Node;
  readonly elements: readonly Element[];
  /** The program's elements, `#if` lines left out. */
  readonly present: readonly Node[];
}

/** Elements `from … to - 1` of the program that one pattern element took. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Kinds whose elements stand between brackets with separators; the others have brackets only, or nothing. */
export const SEPARATED: ReadonlySet<string> = new Set(['args', 'params', 'init-list', 'enumerators']);

/**
 * Pairs brackets and separators. A pattern separator stands for the program's separator between the elements that the
 * pattern's neighbours took; beside dots that took nothing there may be none, and then a removed separator takes the
 * one in front of the removed elements instead, so that no comma is left over.
 */
export function linkPunctuation(list: ListPair, ranges: readonly Range[], state: MatchState): readonly MatchState[] {
  const { matcher, pattern, node } = list;
  if (!SEPARATED.has(pattern.kind)) return matcher.linkPairs(pattern.tokens, node.tokens, state);
  const commas = node.tokens.slice(1, -1);
  const taken = new Set<number>();
  let states: readonly MatchState[] = linkBrackets(list, state).map((at) => withTrailingComma(list, ranges, at));
  for (const { separator, index } of separatorsOf(list, ranges)) {
    const comma = separatorFor(ranges, index, matcher.isDroppedToken(separator));
    const token = comma < 0 ? undefined : commas[comma];
    const found = token !== undefined && !taken.has(token) ? [token] : [];
    for (const one of found) taken.add(one);
    states = each(states, (at) =>
      found.length > 0 ? matcher.linkOne(separator, found, at) : linkGap(list, { separator, index, ranges, taken }, at),
    );
  }
  return states;
}

/** Where the last element goes and its comma in front stays, a comma behind it goes: one at the end is enough. */
function withTrailingComma(
  { matcher, node, elements, present }: ListPair,
  ranges: readonly Range[],
  state: MatchState,
): MatchState {
  const commas = node.tokens.slice(1, -1);
  const last = elements[elements.length - 1];
  const before = elements[elements.length - 2]?.separator ?? null;
  const trailing = commas.length === present.length ? commas[commas.length - 1] : undefined;
  if (last?.separator !== null || before === null || matcher.isMinus(before) || trailing === undefined) return state;
  const [first = -1] = tokensOf(last.node);
  const range = ranges[ranges.length - 1];
  if (range === undefined || range.to - range.from !== 1 || !matcher.isDropped(last.node)) return state;
  return withExtra(state, first, [trailing]);
}

/**
 * Removed separators of elements that are there choose first, as what is left over must not be a comma too many; those of
 * elements that took nothing choose last, as no comma must be missing.
 */
function separatorsOf(
  { matcher, elements }: ListPair,
  ranges: readonly Range[],
): { separator: number; index: number }[] {
  const written = elements.flatMap(({ separator }, index) => (separator === null ? [] : [{ separator, index }]));
  const rank = ({ separator, index }: { separator: number; index: number }): number => {
    if (!matcher.isMinus(separator)) return 1;
    return isEmpty(ranges[index]) ? 2 : 0;
  };
  return written.toSorted((left, right) => rank(left) - rank(right));
}

function isEmpty(range: Range | undefined): boolean {
  return range === undefined || range.from === range.to;
}

/** Index of the program's separator that stands where the pattern's separator `index` does; -1 for none. */
function separatorFor(ranges: readonly Range[], index: number, removed: boolean): number {
  const left = behind(ranges, index);
  const right = ranges.slice(index + 1).find((range) => range.to > range.from);
  // A removed separator in front of the first element takes the one behind it.
  if (left === undefined) return removed && right !== undefined ? right.to - 1 : -1;
  if (right !== undefined) return left.to - 1;
  if (index + 1 >= ranges.length) return left.to - 1;
  return removed ? left.from - 1 : -1;
}

/** The last range up to `index` that took something. */
function behind(ranges: readonly Range[], index: number): Range | undefined {
  return ranges.slice(0, index + 1).findLast((range) => range.to > range.from);
}

/** Whether there are elements of the pattern behind `index`, and all took nothing. */
function isEmptyBehind(ranges: readonly Range[], index: number): boolean {
  return index + 1 < ranges.length && ranges.slice(index + 1).every(isEmpty);
}

/** A separator of the pattern without counterpart, behind the element of that index. */
interface Gap {
  readonly separator: number;
  readonly index: number;
  readonly ranges: readonly Range[];
  /** Commas that other separators stand for. */
  readonly taken: ReadonlySet<number>;
}

/**
 * A separator without a counterpart may carry plus code all the same: it goes where the separator would have been. Not so
 * in front of dots that took nothing: in `f(a, + b, ...)` against `f(x)` a comma would be missing.
 */
function linkGap(
  { matcher, node, present }: ListPair,
  { separator, index, ranges, taken }: Gap,
  state: MatchState,
): readonly MatchState[] {
  const isReplaced = matcher.isMinus(separator) && !isEmpty(ranges[index]);
  if (isEmptyBehind(ranges, index) && !isReplaced && matcher.hasCodeBeside(separator)) return NO_MATCH;
  const range = behind(ranges, index);
  if (range === undefined) return matcher.linkBehind(separator, node.tokens[0] ?? node.first, state);
  const comma = node.tokens.slice(1, -1)[range.to - 1];
  const last = present[range.to - 1]?.last ?? node.last;
  return matcher.linkBehind(separator, comma !== undefined && taken.has(comma) ? comma : last, state);
}

/**
 * The same where elements match in any order: `taken` are the program's elements that the pattern's took, dots left
 * out. The comma behind dots stands for nothing; code added there goes behind the last element.
 */
export function linkAnyOrder(list: ListPair, taken: readonly number[], state: MatchState): readonly MatchState[] {
  const { matcher, elements, node, present } = list;
  const commas = node.tokens.slice(1, -1);
  const end = node.tokens[node.tokens.length - 1] ?? node.last;
  let next = 0;
  let isTaken = false;
  return elements.reduce<readonly MatchState[]>(
    (states, element) => {
      const at = element.node.kind === 'dots' ? null : (taken[next++] ?? -1);
      const { separator } = element;
      const [dots] = element.node.tokens;
      if (at === null && !isTaken && dots !== undefined && matcher.isMinus(dots)) {
        isTaken = true;
        const others = present.flatMap((node, index) =>
          taken.includes(index) ? [] : [...tokensOf(node), ...(commas[index] === undefined ? [] : [commas[index]])],
        );
        return others.length === 0 ? states : each(states, (current) => matcher.linkOne(dots, others, current));
      }
      if (separator === null) return states;
      if (at === null) return each(states, (current) => matcher.linkBehind(separator, end - 1, current));
      const comma = commas[at];
      const last = present[at]?.last;
      if (comma !== undefined) return each(states, (current) => matcher.linkOne(separator, [comma], current));
      return last === undefined ? states : each(states, (current) => matcher.linkBehind(separator, last, current));
    },
    linkBrackets(list, state),
  );
}

function linkBrackets({ matcher, pattern, node }: ListPair, state: MatchState): readonly MatchState[] {
  const opened = matcher.linkPairs(pattern.tokens.slice(0, 1), node.tokens.slice(0, 1), state);
  const close = node.tokens[node.tokens.length - 1];
  const wanted = pattern.tokens[pattern.tokens.length - 1];
  if (close === undefined || wanted === undefined || pattern.tokens.length < 2) return opened;
  return each(opened, (at) => matcher.linkOne(wanted, [close], at));
}
