/**
 * Functions as an independent scan of the text sees them: a `{` in column 0 behind a `)` or an old-style parameter, and
 * the next `}` in column 0. It knows comments, strings and preprocessor lines, and nothing else of C.
 */
export interface ColumnZeroBody {
  /** Offset of the `{`. */
  readonly start: number;
  /** Offset behind the `}`. */
  readonly end: number;
}

export function columnZeroBodies(text: string): ColumnZeroBody[] {
  const code = withoutDeadText(text);
  const bodies: ColumnZeroBody[] = [];
  for (let open = lineStarting(code, '{', 0); open >= 0;) {
    const close = lineStarting(code, '}', open + 1);
    if (close < 0) break;
    // `ADD(x)` and `{ .a = 1 };` below it is a table.
    const isTable = /^\{\s*\./.test(code.slice(open, close));
    if (!isTable && isHead(code.slice(code.lastIndexOf('\n}', open) + 1, open)))
      bodies.push({ start: open, end: close + 1 });
    open = lineStarting(code, '{', open + 1);
  }
  return bodies;
}

/** The next place where a line starts with a character. */
function lineStarting(code: string, character: string, from: number): number {
  if (from === 0 && code.startsWith(character)) return 0;
  const at = code.indexOf(`\n${character}`, Math.max(0, from - 1));
  return at < 0 ? -1 : at + 1;
}

/** Whether the text between the last `}` in column 0 and a `{` ends like the head of a function. */
function isHead(before: string): boolean {
  const head = before.trimEnd();
  if (head.endsWith(')')) {
    const last = head.slice(head.lastIndexOf(';') + 1);
    return (
      !/=\s*\S*$/.test(last.replace(/\([^]*$/, '')) && !/^\s*(typedef\s+)?(struct|union|enum)\s+\w*\s*__\w+/.test(last)
    );
  }
  // `f(a, b) int a; char *b;`: the line that starts in column 0 before the declarations holds the parameters.
  return head.endsWith(';') && /\n\w[^;={}]*\([\w\s,]*\)\s*\n[^={}()]*;$/.test(`\n${head}`);
}

/** Comments, strings, preprocessor lines and what stands under `#if 0` as blanks, so that offsets stay. */
function withoutDeadText(text: string): string {
  const pattern =
    /\/\*[^]*?\*\/|\/\/(?:\\\r?\n|.)*|"(?:\\[^]|[^"\\\n])*"|'(?:\\[^]|[^'\\\n])*'|^[ \t]*#(?:\\\r?\n|\/\*[^]*?\*\/|.)*/gm;
  const lines: { start: number; end: number; text: string }[] = [];
  let code = text.replace(pattern, (found: string, at: number) => {
    if (/^[ \t]*#/.test(found)) lines.push({ start: at, end: at + found.length, text: found.trim() });
    return blank(found);
  });
  for (const [start, end] of deadStretches(lines))
    code = code.slice(0, start) + blank(code.slice(start, end)) + code.slice(end);
  return code;
}

function deadStretches(lines: readonly { start: number; end: number; text: string }[]): [number, number][] {
  const found: [number, number][] = [];
  const open: (number | null)[] = [];
  for (const { start, end, text } of lines) {
    const word = /^#\s*(\w*)/.exec(text)?.[1] ?? '';
    if (word.startsWith('if')) open.push(/^#\s*if\s+0\b|^#\s*ifdef\s+__cplusplus/.test(text) ? end : null);
    else if (word.startsWith('el') || word === 'endif') {
      const dead = open.pop();
      if (dead !== null && dead !== undefined) found.push([dead, start]);
      if (word !== 'endif') open.push(null);
    }
  }
  return found;
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ');
}
