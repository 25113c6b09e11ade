import { firstCode, TokenKind } from '../c/index.js';
import type { Tokens } from '../c/index.js';

/**
 * Tells whether a token can be the first of a statement behind the head of an `if`. Says yes wherever something stands in
 * between of which tokens alone do not tell what it is: lines of the preprocessor, macros, attributes, labels.
 */
export function startsBody(tokens: Tokens, token: number): boolean {
  for (let at = token - 1; at >= 0; at--) {
    const code = firstCode(tokens, at);
    if (code === OPEN || code === CURLY_OPEN) continue;
    if (tokens.inDirective[at] !== tokens.inDirective[token]) return true;
    if (code === COLON) return !isLabel(tokens, at);
    return code === CLOSE || code === SQUARE_CLOSE || tokens.kind[at] === TokenKind.identifier;
  }
  return false;
}

/** Whether a colon ends a label that stands behind a whole statement. */
function isLabel(tokens: Tokens, colon: number): boolean {
  const before = firstCode(tokens, colon - 2);
  return tokens.kind[colon - 1] === TokenKind.identifier && (before === SEMICOLON || before === CURLY_CLOSE);
}

const OPEN = 40;
const CLOSE = 41;
const COLON = 58;
const SEMICOLON = 59;
const SQUARE_CLOSE = 93;
const CURLY_OPEN = 123;
const CURLY_CLOSE = 125;
