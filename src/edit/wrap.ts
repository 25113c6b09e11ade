import { lex, spelling } from '../c/index.js';
import type { Tokens } from '../c/index.js';
import { applyEdits } from './apply.js';
import { columnOf, indentTo } from './column.js';
import type { Edit } from './edit.js';
import { hasComment } from './gap.js';

/** The column that a comma or closing parenthesis may reach, where nothing else is asked for. */
export const WIDTH = 78;

/** An edit that says whether code is put in by it, rather than only taken away or moved. */
export interface WideEdit extends Edit {
  readonly adds: boolean;
}

/**
 * Breaks lines that added arguments make longer than `width` columns, where Coccinelle does: behind commas of the outermost
 * argument list or parameter list around the added code, from the argument that holds it to the end of its line. What
 * comes behind a break stands below the element in front that begins a line, or the list's first. `edits` are in source order; so is the result.
 */
export function wrapArguments(
  text: string,
  edits: readonly WideEdit[],
  { tabs, width }: { tabs: boolean; width: number },
): Edit[] {
  const after = applyEdits(text, edits);
  const fresh = freshRanges(edits);
  const tokens = lex(after);
  const breaks = openLists(tokens, fresh).flatMap((open) => new Wrapping(tokens, fresh, { open, width }).breaks(tabs));
  return breaks.length === 0 ? [...edits] : compose(edits, breaks);
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/** White space of the new text to be replaced. */
interface Break extends Range {
  readonly text: string;
}

function freshRanges(edits: readonly WideEdit[]): Range[] {
  let shift = 0;
  return edits.flatMap(({ span, text, adds }) => {
    const start = span.start + shift;
    shift += text.length - (span.end - span.start);
    return adds ? [{ start, end: start + text.length }] : [];
  });
}

/** The outermost parentheses, within statements, that hold fresh tokens. */
function openLists(tokens: Tokens, fresh: readonly Range[]): number[] {
  const lists = new Set<number>();
  const open: number[] = [];
  let range = 0;
  for (let token = 0; token < tokens.count; token++) {
    const word = spelling(tokens, token);
    const partner = tokens.partner[token] ?? -1;
    if (partner > token && /^[([{]$/.test(word)) open.push(token);
    while (range < fresh.length && (fresh[range]?.end ?? 0) <= (tokens.start[token] ?? 0)) range++;
    if (range === fresh.length) break;
    if (holds(fresh[range], tokens, token) && tokens.inDirective[token] === 0) {
      const outermost = open[open.findLastIndex((one) => spelling(tokens, one) === '{') + 1];
      if (outermost !== undefined && spelling(tokens, outermost) === '(') lists.add(outermost);
    }
    if (open.length > 0 && tokens.partner[open.at(-1) ?? -1] === token) open.pop();
  }
  return [...lists];
}

function holds(range: Range | undefined, tokens: Tokens, token: number): boolean {
  const start = tokens.start[token] ?? 0;
  return range !== undefined && range.start <= start && start < range.end;
}

/** One walk over the elements of a list. */
class Wrapping {
  readonly #tokens: Tokens;
  readonly #fresh: readonly Range[];
  readonly #open: number;
  readonly #width: number;
  /** The last comma on the line, behind which it may be broken. */
  #comma = -1;
  /** Whether code was added on this line. */
  #active = false;
  /** What earlier breaks take off the columns of this line. */
  #shift = 0;

  constructor(tokens: Tokens, fresh: readonly Range[], { open, width }: { open: number; width: number }) {
    this.#tokens = tokens;
    this.#fresh = fresh;
    this.#open = open;
    this.#width = width;
  }

  breaks(tabs: boolean): Break[] {
    let column = this.#column(this.#end(this.#open));
    const close = this.#tokens.partner[this.#open] ?? -1;
    const likeOthers = this.#otherLines(close) ?? tabs;
    const breaks: Break[] = [];
    for (let token = this.#open + 1; token <= close; token++) {
      // Below an element that begins a line in the file already, others stand as it does.
      if (token !== close && this.#enter(token)) column = this.#column(this.#start(token));
      const word = spelling(this.#tokens, token);
      if (word !== ',' && token !== close) {
        this.#skip(token);
        token = Math.max(token, this.#tokens.partner[token] ?? -1);
        continue;
      }
      const at = this.#active ? this.#comma : -1;
      if (at >= 0 && this.#column(this.#end(token)) - this.#shift > this.#width) {
        breaks.push({ start: this.#end(at), end: this.#start(at + 1), text: `\n${indentTo(column, likeOthers)}` });
        this.#shift = this.#column(this.#start(at + 1)) - column;
      }
      this.#comma = hasComment(this.#gap(token)) ? -1 : token;
    }
    return breaks;
  }

  /** Whether the list's other lines are indented with tabs; null where it has none. */
  #otherLines(close: number): boolean | null {
    const list = this.#tokens.text.slice(this.#end(this.#open), this.#start(close));
    const blanks = /\n([ \t]+)/.exec(list)?.[1];
    return blanks === undefined ? null : blanks.includes('\t');
  }

  /** Notes the line break or the added code that a token begins with. True for a line break. */
  #enter(token: number): boolean {
    const breaks = this.#gap(token - 1).includes('\n');
    if (breaks) this.#newLine();
    if (this.#fresh.some((range) => holds(range, this.#tokens, token))) this.#active = true;
    return breaks;
  }

  /** Notes what is inside an element's brackets. */
  #skip(open: number): void {
    const close = this.#tokens.partner[open] ?? -1;
    for (let token = open + 1; token <= close; token++) this.#enter(token);
  }

  #newLine(): void {
    this.#active = false;
    this.#comma = -1;
    this.#shift = 0;
  }

  #start(token: number): number {
    return this.#tokens.start[token] ?? this.#tokens.text.length;
  }

  #end(token: number): number {
    return this.#tokens.end[token] ?? 0;
  }

  #gap(token: number): string {
    return this.#tokens.text.slice(this.#end(token), this.#start(token + 1));
  }

  #column(offset: number): number {
    const { text } = this.#tokens;
    return columnOf(text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset));
  }
}

/** Edits of the old text that do what `edits` do and then `breaks` in their result. */
function compose(edits: readonly Edit[], breaks: readonly Break[]): Edit[] {
  const sorted = [...breaks].sort((a, b) => a.start - b.start);
  const result: Edit[] = [];
  let shift = 0;
  let next = 0;
  let rules: readonly string[] = edits[0]?.rules ?? [];
  const between = (limit: number): void => {
    for (let one = sorted[next]; one !== undefined && one.end <= limit; one = sorted[++next])
      result.push({ span: { start: one.start - shift, end: one.end - shift }, text: one.text, rules: [...rules] });
  };
  for (const edit of edits) {
    const start = edit.span.start + shift;
    between(start);
    rules = edit.rules;
    let { text } = edit;
    let grown = 0;
    for (let one = sorted[next]; one !== undefined && one.start < start + edit.text.length; one = sorted[++next]) {
      const from = one.start - start + grown;
      text = text.slice(0, from) + one.text + text.slice(from + one.end - one.start);
      grown += one.text.length - (one.end - one.start);
    }
    result.push({ ...edit, text });
    shift += edit.text.length - (edit.span.end - edit.span.start);
  }
  between(Infinity);
  return result;
}
