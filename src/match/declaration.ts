import { makeNode } from '../c/index.js';
import type { Node } from '../c/index.js';
import { each, NO_MATCH } from './state.js';
import type { MatchState } from './state.js';
import type { Matcher } from './matcher.js';
import { newTypeName } from './subtree.js';

/**
 * Declarations, fields, typedefs, parameters and function headers: parts that a pattern leaves out (storage, a
 * function's type) are not asked for, and a pattern with one declarator matches each of several in the program.
 */
export function matchDeclaration(
  matcher: Matcher,
  pattern: Node,
  node: Node,
  state: MatchState,
): readonly MatchState[] {
  switch (pattern.kind) {
    case 'declaration':
      return matchDeclarators(matcher, { pattern, node, first: 1 }, state);
    case 'typedef':
      return matchDeclarators(matcher, { pattern, node: withNewTypes(node), first: 0 }, state);
    case 'field':
      return matchDeclarators(matcher, { pattern, node, first: 0 }, state);
    case 'param':
      return each(matchParts(matcher, pattern, node, state), (at) =>
        matcher.linkPairs(pattern.tokens, node.tokens, withoutAttributes(matcher, pattern, node, at)),
      );
    default:
      return each(matchParts(matcher, pattern, node, state), (at) =>
        matcher.linkPairs(pattern.tokens, node.tokens, at),
      );
  }
}

/** For each kid of a kind: whether the pattern may leave it out. */
const MAY_MISS: Readonly<Record<string, readonly boolean[]>> = {
  function: [true, true, false, false, false],
  param: [true, false, false],
  var: [false, false, false, false],
};

/** A typedef, its declared names as the types that they are: `typedef T1 T2;` binds T2 to a type. */
function withNewTypes(node: Node): Node {
  const known = newTypes.get(node);
  if (known !== undefined) return known;
  const kids = node.kids.map((kid) => {
    const [type = null, name = null, ...rest] = kid?.kids ?? [];
    if (kid?.kind !== 'var' || name?.kind !== 'ident') return kid;
    return makeNode('var', kid.value, [type, newTypeName(name), ...rest], kid.tokens);
  });
  const made = makeNode('typedef', node.value, kids, node.tokens);
  newTypes.set(node, made);
  return made;
}

const newTypes = new WeakMap<Node, Node>();

/** A removed parameter, or the removed type of one, goes with its attributes. */
function withoutAttributes(matcher: Matcher, pattern: Node, node: Node, state: MatchState): MatchState {
  const { attributes } = matcher;
  const typed = attributes.takeType(pattern.kids[1], node.kids[1], state);
  return attributes.takeDeclaration(pattern, node, attributes.takeDeclarator(pattern, node, typed));
}

function matchParts(matcher: Matcher, pattern: Node, node: Node, state: MatchState): readonly MatchState[] {
  return (MAY_MISS[pattern.kind] ?? []).reduce<readonly MatchState[]>(
    (states, mayMiss, index) => {
      const part = pattern.kids[index] ?? null;
      if (part === null && mayMiss) return index === 0 ? allowUnsaidStorage(matcher, node, states) : states;
      return each(states, (at) => matcher.matchOptional(part, node.kids[index], at));
    },
    [state],
  );
}

/** Storage words that the pattern leaves out are no matter, unless the rule disables `optional_storage`. */
export function allowUnsaidStorage(matcher: Matcher, node: Node, states: readonly MatchState[]): readonly MatchState[] {
  const { disabled } = matcher.context.rule.rule;
  return node.kids[0] == null || !disabled.includes('optional_storage') ? states : NO_MATCH;
}

interface Pair {
  readonly pattern: Node;
  readonly node: Node;
  /** Index of the first declarator; what stands before it is the storage. */
  readonly first: number;
}

function matchDeclarators(matcher: Matcher, pair: Pair, state: MatchState): readonly MatchState[] {
  const { pattern, node, first } = pair;
  const storage = first === 0 ? null : (pattern.kids[0] ?? null);
  const unsaid = first === 0 ? [state] : allowUnsaidStorage(matcher, node, [state]);
  const stored = storage === null ? unsaid : matcher.matchOptional(storage, node.kids[0], state);
  const wanted = pattern.kids.slice(first);
  const present = node.kids.slice(first);
  if (wanted.length === present.length) {
    const all = wanted.reduce<readonly MatchState[]>(
      (states, kid, index) => each(states, (at) => matcher.matchOptional(kid, present[index], at)),
      stored,
    );
    return each(all, (at) => matcher.linkPairs(pattern.tokens, node.tokens, at)).map((at) =>
      matcher.attributes.takeDeclaration(pattern, node, at),
    );
  }
  const [only] = wanted;
  if (wanted.length !== 1 || only == null) return NO_MATCH;
  return present.flatMap((one, index) =>
    one === null ? [] : each(stored, (at) => matchOneOfSeveral(matcher, { pattern, node, first: index }, at)),
  );
}

/**
 * One of several declarators. The type and the punctuation stay for the others, so they are not linked: what becomes of
 * them is decided when all removed declarators are known. Code added behind the semicolon finds its place all the same.
 */
function matchOneOfSeveral(matcher: Matcher, pair: Pair, state: MatchState): readonly MatchState[] {
  const { pattern, node, first: index } = pair;
  const offset = node.kind === 'declaration' ? 1 : 0;
  const wanted = pattern.kids[offset];
  const present = node.kids[index + offset];
  const semicolon = pattern.tokens[pattern.tokens.length - 1];
  if (wanted == null || present == null) return NO_MATCH;
  const matched = matcher
    .match(wanted, present, state)
    .map((at) => matcher.attributes.takeDeclarator(wanted, present, at));
  if (semicolon === undefined) return matched;
  const shared = baseTokens(present);
  return matcher.isMinus(semicolon)
    ? each(matched, (at) => matcher.linkBehind(semicolon, node.last, withoutTokens(at, shared, pattern.first)))
    : each(matched, (at) => matcher.linkOne(semicolon, [node.last], at));
}

/** Tokens of the type that all declarators of a declaration share. */
function baseTokens(variable: Node): ReadonlySet<number> {
  let type = variable.kids[0] ?? null;
  while (type !== null && DECLARATOR_KINDS.has(type.kind)) type = type.kids[0] ?? null;
  const tokens = new Set<number>();
  const collect = (node: Node): void => {
    for (const token of node.tokens) tokens.add(token);
    for (const kid of node.kids) if (kid !== null) collect(kid);
  };
  if (type !== null) collect(type);
  return tokens;
}

const DECLARATOR_KINDS: ReadonlySet<string> = new Set(['pointer', 'array', 'function-type', 'grouped']);

/**
 * The state with links to some tokens left out. What is added in front of the first token of the pattern goes in front of
 * the first of them all the same.
 */
function withoutTokens(state: MatchState, left: ReadonlySet<number>, first: number): MatchState {
  const strip = (links: MatchState['links']): MatchState['links'] => {
    if (links === null) return null;
    const { head } = links;
    const tokens = head.tokens.filter((token) => !left.has(token));
    const tail = strip(links.tail);
    if (tokens.length > 0 || head.tokens.length === 0) return { head: { ...head, tokens }, tail };
    return head.patternToken === first ? { head: { ...head, tokens, ahead: Math.min(...left) }, tail } : tail;
  };
  return { bindings: state.bindings, links: strip(state.links) };
}
