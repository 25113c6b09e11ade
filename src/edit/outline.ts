import { lex, spelling, TokenKind } from '../c/index.js';
import type { Tokens } from '../c/index.js';
import { columnOf } from './column.js';

/** How a line of added code is indented. */
export type Outline =
  | { readonly kind: 'blank' }
  /** A preprocessor line: column 0. */
  | { readonly kind: 'directive' }
  /** Steps deeper than the place the code is put at. */
  | { readonly kind: 'line'; readonly steps: number; readonly label: boolean }
  /** Goes on from an earlier line (by index): columns further in than that line. */
  | { readonly kind: 'continued'; readonly columns: number; readonly of: number };

/** A line as the patch has it: white space in front, and the rest. */
export interface WrittenLine {
  readonly indent: string;
  readonly text: string;
}

/**
 * Indents lines by what they hold, not by how they were written: one step for each open brace and for each header
 * without braces. Only lines that go on from an earlier one, and `case` lines, keep their written column.
 */
export function outline(lines: readonly WrittenLine[]): Outline[] {
  const walk = new Walk(lines);
  return lines.map((_, index) => walk.line(index));
}

interface Brace {
  /** Steps of the lines directly inside. */
  readonly base: number;
  /** Steps of the lines behind the last `case`. */
  body: number;
  /** Written column of the line it was opened on. */
  readonly column: number;
}

class Walk {
  readonly #lines: readonly WrittenLine[];
  readonly #tokens: Tokens;
  readonly #offsets: number[] = [];
  readonly #open: (Brace | '(')[] = [];
  #at = 0;
  /** Headers whose body has not begun. */
  #headers = 0;
  #last = ';';
  /** Steps outside all braces; each closing brace without its partner takes one away. */
  #outer = 0;
  /** The line the current statement began on. */
  #first = 0;
  #steps = 0;

  constructor(lines: readonly WrittenLine[]) {
    this.#lines = lines;
    let offset = 0;
    for (const { text } of lines) {
      this.#offsets.push(offset);
      offset += text.length + 1;
    }
    this.#offsets.push(offset);
    this.#tokens = lex(lines.map(({ text }) => text).join('\n'));
  }

  line(index: number): Outline {
    const { text } = this.#lines[index] ?? { text: '' };
    const result = this.#place(index, text);
    if (result.kind === 'line') {
      this.#first = index;
      this.#steps = result.steps;
    }
    this.#read(index);
    return result;
  }

  #place(index: number, text: string): Outline {
    if (text.trim() === '') return { kind: 'blank' };
    if (text.startsWith('#')) return { kind: 'directive' };
    const word = this.#word(this.#at, index);
    if (index > 0 && this.#continues(index, word)) return this.#continued(index);
    if (word === '}') return { kind: 'line', steps: (this.#brace()?.base ?? this.#outer) - 1, label: false };
    if (word === '{' && this.#headers > 0) return { kind: 'line', steps: this.#steps, label: false };
    if (word === 'case' || word === 'default') return this.#case(index);
    const label = this.#word(this.#at + 1, index) === ':' && this.#tokens.kind[this.#at] === TokenKind.identifier;
    return { kind: 'line', steps: (this.#brace()?.body ?? this.#outer) + this.#headers, label };
  }

  #continued(index: number): Outline {
    const columns = this.#column(index) - this.#column(this.#first);
    return { kind: 'continued', columns, of: this.#first };
  }

  /** A `case` stands where it was written: on the column of its switch, or further in. */
  #case(index: number): Outline {
    const brace = this.#brace();
    if (brace === undefined) return { kind: 'line', steps: this.#outer, label: false };
    const steps = this.#column(index) <= brace.column ? brace.base - 1 : brace.base;
    brace.body = steps + 1;
    return { kind: 'line', steps, label: false };
  }

  /** The innermost brace that is open. */
  #brace(): Brace | undefined {
    return this.#open.findLast((open): open is Brace => open !== '(');
  }

  #column(index: number): number {
    return columnOf(this.#lines[index]?.indent ?? '');
  }

  #continues(index: number, word: string): boolean {
    if (this.#insideToken(index)) return true;
    if (this.#open.at(-1) === '(') return true;
    if (word === '') return false;
    if (this.#last === ',') return this.#open.length === 0;
    return !/^[;{}:]$/.test(this.#last) && this.#headers === 0 && word !== '{' && word !== '}';
  }

  /** Whether the line begins inside a comment. */
  #insideToken(index: number): boolean {
    const offset = this.#offsets[index] ?? 0;
    const text = this.#tokens.text;
    const comment = text.lastIndexOf('/*', offset);
    return comment >= 0 && text.lastIndexOf('*/', offset) < comment && text.lastIndexOf('\n', offset) > comment;
  }

  #word(token: number, index: number): string {
    const start = this.#tokens.start[token];
    if (start === undefined || token >= this.#tokens.count) return '';
    return start < (this.#offsets[index + 1] ?? 0) ? spelling(this.#tokens, token) : '';
  }

  #read(index: number): void {
    const directive = this.#tokens.inDirective;
    for (let word = this.#word(this.#at, index); word !== ''; word = this.#word(this.#at, index)) {
      if (directive[this.#at] === 0) this.#token(word, index);
      this.#at++;
    }
  }

  #token(word: string, index: number): void {
    if (word === '(' || word === '[') this.#open.push('(');
    else if (word === ')' || word === ']') this.#close(word);
    else if (word === '{') this.#openBrace(index);
    else if (word === '}') this.#closeBrace();
    else if (word === ';') this.#endStatement();
    else if (word === 'else' || word === 'do') this.#headers++;
    else if (word === 'if' && this.#last === 'else') this.#headers--;
    this.#last = word;
  }

  #close(word: string): void {
    if (this.#open.at(-1) === '(') this.#open.pop();
    const partner = this.#tokens.partner[this.#at] ?? -1;
    if (word !== ')' || partner < 1) return;
    if (/^(?:if|for|while|switch)$|for_?each/i.test(spelling(this.#tokens, partner - 1))) this.#headers++;
  }

  #openBrace(index: number): void {
    const base = this.#steps + 1;
    this.#open.push({ base, body: base, column: this.#column(index) });
    this.#headers = 0;
  }

  #closeBrace(): void {
    if (this.#open.length === 0) this.#outer--;
    else if (this.#open.at(-1) !== '(') this.#open.pop();
    this.#headers = 0;
  }

  #endStatement(): void {
    if (this.#open.at(-1) !== '(') this.#headers = 0;
  }
}
