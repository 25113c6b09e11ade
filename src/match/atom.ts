import type { Node } from '../c/index.js';
import type { CfgNode } from '../cfg/index.js';
import type { AtomPattern, PartPattern } from '../compile/index.js';
import { checkDeadline } from '../text/index.js';
import { placesFor, statesFor } from './atom-places.js';
import type { BareAtom } from './atom-places.js';
import { HEAD_KIDS, tokensAt } from './content.js';
import type { ItemGraph } from './item-graph.js';
import { placesIn } from './places.js';
import { allowUnsaidStorage } from './declaration.js';
import { mayFit } from './fit.js';
import { each, NO_MATCH, START } from './state.js';
import type { MatchState } from './state.js';
import { tokensOf } from './subtree.js';
import type { TermMatcher } from './term.js';

/** One way in which an atom holds: where, and what it binds and meets there. */
export interface AtomWay {
  readonly state: number;
  readonly matched: MatchState;
}

/**
 * All ways in which an atom holds at the nodes of a control-flow graph, by state. Braces bind nothing here: see the
 * model.
 */
export function matchAtom(matcher: TermMatcher, atom: AtomPattern, graph: ItemGraph): readonly AtomWay[] {
  const ways: AtomWay[] = [];
  const take = (state: number, found: readonly MatchState[]): void => {
    checkDeadline();
    if (found.length === 0) return;
    const at = graph.cfg.nodes[state];
    const statement = at?.region ?? at?.node ?? null;
    const attached = statement === null ? found : each(found, (now) => matcher.bindAttached(statement, now));
    for (const matched of attached) ways.push({ state, matched });
  };
  const { rule } = matcher.context;
  if (atom.kind === 'bare') {
    for (const { state, node } of placesFor(atom, rule, graph))
      if (mayFit(atom.pattern, node, rule)) take(state, matcher.match(atom.pattern, node, START));
    return ways;
  }
  for (const state of statesFor(atom, rule, graph)) {
    const at = graph.cfg.nodes[state];
    if (at !== undefined) take(state, matchCode(matcher, atom, at, START));
  }
  return ways;
}

type NodeAtom = Exclude<AtomPattern, BareAtom>;

/** Asked at nodes and for code of kinds that the atom is about only. */
function matchCode(matcher: TermMatcher, atom: NodeAtom, at: CfgNode, state: MatchState): readonly MatchState[] {
  switch (atom.kind) {
    case 'at':
      if (atom.at === 'copy') return at.copy ? [state] : NO_MATCH;
      return atom.escapes !== true || at.escapes ? [state] : NO_MATCH;
    case 'jump':
    case 'escape':
    case 'goto':
      return [state];
    case 'implicit-return':
      return matchImplicitReturn(matcher, atom, at, state);
    case 'statements':
      return at.node !== null ? matchStatements(matcher, atom.pattern, at.node, state) : NO_MATCH;
    case 'item':
      return at.node !== null && mayFit(atom.pattern, at.node, matcher.context.rule)
        ? matcher.match(atom.pattern, at.node, state)
        : NO_MATCH;
    case 'simple':
    case 'compound':
      return matchRegion(matcher, atom.pattern, at, state);
    case 'holds':
    case 'fails':
      return matchCondition(matcher, atom.pattern, at, state);
    case 'any':
      return matcher.link(atom.pattern.tokens, tokensAt(at), state);
    default:
      return matchPart(matcher, atom, at, state);
  }
}

/** The end of a function's body, where control falls off it. Code added beside the return goes in front of the brace. */
function matchImplicitReturn(
  matcher: TermMatcher,
  { pattern, beside }: AtomPattern & { kind: 'implicit-return' },
  at: CfgNode,
  state: MatchState,
): readonly MatchState[] {
  const { node } = at;
  if (at.copy || !at.endsFunction || node === null) return NO_MATCH;
  const isBeside = (place: Node): boolean => beside?.some((one) => matcher.match(one, place, state).length > 0) ?? true;
  if (beside !== undefined && !placesIn(node).some((place) => place.kind === 'return' && isBeside(place)))
    return NO_MATCH;
  const close = node.last;
  return pattern.tokens.reduce<readonly MatchState[]>(
    (states, token) => each(states, (now) => matcher.linkBehind(token, close - 1, now)),
    [state],
  );
}

/** All that a block holds, as a list. */
function matchStatements(matcher: TermMatcher, pattern: Node, block: Node, state: MatchState): readonly MatchState[] {
  const items = block.kids.filter((kid) => kid !== null);
  return matcher.matchListMetavariable(
    pattern,
    items,
    items.flatMap((item) => tokensOf(item)),
    state,
  );
}

/** Where a condition stands among the kids of the statements that branch on it. */
const CONDITIONS: Readonly<Record<string, number>> = { if: 0, while: 0, do: 1, for: 1 };

function matchCondition(matcher: TermMatcher, pattern: Node, at: CfgNode, state: MatchState): readonly MatchState[] {
  const condition = at.node?.kids[CONDITIONS[at.node.kind] ?? -1];
  return condition == null
    ? NO_MATCH
    : matcher.match(pattern.kind === 'bare' ? (pattern.kids[0] ?? pattern) : pattern, condition, state);
}

function matchPart(matcher: TermMatcher, atom: PartPattern, at: CfgNode, state: MatchState): readonly MatchState[] {
  const { pattern } = atom;
  const { node } = at;
  if (node === null) return NO_MATCH;
  switch (atom.kind) {
    case 'header':
      return matchHeader(matcher, pattern, node, state);
    case 'do':
      return matcher.linkPairs(pattern.tokens.slice(0, 1), node.tokens.slice(0, 1), state);
    case 'do-tail':
      return each(matcher.matchOptional(pattern.kids[1], node.kids[1], state), (now) =>
        matcher.linkPairs(pattern.tokens.slice(1), node.tokens.slice(1), now),
      );
    case 'else':
      return matcher.linkPairs(pattern.tokens.slice(3), node.tokens.slice(3), state);
    case 'open':
      if (at.region === null && matcher.isMinus(pattern.tokens[0]) && !isBody(matcher, pattern)) return NO_MATCH;
      return matcher.linkPairs(pattern.tokens.slice(0, 1), node.tokens.slice(0, 1), state);
    case 'close':
      return matcher.linkPairs(pattern.tokens.slice(-1), node.tokens.slice(-1), state);
  }
}

const bodies = new WeakMap<Node, ReadonlySet<Node>>();

/**
 * Whether a block of the pattern is a function's or switch's body there. Any other block may stand for a body too, but
 * cannot take its braces away.
 */
function isBody(matcher: TermMatcher, block: Node): boolean {
  const { root } = matcher.context.rule.rule.body;
  let known = bodies.get(root);
  if (known === undefined) {
    const found = new Set<Node>();
    const visit = (node: Node): void => {
      const body = node.kind === 'function' ? node.kids[4] : node.kind === 'switch' ? node.kids[1] : null;
      if (body != null) found.add(body);
      for (const kid of node.kids) if (kid !== null) visit(kid);
    };
    visit(root);
    bodies.set(root, (known = found));
  }
  return known.has(block);
}

function matchHeader(matcher: TermMatcher, pattern: Node, node: Node, state: MatchState): readonly MatchState[] {
  const optional = node.kind === 'function' ? 2 : 0;
  const started = matcher.matchValue(pattern, node, state);
  const matched = (HEAD_KIDS[node.kind] ?? []).reduce<readonly MatchState[]>((states, index) => {
    const part = pattern.kids[index] ?? null;
    if (part === null && index < optional) return index === 0 ? allowUnsaidStorage(matcher, node, states) : states;
    return each(states, (at) => matcher.matchOptional(part, node.kids[index], at));
  }, started);
  // The word `else` of an if belongs to the atom of its own.
  const own = node.kind === 'if' ? 3 : node.tokens.length;
  const linked = each(matched, (at) => matcher.linkPairs(pattern.tokens.slice(0, own), node.tokens.slice(0, own), at));
  if (node.kind !== 'function') return linked;
  return each(linked, (at) =>
    matcher.attributes.match(pattern, node, at).map((now) => matcher.attributes.takeHeader(pattern, node, now)),
  );
}

/** A statement metavariable takes the statement whose first node this is. */
function matchRegion(matcher: TermMatcher, pattern: Node, at: CfgNode, state: MatchState): readonly MatchState[] {
  // What stands outside of functions belongs to no statement.
  const node = at.region ?? (at.kind === 'item' ? at.node : null);
  return node === null ? NO_MATCH : matcher.match(pattern, node, state);
}
