import type { Tokens } from './tokens.js';

/** Whether a token stands in column 0. */
export function startsLine(tokens: Tokens, at: number): boolean {
  const start = tokens.start[at] ?? 0;
  return start === 0 || tokens.text.charCodeAt(start - 1) === 10;
}

/** Whether a token is the first of its line (comments before it count as nothing). */
export function isFirstInLine(tokens: Tokens, at: number): boolean {
  if (at === 0) return true;
  return tokens.text.slice(tokens.end[at - 1], tokens.start[at]).includes('\n');
}

/** Whether an empty line stands between a token and the one before. */
export function isAfterBlankLine(tokens: Tokens, at: number): boolean {
  return /\n[ \t\r]*\n/.test(tokens.text.slice(tokens.end[at - 1], tokens.start[at]));
}

/** The width of the white space in front of a token's line, tabs to multiples of eight. */
export function indentation(tokens: Tokens, at: number): number {
  const { text } = tokens;
  let from = text.lastIndexOf('\n', (tokens.start[at] ?? 0) - 1) + 1;
  let width = 0;
  for (; ; from++) {
    const code = text.charCodeAt(from);
    if (code === 9) width = (width | 7) + 1;
    else if (code === 32) width++;
    else return width;
  }
}
