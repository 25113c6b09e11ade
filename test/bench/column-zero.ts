/**
 * Functions as an independent scan of the text sees them: a `{` in column 0 behind a `)` or an old-style parameter, and
 * the `}` where the braces are balanced again. It knows comments, strings and preprocessor lines, and nothing else of C.
 */
export interface ColumnZeroBody {
  /** Offset of the `{`. */
  readonly start: number;
  /** Offset behind the `}`. */
  readonly end: number;
}

/** What of a conditional stands behind its first arm. Offsets. */
interface LaterArms {
  /** Of the `#if`. */
  readonly opening: number;
  /** Of the first `#elif` or `#else`. */
  readonly start: number;
  /** Behind the `#endif`. */
  readonly end: number;
}

interface Line {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export function columnZeroBodies(text: string): ColumnZeroBody[] {
  const lines: Line[] = [];
  const code = withoutDeadText(text, lines);
  const later = laterArms(lines);
  const bodies: ColumnZeroBody[] = [];
  for (let open = lineStarting(code, '{', 0); open >= 0; open = lineStarting(code, '{', open + 1)) {
    const around = bodies.findLast(({ end }) => end > open);
    if (around !== undefined && !isOtherArm(later, around.start, open)) continue;
    const end = bodyEnd(code, open, later);
    if (end < 0) break;
    // `ADD(x)` and `{ .a = 1 };` below it is a table.
    const isTable = /^\{\s*\./.test(code.slice(open, end));
    if (!isTable && isHead(code.slice(headStart(code, open, bodies), open))) bodies.push({ start: open, end });
  }
  return bodies;
}

/** Where the text behind the last body, or the last `}` in column 0, begins. */
function headStart(code: string, open: number, bodies: readonly ColumnZeroBody[]): number {
  const before = bodies.findLast(({ end }) => end <= open)?.end ?? 0;
  return Math.max(code.lastIndexOf('\n}', open) + 1, before);
}

/** The next place where a line starts with a character. */
function lineStarting(code: string, character: string, from: number): number {
  if (from === 0 && code.startsWith(character)) return 0;
  const at = code.indexOf(`\n${character}`, Math.max(0, from - 1));
  return at < 0 ? -1 : at + 1;
}

/** Whether a conditional that is open at one place has another arm at a later one. */
function isOtherArm(later: readonly LaterArms[], first: number, second: number): boolean {
  return later.some(({ opening, start, end }) => opening < first && first < start && start < second && second < end);
}

/**
 * Behind the `}` of a `{`, going through the first arm of each conditional on the way; where the braces of these arms
 * never balance, behind the next `}` in column 0. -1 where there is none.
 */
function bodyEnd(code: string, open: number, later: readonly LaterArms[]): number {
  const brace = /[{}]/g;
  brace.lastIndex = open;
  const arms = later.filter(({ start }) => start > open);
  let depth = 0;
  let passed = open;
  for (let found = brace.exec(code); found !== null; found = brace.exec(code)) {
    const at = found.index;
    // Where an arm that is passed holds others, these end before it.
    while (arms[0] !== undefined && arms[0].end <= passed) arms.shift();
    const [skipped] = arms;
    if (skipped !== undefined && skipped.start < at) {
      brace.lastIndex = passed = skipped.end;
      continue;
    }
    depth += found[0] === '{' ? 1 : -1;
    if (depth === 0) return at + 1;
  }
  const close = lineStarting(code, '}', open + 1);
  return close < 0 ? -1 : close + 1;
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
function withoutDeadText(text: string, lines: Line[]): string {
  const pattern =
    /\/\*[^]*?\*\/|\/\/(?:\\\r?\n|.)*|"(?:\\[^]|[^"\\\n])*"|'(?:\\[^]|[^'\\\n])*'|^[ \t]*#(?:\\\r?\n|\/\*[^]*?\*\/|.)*/gm;
  let code = text.replace(pattern, (found: string, at: number) => {
    if (/^[ \t]*#/.test(found)) lines.push({ start: at, end: at + found.length, text: found.trim() });
    return blank(found);
  });
  for (const [start, end] of deadStretches(lines))
    code = code.slice(0, start) + blank(code.slice(start, end)) + code.slice(end);
  return code;
}

function deadStretches(lines: readonly Line[]): [number, number][] {
  const found: [number, number][] = [];
  const open: (number | null)[] = [];
  for (const { start, end, text } of lines) {
    const word = directive(text);
    if (word.startsWith('if')) open.push(/^#\s*if\s+0\b|^#\s*ifdef\s+__cplusplus/.test(text) ? end : null);
    else if (word.startsWith('el') || word === 'endif') {
      const dead = open.pop();
      if (dead !== null && dead !== undefined) found.push([dead, start]);
      if (word !== 'endif') open.push(null);
    }
  }
  return found;
}

/** In the order of their first `#elif` or `#else`; of `#if 0` there are none, as its text is gone. */
function laterArms(lines: readonly Line[]): LaterArms[] {
  const found: LaterArms[] = [];
  const open: { opening: number; start: number }[] = [];
  for (const { start, end, text } of lines) {
    const word = directive(text);
    if (word.startsWith('if')) open.push({ opening: start, start: /^#\s*if\s+0\b/.test(text) ? Infinity : -1 });
    const top = open.at(-1);
    if (top === undefined) continue;
    if (word.startsWith('el') && top.start < 0) top.start = start;
    if (word !== 'endif') continue;
    open.pop();
    if (top.start >= 0 && top.start !== Infinity) found.push({ ...top, end });
  }
  return found.sort((left, right) => left.start - right.start);
}

function directive(text: string): string {
  return /^#\s*(\w*)/.exec(text)?.[1] ?? '';
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ');
}
