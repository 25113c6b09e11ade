/**
 * Gaps: the white space and comments between two tokens.
 *
 * A gap is looked at as lines: the first is what follows the left token on its line, the last is the indentation of
 * the right token (perhaps with comments in front of it), those in between are whole lines, blank or comment. A block
 * comment over several lines is one such line; a backslash before a line end is white space.
 */

const COMMENT_OR_BREAK = /\/\*[\s\S]*?(?:\*\/|$)|\/\/(?:\\\r?\n|[^\n])*|\\\r?\n|\n/g;

/** The lines of a gap, without their line ends; one more than it has line breaks outside comments. */
export function gapLines(gap: string): string[] {
  const lines: string[] = [];
  let from = 0;
  for (const found of gap.matchAll(COMMENT_OR_BREAK)) {
    if (found[0] !== '\n') continue;
    lines.push(gap.slice(from, found.index).replace(/\r$/, ''));
    from = found.index + 1;
  }
  lines.push(gap.slice(from));
  return lines;
}

/** Whether the two tokens around the gap stand on different lines. */
export function breaksLine(gap: string): boolean {
  return gap.includes('\n') && gapLines(gap).length > 1;
}

/** Whether a gap holds a comment. */
export function hasComment(gap: string): boolean {
  return gap.includes('/*') || gap.includes('//');
}

/** What stands in front of the right token on its line. */
export function lastLine(gap: string): string {
  return gapLines(gap).at(-1) ?? '';
}

/**
 * Cuts a gap where the left token's line ends: the comments that trail the token, and the rest from the line break on.
 * Without a line break all of it is rest.
 */
export function splitTrailing(gap: string): { trailing: string; rest: string } {
  const lines = gapLines(gap);
  if (lines.length === 1) return { trailing: '', rest: gap };
  const trailing = (lines[0] ?? '').trimEnd();
  return { trailing, rest: gap.slice((lines[0] ?? '').length) };
}

/** Cuts a gap in front of the comment that stands right above the token behind it; `comment` is '' where none does. */
export function splitComment(gap: string): { above: string; comment: string } {
  const lines = gapLines(gap);
  let from = lines.length - 1;
  while (from > 1 && lines[from - 1]?.trim() !== '') from--;
  if (from === lines.length - 1 || lines.length === 1) return { above: gap, comment: '' };
  const length = lines.slice(from).join('\n').length + (gap.match(/\r\n/g) ?? []).length;
  return { above: gap.slice(0, Math.max(0, gap.length - length)), comment: lines.slice(from).join('\n') };
}

/** A gap with the indentation of the right token replaced; comments in front of the token stay. */
export function withIndent(gap: string, indent: string): string {
  const last = lastLine(gap);
  return gap.slice(0, gap.length - last.length) + indent + last.trimStart();
}

/** White space at the end of a gap's text removed, line breaks included only where asked for. */
export function trimBlanks(gap: string): string {
  return gap.replace(/[ \t]+$/, '');
}
