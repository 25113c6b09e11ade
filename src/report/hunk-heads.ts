const HUNK = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@$/;
/** What GNU diff takes for the head of a function, and how much of it it prints. */
const FUNCTION_LINE = /^[A-Za-z_$]/;
const LONGEST_NAME = 40;

/**
 * Writes the heads of hunks as GNU diff and git do: a count of one is left out. With the old lines, each head also names
 * the last line before the hunk that starts a function, as `diff -p` does.
 */
export function withHunkHeads(diff: string, before: string | null): string {
  const old = before?.split('\n') ?? null;
  const lines = diff.split('\n').map((line) => {
    const hunk = HUNK.exec(line);
    return hunk === null ? line : headOf(hunk, old);
  });
  return lines.join('\n');
}

function headOf(
  [, start = '', count, newStart = '', newCount]: RegExpExecArray,
  old: readonly string[] | null,
): string {
  const name = old === null ? '' : nameBefore(old, linesBefore(Number(start), count));
  return `@@ -${range(start, count)} +${range(newStart, newCount)} @@${name}`;
}

function range(start: string, count: string | undefined): string {
  return count === undefined || count === '1' ? start : `${start},${count}`;
}

/** Number of old lines in front of a hunk; a hunk without old lines names the line that it follows. */
function linesBefore(start: number, count: string | undefined): number {
  return count === '0' ? start : start - 1;
}

function nameBefore(lines: readonly string[], count: number): string {
  for (let at = count - 1; at >= 0; at--) {
    const line = lines[at] ?? '';
    if (FUNCTION_LINE.test(line)) return ` ${line.slice(0, LONGEST_NAME).trimEnd()}`;
  }
  return '';
}
