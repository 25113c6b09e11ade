import { makeNode, typeKinds } from '../c/index.js';
import type { Node } from '../c/index.js';
import type { Matcher } from './matcher.js';
import { matchUnread } from './pragma.js';
import { each, NO_MATCH } from './state.js';
import type { MatchState } from './state.js';

/**
 * A `#define` line. What its body is cannot be told for sure: a lone name is a type where the pattern wants one, and a
 * body that is no C is compared word by word.
 */
export function matchDefine(matcher: Matcher, pattern: Node, node: Node, state: MatchState): readonly MatchState[] {
  const [name, params, body] = pattern.kids;
  const named = each(matcher.matchOptional(name, node.kids[0], state), (at) =>
    matcher.matchOptional(params, node.kids[1], at),
  );
  return each(named, (at) =>
    each(matchBody(matcher, body, node.kids[2], at), (now) => matcher.linkPairs(pattern.tokens, node.tokens, now)),
  );
}

function matchBody(
  matcher: Matcher,
  pattern: Node | null | undefined,
  body: Node | null | undefined,
  state: MatchState,
): readonly MatchState[] {
  const found = matcher.matchOptional(pattern, body, state);
  if (found.length > 0 || pattern == null || body == null) return found;
  if (body.kind === 'unread') return matchUnread(matcher, pattern, body, state);
  if (body.kind === 'ident' && wantsType(matcher, pattern))
    return matcher.match(pattern, makeNode('typename', body.value, [], body.tokens), state);
  return NO_MATCH;
}

function wantsType(matcher: Matcher, pattern: Node): boolean {
  if (pattern.kind === 'meta') return matcher.context.rule.metavariables.get(pattern.value)?.kind === 'type';
  return typeKinds.has(pattern.kind);
}
