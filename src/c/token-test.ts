import { spelling, TokenKind } from './tokens.js';
import type { Tokens } from './tokens.js';

/** Whether a token is the punctuator of that spelling. */
export function isPunctuator(tokens: Tokens, at: number, text: string): boolean {
  const start = tokens.start[at];
  if (start === undefined || tokens.kind[at] !== TokenKind.punctuator) return false;
  if (tokens.macros !== null && tokens.macros.spelled.has(at)) return spelling(tokens, at) === text;
  return (
    tokens.text.charCodeAt(start) === text.charCodeAt(0) &&
    (tokens.end[at] ?? 0) - start === text.length &&
    (text.length === 1 || tokens.text.startsWith(text, start))
  );
}

/** Whether a token is the keyword of that spelling. */
export function isKeywordOf(tokens: Tokens, at: number, word: string): boolean {
  return tokens.kind[at] === TokenKind.keyword && spelling(tokens, at) === word;
}
