import { isFirstInLine } from './layout.js';
import { isPunctuator } from './token-test.js';
import { spelling, TokenKind } from './tokens.js';
import type { Tokens } from './tokens.js';

/** What goes on with a designator behind the name of a field, in a piece of an initializer: `.name = x`. */
const GOES_ON = ['=', '[', ',', '(', '{'];

/** Whether a line begins at a token that only the assembler or the linker reads: `.macro`, `@ note`, `SECTIONS {`. */
export function isAssemblerLine(tokens: Tokens, at: number): boolean {
  const word = at + 1;
  if (isPunctuator(tokens, at, '@') || isPunctuator(tokens, at, '|')) return isFirstInLine(tokens, at);
  if (isPunctuator(tokens, word, '{') && spelling(tokens, at) === 'SECTIONS') return true;
  if (!isPunctuator(tokens, at, '.') || !isFirstInLine(tokens, at) || tokens.end[at] !== tokens.start[word])
    return false;
  const isWord = tokens.kind[word] === TokenKind.identifier || tokens.kind[word] === TokenKind.keyword;
  // `.name.field = x` goes on without a space.
  if (tokens.end[word] === tokens.start[word + 1] && isPunctuator(tokens, word + 1, '.')) return false;
  return isWord && !GOES_ON.some((next) => isPunctuator(tokens, word + 1, next));
}

/** One past the line that begins at a token, or the `.endm` of the `.macro` that it begins. */
export function assemblerEnd(tokens: Tokens, first: number): number {
  const close = tokens.partner[first + 1] ?? -1;
  if (close > first && isPunctuator(tokens, first + 1, '{')) return close + 1;
  let end = nextLine(tokens, first);
  for (let depth = macroDepth(tokens, first); depth > 0 && end < tokens.count; end = nextLine(tokens, end))
    depth += macroDepth(tokens, end);
  return end;
}

function macroDepth(tokens: Tokens, at: number): number {
  if (!isPunctuator(tokens, at, '.')) return 0;
  const word = spelling(tokens, at + 1);
  return word === 'macro' ? 1 : word === 'endm' ? -1 : 0;
}

function nextLine(tokens: Tokens, first: number): number {
  let at = first + 1;
  while (at < tokens.count && !isFirstInLine(tokens, at)) at++;
  return at;
}
