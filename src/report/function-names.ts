const HUNK = /^@@ -(\d+)(,(\d+))? \+\d+(?:,\d+)? @@$/;
/** What GNU diff takes for the head of a function, and how much of it it prints. */
const FUNCTION_LINE = /^[A-Za-z_$]/;
const LONGEST_NAME = 40;

/** Adds to each hunk's head the last line before the hunk that starts a function, as `diff -p` does. */
export function withFunctionNames(diff: string, before: string): string {
  const old = before.split('\n');
  return diff
    .split('\n')
    .map((line) => {
      const hunk = HUNK.exec(line);
      return hunk === null ? line : line + nameBefore(old, firstLine(hunk));
    })
    .join('\n');
}

/** Number of old lines in front of the hunk; a hunk without old lines names the line that it follows. */
function firstLine(hunk: RegExpExecArray): number {
  return hunk[3] === '0' ? Number(hunk[1]) : Number(hunk[1]) - 1;
}

function nameBefore(lines: readonly string[], count: number): string {
  for (let at = count - 1; at >= 0; at--) {
    const line = lines[at] ?? '';
    if (FUNCTION_LINE.test(line)) return ` ${line.slice(0, LONGEST_NAME).trimEnd()}`;
  }
  return '';
}
