import type { Node } from '../c/index.js';
import { isMacroDeclaration, linkMacroDeclaration } from './macro-declaration.js';
import type { Matcher } from './matcher.js';
import { each } from './state.js';
import type { MatchState } from './state.js';

/** Pairs the own tokens of a pattern with those of a node that it matches. */
export function linkOwnTokens(matcher: Matcher, pattern: Node, node: Node, state: MatchState): readonly MatchState[] {
  if (isMacroDeclaration(node)) return linkMacroDeclaration(matcher, pattern, node, state);
  if (node.kind === 'prim') return linkWords(matcher, pattern.tokens, node.tokens, state);
  return matcher.linkPairs(pattern.tokens, node.tokens, state);
}

/** A type may be written with more words or fewer than the pattern has: the last one stands for what is over. */
function linkWords(
  matcher: Matcher,
  pattern: readonly number[],
  words: readonly number[],
  state: MatchState,
): readonly MatchState[] {
  const last = words.length - 1;
  return pattern.reduce<readonly MatchState[]>(
    (states, token, index) => {
      const to = index === pattern.length - 1 ? words.length : index + 1;
      const own = words.slice(Math.min(index, last), to);
      return own.length === 0 ? states : each(states, (at) => matcher.linkOne(token, own, at));
    },
    [state],
  );
}
