import type { Node } from '../c/index.js';
import type { Matcher } from './matcher.js';
import { each } from './state.js';
import type { MatchState } from './state.js';

export function isMacroDeclaration({ kind }: Node): boolean {
  return kind === 'macro-decl' || kind === 'macro-decl-init';
}

/** The storage words and qualifiers of `static DEFINE_X(y);`: what stands in front of the name. */
export function wordsInFront(node: Node): readonly number[] {
  const name = node.kids[0]?.first ?? -1;
  return node.tokens.filter((token) => token < name);
}

/**
 * Pairs own tokens: words in front with words in front, and what stands behind the arguments with what stands there. A
 * declaration that is removed and not replaced takes along what the pattern does not say of it.
 */
export function linkMacroDeclaration(
  matcher: Matcher,
  pattern: Node,
  node: Node,
  state: MatchState,
): readonly MatchState[] {
  const { attributes } = matcher.context.file;
  const wanted = wordsInFront(pattern);
  const present = wordsInFront(node);
  const punctuation = node.tokens.slice(present.length).filter((token) => !attributes.isAttribute(token));
  return each(matcher.linkPairs(wanted, present, state), (at) =>
    matcher.linkPairs(pattern.tokens.slice(wanted.length), punctuation, at),
  ).map((at) => matcher.attributes.takeDeclaration(pattern, node, at));
}
