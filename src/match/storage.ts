import { spelling } from '../c/index.js';
import type { Node } from '../c/index.js';
import type { Matcher } from './matcher.js';
import { each, NO_MATCH } from './state.js';
import type { MatchState } from './state.js';

/**
 * Storage words. `inline` is no storage class: a pattern that says only the class leaves it open, and the other way
 * round, unless the rule disables `optional_storage`.
 */
export function matchStorage(matcher: Matcher, pattern: Node, node: Node, state: MatchState): readonly MatchState[] {
  if (matcher.context.rule.rule.disabled.includes('optional_storage')) return NO_MATCH;
  const wanted = pattern.value.split(' ');
  const present = node.value.split(' ');
  const agrees = (isOfPart: (word: string) => boolean): boolean => {
    const part = wanted.filter(isOfPart);
    return part.length === 0 || part.join(' ') === present.filter(isOfPart).join(' ');
  };
  if (!agrees(isInline) || !agrees((word) => !isInline(word))) return NO_MATCH;
  const { tokens } = matcher.context.file;
  return pattern.tokens.reduce<readonly MatchState[]>(
    (states, patternToken) => {
      const word = bare(matcher.context.rule.rule.body.tokens[patternToken]?.text ?? '');
      const token = node.tokens.find((one) => bare(spelling(tokens, one)) === word);
      return token === undefined ? states : each(states, (at) => matcher.linkOne(patternToken, [token], at));
    },
    [state],
  );
}

function isInline(word: string): boolean {
  return word === 'inline';
}

/** `__inline__` is `inline`. */
function bare(word: string): string {
  return word.replace(/^_+|_+$/g, '');
}
