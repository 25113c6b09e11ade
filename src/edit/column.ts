/** Indentation as strings and as columns. A tab reaches to the next multiple of eight. */

const TAB = 8;

/** The column (from 0) that white space at the start of a line reaches. */
export function columnOf(indent: string): number {
  let column = 0;
  for (const character of indent) column = character === '\t' ? column + TAB - (column % TAB) : column + 1;
  return column;
}

/** White space that reaches a column: tabs first where `tabs` says so. */
export function indentTo(column: number, tabs: boolean): string {
  const target = Math.max(0, column);
  return tabs ? '\t'.repeat(Math.floor(target / TAB)) + ' '.repeat(target % TAB) : ' '.repeat(target);
}

/** An indentation moved by a number of columns, in the way it was written. */
export function moveIndent(indent: string, columns: number): string {
  if (columns === 0) return indent;
  return indentTo(columnOf(indent) + columns, indent.includes('\t') || (indent === '' && columns % TAB === 0));
}

/** The white space at the start of a line. */
export function leadingBlanks(line: string): string {
  return /^[ \t]*/.exec(line)?.[0] ?? '';
}

/**
 * An indentation one step deeper, or `-1` one step back. `unit` is a tab or some spaces; a step back removes what a step
 * deeper would have added.
 */
export function stepIndent(indent: string, unit: string, steps: number): string {
  let result = indent;
  for (let step = 0; step < steps; step++) result += unit;
  for (let step = 0; step > steps; step--) {
    result = result.endsWith(unit) ? result.slice(0, -unit.length) : moveIndent(result, -columnOf(unit));
  }
  return result;
}
