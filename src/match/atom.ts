import type { Node } from '../c/index.js';
import { macroStatements, statementArguments } from '../cfg/index.js';
import type { CfgNode } from '../cfg/index.js';
import type { AtomPattern, PartPattern } from '../compile/index.js';
import { allowUnsaidStorage } from './declaration.js';
import { each, NO_MATCH } from './state.js';
import type { MatchState } from './state.js';
import { tokensOf } from './subtree.js';
import { placesIn } from './places.js';
import type { TermMatcher } from './term.js';

/** All ways in which an atom holds at one node of a control-flow graph. Braces bind nothing here: see the model. */
export function matchAtom(
  matcher: TermMatcher,
  atom: AtomPattern,
  at: CfgNode,
  state: MatchState,
): readonly MatchState[] {
  const matched = matchCode(matcher, atom, at, state);
  const statement = at.region ?? at.node;
  return matched.length === 0 || statement === null
    ? matched
    : each(matched, (now) => matcher.bindAttached(statement, now));
}

function matchCode(matcher: TermMatcher, atom: AtomPattern, at: CfgNode, state: MatchState): readonly MatchState[] {
  switch (atom.kind) {
    case 'at':
      if (atom.at === 'copy') return at.kind === 'close' && at.copy ? [state] : NO_MATCH;
      return at.kind === atom.at && (atom.escapes !== true || at.escapes) ? [state] : NO_MATCH;
    case 'jump':
      return at.kind === 'item' && at.node !== null && JUMPS.has(at.node.kind) ? [state] : NO_MATCH;
    case 'escape':
      return at.kind === 'item' && (at.node?.kind === 'return' || at.node?.kind === 'continue') ? [state] : NO_MATCH;
    case 'goto':
      return at.kind === 'item' && at.node?.kind === 'goto' ? [state] : NO_MATCH;
    case 'implicit-return':
      return matchImplicitReturn(matcher, atom, at, state);
    case 'statements':
      return at.kind === 'open' && at.node !== null ? matchStatements(matcher, atom.pattern, at.node, state) : NO_MATCH;
    case 'item':
      return at.kind === 'item' && at.node !== null ? matcher.match(atom.pattern, at.node, state) : NO_MATCH;
    case 'bare':
      return matchAnywhere(matcher, atom.pattern, at, state);
    case 'simple':
      return at.kind === 'item' ? matchRegion(matcher, atom.pattern, at, state) : NO_MATCH;
    case 'compound':
      return at.kind === 'header' || at.kind === 'do' || at.kind === 'open'
        ? matchRegion(matcher, atom.pattern, at, state)
        : NO_MATCH;
    case 'holds':
      return at.kind === 'true' || at.kind === 'in-loop' ? matchCondition(matcher, atom.pattern, at, state) : NO_MATCH;
    case 'fails':
      return ['false', 'fall-through', 'loop-fall-through'].includes(at.kind)
        ? matchCondition(matcher, atom.pattern, at, state)
        : NO_MATCH;
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
  if (at.kind !== 'close' || at.copy || !at.endsFunction || node === null) return NO_MATCH;
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

const JUMPS: ReadonlySet<string> = new Set(['return', 'goto', 'break', 'continue']);

function matchPart(matcher: TermMatcher, atom: PartPattern, at: CfgNode, state: MatchState): readonly MatchState[] {
  const { pattern } = atom;
  const { node } = at;
  if (at.kind !== atom.kind || node === null) return NO_MATCH;
  if (pattern.kind !== node.kind && pattern.kind !== 'seq') return NO_MATCH;
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

/** The kids that belong to the head of a compound statement; for a function, those in front of its body. */
export const HEAD_KIDS: Readonly<Record<string, readonly number[]>> = {
  if: [0],
  while: [0],
  for: [0, 1, 2],
  iterator: [0],
  switch: [0],
  function: [0, 1, 2, 3],
};

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
  return at.region === null ? NO_MATCH : matcher.match(pattern, at.region, state);
}

function matchAnywhere(matcher: TermMatcher, pattern: Node, at: CfgNode, state: MatchState): readonly MatchState[] {
  const found: MatchState[] = [];
  const names = matcher.context.rule.rule.bodyKind === 'identifier';
  const nameOfFunction = at.kind === 'header' && at.node?.kind === 'function' && !names ? at.node.kids[2] : null;
  for (const part of contentOf(at)) {
    if (part === nameOfFunction) continue;
    for (const place of placesIn(part, names, innerOf(at))) found.push(...matcher.match(pattern, place, state));
  }
  return found;
}

/** The code that a node of the graph stands for; bodies of compound statements are nodes of their own. */
export function contentOf(at: CfgNode): readonly Node[] {
  const { node } = at;
  if (node === null) return [];
  switch (at.kind) {
    case 'item':
      return macroStatements(node) === null ? [node] : node.kids.slice(0, 2).filter((kid) => kid !== null);
    case 'header':
      return (HEAD_KIDS[node.kind] ?? []).flatMap((index) => node.kids[index] ?? []);
    case 'do-tail':
      return node.kids[1] == null ? [] : [node.kids[1]];
    default:
      return [];
  }
}

/** What stands within the code of a node and is nodes of its own. */
function innerOf({ kind, node }: CfgNode): readonly Node[] {
  return kind === 'item' && node !== null ? statementArguments(node) : [];
}

/** All tokens of a node of the graph: code and punctuation. */
export function tokensAt(at: CfgNode): readonly number[] {
  const { node } = at;
  const inner = new Set(innerOf(at).flatMap((part) => tokensOf(part)));
  const all = contentOf(at).flatMap((part) => tokensOf(part));
  const inside = inner.size === 0 ? all : all.filter((token) => !inner.has(token));
  if (node === null) return inside;
  return [...inside, ...ownTokensAt(at.kind, node)].sort((left, right) => left - right);
}

function ownTokensAt(kind: CfgNode['kind'], node: Node): readonly number[] {
  switch (kind) {
    case 'header':
      return node.kind === 'if' ? node.tokens.slice(0, 3) : node.tokens;
    case 'else':
      return node.tokens.slice(3);
    case 'do':
    case 'open':
      return node.tokens.slice(0, 1);
    case 'do-tail':
      return node.tokens.slice(1);
    case 'close':
      return node.tokens.slice(-1);
    default:
      return [];
  }
}
