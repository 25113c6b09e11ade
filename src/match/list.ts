import type { Node } from '../c/index.js';
import { each, NO_MATCH } from './state.js';
import type { MatchState } from './state.js';
import { tokensOf } from './subtree.js';
import type { TermMatcher } from './term.js';

/**
 * Lists: arguments, parameters, initializers, fields, statements of a block inside an expression. Dots and list
 * metavariables take any number of elements; initializers with designators match in any order.
 */
export function matchList(matcher: TermMatcher, pattern: Node, node: Node, state: MatchState): readonly MatchState[] {
  const wanted = pattern.kids.filter((kid) => kid !== null);
  const present = node.kids.filter((kid) => kid !== null && kid.kind !== 'directive') as Node[];
  const list: ListPair = { matcher, pattern, node, wanted, present };
  if (wanted.length === 0 && isVoid(pattern, present)) return matcher.linkPairs(pattern.tokens, node.tokens, state);
  if (pattern.kind === 'init-list' && wanted.length > 0 && wanted.every(isDesignated))
    return matchAnyOrder(list, state);
  return matchInOrder(list, state);
}

interface ListPair {
  readonly matcher: TermMatcher;
  readonly pattern: Node;
  readonly node: Node;
  readonly wanted: readonly Node[];
  readonly present: readonly Node[];
}

/** Elements `from … to - 1` of the program that one pattern element took. */
interface Range {
  readonly from: number;
  readonly to: number;
}

/** `f()` and `f(void)` are one. */
function isVoid(pattern: Node, present: readonly Node[]): boolean {
  const [only] = present;
  const type = only?.kids[1];
  return (
    pattern.kind === 'params' &&
    present.length === 1 &&
    only?.kids[2] == null &&
    type?.kind === 'prim' &&
    type.value === 'void'
  );
}

function matchInOrder(list: ListPair, state: MatchState): readonly MatchState[] {
  const { wanted, present } = list;
  const walk = (index: number, at: number, ranges: readonly Range[], current: MatchState): readonly MatchState[] => {
    const element = wanted[index];
    if (element === undefined) return at === present.length ? linkPunctuation(list, ranges, current) : NO_MATCH;
    const found: MatchState[] = [];
    for (const to of extents(list, element, at)) {
      const states = matchElements(list, element, { from: at, to }, current);
      for (const next of states) found.push(...walk(index + 1, to, [...ranges, { from: at, to }], next));
    }
    return found;
  };
  return walk(0, 0, [], state);
}

/** Where an element that starts at `at` can end. */
function extents({ matcher, present }: ListPair, element: Node, at: number): number[] {
  const rest = present.length - at;
  if (isMany(matcher, element)) return Array.from({ length: rest + 1 }, (_, count) => at + count);
  if (element.kind === 'optional') return rest > 0 ? [at + 1, at] : [at];
  if (element.kind === 'disj' && element.kids.some((kid) => kid !== null && isMany(matcher, kid))) {
    return Array.from({ length: rest + 1 }, (_, count) => at + count);
  }
  return rest > 0 ? [at + 1] : [];
}

function isMany(matcher: TermMatcher, element: Node): boolean {
  if (element.kind === 'dots') return true;
  return (
    element.kind === 'meta' && (matcher.context.rule.metavariables.get(element.value)?.kind.endsWith(' list') ?? false)
  );
}

function matchElements(list: ListPair, element: Node, range: Range, state: MatchState): readonly MatchState[] {
  const { matcher, present } = list;
  const nodes = present.slice(range.from, range.to);
  if (element.kind === 'dots')
    return passesWhens(list, element, nodes, state)
      ? matcher.link(element.tokens, coveredTokens(list, range), state)
      : NO_MATCH;
  if (isMany(matcher, element)) return matcher.matchListMetavariable(element, nodes, coveredTokens(list, range), state);
  if (element.kind === 'disj') {
    for (const kid of element.kids) {
      const states = kid === null ? NO_MATCH : matchElements(list, kid, range, state);
      if (states.length > 0) return states;
    }
    return NO_MATCH;
  }
  const [only] = nodes;
  if (only === undefined) return element.kind === 'optional' ? [state] : NO_MATCH;
  return nodes.length === 1 ? matcher.match(element, only, state) : NO_MATCH;
}

/** `... when != x` in a list: no element is x. */
function passesWhens({ matcher }: ListPair, dots: Node, nodes: readonly Node[], state: MatchState): boolean {
  return dots.kids.every((when) => {
    const body = when?.kids[0];
    if (body == null || when?.value !== '!=') return true;
    return !nodes.some((node) => matcher.match(body, node, state).length > 0);
  });
}

/** Tokens of some elements and of the separators between them. */
function coveredTokens({ node, present }: ListPair, range: Range): readonly number[] {
  const nodes = present.slice(range.from, range.to);
  const [first] = nodes;
  const last = nodes[nodes.length - 1];
  if (first === undefined || last === undefined) return [];
  const between = node.tokens.filter((token) => token > first.first && token < last.last);
  return [...nodes.flatMap((one) => tokensOf(one)), ...between].sort((left, right) => left - right);
}

function isDesignated(element: Node): boolean {
  if (element.kind === 'disj') return element.kids.every((kid) => kid === null || isDesignated(kid));
  if (element.kind === 'optional') return element.kids[0] != null && isDesignated(element.kids[0]);
  return element.kind === 'dots' || element.kind === 'designated';
}

/** Each designator once, wherever it stands; elements the pattern does not name are allowed. */
function matchAnyOrder(list: ListPair, state: MatchState): readonly MatchState[] {
  const { matcher, present } = list;
  const wanted = list.wanted.filter((element) => element.kind !== 'dots');
  const walk = (index: number, taken: readonly number[], current: MatchState): readonly MatchState[] => {
    const element = wanted[index];
    if (element === undefined) return linkAnyOrder(list, wanted, taken, current);
    const found = present.flatMap((node, at) =>
      taken.includes(at)
        ? []
        : matcher.match(element, node, current).flatMap((next) => walk(index + 1, [...taken, at], next)),
    );
    if (found.length === 0 && element.kind === 'optional') return walk(index + 1, [...taken, -1], current);
    return found;
  };
  return walk(0, [], state);
}

function linkAnyOrder(
  list: ListPair,
  wanted: readonly Node[],
  taken: readonly number[],
  state: MatchState,
): readonly MatchState[] {
  const { matcher, pattern, node } = list;
  let states = linkBrackets(list, state);
  wanted.forEach((element, index) => {
    const at = taken[index] ?? -1;
    const separator = pattern.tokens[list.wanted.indexOf(element) + 1];
    const comma = node.tokens[at + 1];
    if (at < 0 || separator === undefined || separator === pattern.tokens[pattern.tokens.length - 1]) return;
    if (comma === undefined || comma === node.tokens[node.tokens.length - 1]) return;
    states = each(states, (current) => matcher.linkOne(separator, [comma], current));
  });
  return linkDotsSeparators(list, states);
}

/** The comma behind dots stands for nothing; code added there goes behind the last element. */
function linkDotsSeparators(list: ListPair, states: readonly MatchState[]): readonly MatchState[] {
  const { matcher, pattern, node } = list;
  const end = node.tokens[node.tokens.length - 1];
  const dots = list.wanted.flatMap((element, index) => (element.kind === 'dots' ? [pattern.tokens[index + 1]] : []));
  const separators = dots.filter(
    (separator) => separator !== undefined && separator !== pattern.tokens[pattern.tokens.length - 1],
  );
  if (end === undefined) return states;
  return separators.reduce<readonly MatchState[]>(
    (current, separator) =>
      each(current, (at) => (separator === undefined ? [at] : matcher.linkBehind(separator, end - 1, at))),
    states,
  );
}

function linkBrackets({ matcher, pattern, node }: ListPair, state: MatchState): readonly MatchState[] {
  const opened = matcher.linkPairs(pattern.tokens.slice(0, 1), node.tokens.slice(0, 1), state);
  const close = node.tokens[node.tokens.length - 1];
  const wanted = pattern.tokens[pattern.tokens.length - 1];
  if (close === undefined || wanted === undefined || pattern.tokens.length < 2) return opened;
  return each(opened, (at) => matcher.linkOne(wanted, [close], at));
}

/** Kinds whose elements stand between brackets with separators; the others have brackets only, or nothing. */
const SEPARATED: ReadonlySet<string> = new Set(['args', 'params', 'init-list', 'enumerators']);

/**
 * Pairs brackets and separators. A pattern separator stands for the program's separator between the elements that the
 * pattern's neighbours took; beside dots that took nothing there may be none, and then a removed separator takes the
 * one in front of the removed elements instead, so that no comma is left over.
 */
function linkPunctuation(list: ListPair, ranges: readonly Range[], state: MatchState): readonly MatchState[] {
  const { matcher, pattern, node } = list;
  if (!SEPARATED.has(pattern.kind)) return matcher.linkPairs(pattern.tokens, node.tokens, state);
  const separators = pattern.tokens.slice(1, -1);
  const commas = node.tokens.slice(1, -1);
  const taken = new Set<number>();
  let states = linkBrackets(list, state);
  // Removed separators choose first: what is left over must not be a comma too many.
  const order = separators
    .map((_, index) => index)
    .sort(
      (left, right) =>
        Number(matcher.isMinus(separators[right])) - Number(matcher.isMinus(separators[left])) || left - right,
    );
  for (const index of order) {
    const separator = separators[index];
    if (separator === undefined) continue;
    const comma = separatorFor(ranges, index, matcher.isMinus(separator));
    const token = comma < 0 ? undefined : commas[comma];
    const found = token !== undefined && !taken.has(token) ? [token] : [];
    for (const one of found) taken.add(one);
    states = each(states, (at) =>
      found.length > 0 ? matcher.linkOne(separator, found, at) : linkGap(list, { ranges, index }, at),
    );
  }
  return states;
}

/** A separator without a counterpart may carry plus code all the same: it goes where the separator would have been. */
function linkGap(
  list: ListPair,
  gap: { ranges: readonly Range[]; index: number },
  state: MatchState,
): readonly MatchState[] {
  const { matcher, pattern, node, present } = list;
  const separator = pattern.tokens[gap.index + 1];
  const left = gap.ranges.slice(0, gap.index + 1).findLast((range) => range.to > range.from);
  const token = left === undefined ? node.tokens[0] : present[left.to - 1]?.last;
  if (separator === undefined || token === undefined) return [state];
  return matcher.linkBehind(separator, token, state);
}

/** Index of the program's separator that stands where the pattern's separator `index` does; -1 for none. */
function separatorFor(ranges: readonly Range[], index: number, removed: boolean): number {
  const left = ranges.slice(0, index + 1).findLast((range) => range.to > range.from);
  const right = ranges.slice(index + 1).find((range) => range.to > range.from);
  if (left === undefined) return -1;
  if (right !== undefined) return left.to - 1;
  if (index + 1 >= ranges.length) return left.to - 1;
  return removed ? left.from - 1 : -1;
}
