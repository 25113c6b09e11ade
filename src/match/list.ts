import type { Node } from '../c/index.js';
import { variantsOf } from './elements.js';
import type { Element } from './elements.js';
import { isMany, isOne, mayFit } from './fit.js';
import { linkAnyOrder, linkPunctuation, SEPARATED } from './punctuation.js';
import type { ListPair, Range } from './punctuation.js';
import { each, NO_MATCH } from './state.js';
import type { MatchState } from './state.js';
import { tokensOf } from './subtree.js';
import type { Matcher } from './matcher.js';

/**
 * Lists: arguments, parameters, initializers, fields, statements of a block inside an expression. Dots and list
 * metavariables take any number of elements; initializers with designators match in any order.
 */
export function matchList(matcher: Matcher, pattern: Node, node: Node, state: MatchState): readonly MatchState[] {
  const present = node.kids.filter((kid) => kid !== null && kid.kind !== 'directive') as Node[];
  for (const elements of SEPARATED.has(pattern.kind) ? variantsOf(pattern) : [plainElements(pattern)]) {
    const states = matchElementRow({ matcher, pattern, node, elements, present }, state);
    if (states.length > 0) return states;
  }
  return NO_MATCH;
}

function plainElements(pattern: Node): Element[] {
  return pattern.kids.flatMap((kid) => (kid === null ? [] : [{ node: kid, separator: null }]));
}

function matchElementRow(list: ListPair, state: MatchState): readonly MatchState[] {
  const { matcher, pattern, node, elements, present } = list;
  if (elements.length === 0 && isVoid(pattern, present)) return matcher.linkPairs(pattern.tokens, node.tokens, state);
  if (pattern.kind === 'init-list' && elements.every(({ node: element }) => isDesignated(element)) && isNamed(list)) {
    return matchAnyOrder(list, state);
  }
  return matchInOrder(list, state);
}

/** Braces with nothing in them are a list of names that asks for none, where the program has names. */
function isNamed({ elements, present }: ListPair): boolean {
  return elements.length > 0 || (present.length > 0 && present.every(isDesignated));
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
  const { elements, present } = list;
  const walk = (index: number, at: number, ranges: readonly Range[], current: MatchState): readonly MatchState[] => {
    const element = elements[index]?.node;
    if (element === undefined) return at === present.length ? linkAll(list, ranges, current) : NO_MATCH;
    const found: MatchState[] = [];
    for (const to of extents(list, element, at)) {
      if (!mayFollow(list, elements[index + 1]?.node, to)) continue;
      const states = matchElements(list, element, { from: at, to }, current);
      for (const next of states) found.push(...walk(index + 1, to, [...ranges, { from: at, to }], next));
    }
    return found;
  };
  return walk(0, 0, [], state);
}

/** Dots are linked last: with what they take, most ways of laying a pattern over a list are given up. */
function linkAll(list: ListPair, ranges: readonly Range[], state: MatchState): readonly MatchState[] {
  const linked = list.elements.reduce<readonly MatchState[]>(
    (states, { node }, index) => {
      const range = ranges[index];
      if (node.kind !== 'dots' || range === undefined) return states;
      return each(states, (at) => linkDots(list, node, range, at));
    },
    [state],
  );
  return each(linked, (at) => linkPunctuation(list, ranges, at));
}

function linkDots(list: ListPair, dots: Node, range: Range, state: MatchState): readonly MatchState[] {
  return list.matcher.link(dots.tokens, coveredTokens(list, range), state);
}

/** Whether a pattern element, or the end of the list, can stand at an index: asked before what is in front is matched. */
function mayFollow({ matcher, present }: ListPair, element: Node | undefined, at: number): boolean {
  const node = present[at];
  if (element === undefined) return node === undefined;
  const { rule } = matcher.context;
  return !isOne(element, rule) || (node !== undefined && mayFit(element, node, rule));
}

/** Where an element that starts at `at` can end. */
function extents({ matcher, present }: ListPair, element: Node, at: number): number[] {
  const rest = present.length - at;
  if (isMany(element, matcher.context.rule)) return Array.from({ length: rest + 1 }, (_, count) => at + count);
  if (element.kind === 'optional') return rest > 0 ? [at + 1, at] : [at];
  if (element.kind === 'disj' && element.kids.some((kid) => kid !== null && isMany(kid, matcher.context.rule))) {
    return Array.from({ length: rest + 1 }, (_, count) => at + count);
  }
  return rest > 0 ? [at + 1] : [];
}

function matchElements(list: ListPair, element: Node, range: Range, state: MatchState): readonly MatchState[] {
  const { matcher, present } = list;
  const nodes = present.slice(range.from, range.to);
  if (element.kind === 'dots') return passesWhens(list, element, nodes, state) ? [state] : NO_MATCH;
  if (isMany(element, matcher.context.rule)) {
    // There is no place for code beside nothing.
    if (nodes.length === 0 && element.tokens.some((token) => matcher.hasCodeBeside(token))) return NO_MATCH;
    return matcher.matchListMetavariable(element, nodes, coveredTokens(list, range), state);
  }
  if (element.kind === 'disj') {
    for (const kid of element.kids) {
      const matched = kid === null ? NO_MATCH : matchElements(list, kid, range, state);
      const states = kid?.kind === 'dots' ? each(matched, (at) => linkDots(list, kid, range, at)) : matched;
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
  if (first === last) return tokensOf(first);
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
  const { matcher, elements, present } = list;
  const wanted = elements.filter((element) => element.node.kind !== 'dots');
  const walk = (index: number, taken: readonly number[], current: MatchState): readonly MatchState[] => {
    const element = wanted[index];
    if (element === undefined) return linkAnyOrder(list, taken, current);
    const found = present.flatMap((node, at) =>
      taken.includes(at)
        ? []
        : matcher.match(element.node, node, current).flatMap((next) => walk(index + 1, [...taken, at], next)),
    );
    if (found.length === 0 && element.node.kind === 'optional') return walk(index + 1, [...taken, -1], current);
    return found;
  };
  return walk(0, [], state);
}
