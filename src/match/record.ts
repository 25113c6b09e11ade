import { makeNode } from '../c/index.js';
import type { Node } from '../c/index.js';
import type { Matcher } from './matcher.js';
import { each, NO_MATCH } from './state.js';
import type { MatchState } from './state.js';

/**
 * Structures that are defined where they are met: `T { ... };` with a type metavariable is any structure or union, and
 * the pattern of a definition matches one inside a typedef too.
 */

/** Whether a pattern defines a structure by a type metavariable: `T { ... }`. */
export function isNamelessRecord(pattern: Node): boolean {
  return (
    pattern.kind === 'struct' &&
    pattern.tokens.length === 0 &&
    pattern.kids[0]?.kind === 'meta' &&
    pattern.kids[1] != null
  );
}

/** Matches `T { ... }`. Without a tag the structure has the name that the typedef around it gives. */
export function matchNamelessRecord(
  matcher: Matcher,
  pattern: Node,
  node: Node,
  state: MatchState,
): readonly MatchState[] {
  const [name, fields] = pattern.kids;
  if (!isRecord(node) || name == null) return NO_MATCH;
  const [tag = null, body = null] = node.kids;
  const type = tag === null ? matcher.typedefName(node) : makeNode(node.kind, '', [tag, null], node.tokens);
  if (type === null) return NO_MATCH;
  return each(matcher.match(name, type, state), (at) => matcher.matchOptional(fields, body, at));
}

export function isRecord(node: Node): boolean {
  return node.kind === 'struct' || node.kind === 'union';
}

/** `struct s { ... };` as a pattern, held against a typedef or a declaration of variables that defines the structure. */
export function matchDefinition(matcher: Matcher, pattern: Node, node: Node, state: MatchState): readonly MatchState[] {
  const record = definedBy(pattern);
  const variable = node.kids.find((kid) => kid?.kind === 'var') ?? null;
  const type = variable?.kids[0] ?? null;
  if (record === null || type === null || !isRecord(type) || type.kids[1] == null) return NO_MATCH;
  const semicolon = pattern.tokens.slice(-1);
  return each(matcher.match(record, type, state), (at) => matcher.linkPairs(semicolon, node.tokens.slice(-1), at));
}

/** The structure that a declaration without variables defines. */
function definedBy(pattern: Node): Node | null {
  const [storage, only] = pattern.kids;
  const type = pattern.kids.length === 2 && storage === null && only?.kind === 'bare-type' ? only.kids[0] : null;
  return type != null && isRecord(type) && type.kids[1] != null ? type : null;
}
