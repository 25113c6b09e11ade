import type { SliceToken } from './body.js';
import type { Problems } from './problems.js';

/**
 * Warns of `-` and `+` that start a line behind white space: only in column 0 do they mark a line. Inside an expression
 * they are operators; where a statement starts they almost never are.
 */
export function checkColumns(tokens: readonly SliceToken[], problems: Problems): void {
  const { text } = problems.source;
  tokens.forEach((token, index) => {
    if (token.text !== '-' && token.text !== '+') return;
    if (!isIndented(text, token.start) || !looksLikeMark(text, token.end)) return;
    if (!STATEMENT_ENDS.has(tokens[index - 1]?.text ?? ';')) return;
    problems.warning(
      'marker-not-in-first-column',
      { start: token.start, end: token.end },
      `this \`${token.text}\` is an operator of C, as it does not stand in the first column`,
      'remove the white space in front of it if the line is to be changed',
    );
  });
}

/** A mark has a blank behind it, or a statement: no statement of C begins with a sign. */
function looksLikeMark(text: string, end: number): boolean {
  const line = text.slice(end, text.indexOf('\n', end));
  return /^\s/.test(line) || line === '' || /[;{}]\s*$/.test(line);
}

const STATEMENT_ENDS: ReadonlySet<string> = new Set([';', '{', '}', '...', '\\(', '\\|', '\\)']);

function isIndented(text: string, start: number): boolean {
  const line = text.lastIndexOf('\n', start - 1) + 1;
  return start > line && text.slice(line, start).trim() === '';
}
