import { spelling, TokenKind } from './tokens.js';
import type { Tokens } from './tokens.js';
import { isPunctuator } from './token-test.js';

/**
 * Whether the tokens `[first, open)` in front of a `{` are the head of a structure, union or enumeration, attributes
 * included: `static const struct foo __packed`, but not `struct foo *f(int a)`.
 */
export function isAggregateHead(tokens: Tokens, first: number, open: number): boolean {
  for (let at = open - 1; at >= first; at--) {
    if (isPunctuator(tokens, at, ')')) {
      const partner = tokens.partner[at] ?? -1;
      if (partner < first) return false;
      at = partner;
      continue;
    }
    if (tokens.kind[at] === TokenKind.identifier) continue;
    if (tokens.kind[at] !== TokenKind.keyword) return false;
    const word = spelling(tokens, at);
    if (word === 'struct' || word === 'union' || word === 'enum') return hasOnlyAttributes(tokens, at + 1, open);
    if (!word.startsWith('__attribute')) return false;
  }
  return false;
}

/** After the keyword: one tag at most, and every parenthesis belongs to an attribute or to a macro that makes the tag. */
function hasOnlyAttributes(tokens: Tokens, from: number, open: number): boolean {
  let tags = 0;
  for (let at = from; at < open; at++) {
    const called = isPunctuator(tokens, at + 1, '(');
    const attribute = spelling(tokens, at).startsWith('__');
    if (called && !attribute && tags > 0) return false;
    if (!attribute) tags++;
    if (called) at = Math.max(at + 1, tokens.partner[at + 1] ?? -1);
  }
  return tags <= 2;
}
