import type { Span } from '../text/index.js';
import { Lexer } from './lexeme.js';
import type { Lexeme } from './lexeme.js';

/** A token of the minus slice, as the parser needs it. */
export interface SliceToken extends Lexeme {
  readonly mark: 'context' | 'minus' | 'star';
  /** It stands on a `?` line. */
  readonly optional: boolean;
  /** 0, or the number of the preprocessor line it belongs to. */
  readonly directive: number;
  /** Metavariables attached by `@`. */
  readonly attached: string[];
}

/** A plus line as written, without its marker. `at` is how many tokens of the minus slice come before it. */
export interface RawPlusLine {
  readonly at: number;
  readonly text: string;
  readonly start: number;
  readonly repeatable: boolean;
}

export interface Slice {
  readonly tokens: readonly SliceToken[];
  readonly plus: readonly RawPlusLine[];
}

type Mark = SliceToken['mark'];

interface Marker<M> {
  readonly width: number;
  readonly mark: M;
  readonly optional: boolean;
  readonly repeatable: boolean;
}

const CONTEXT: Marker<Mark> = { width: 0, mark: 'context', optional: false, repeatable: false };
const CHOICE: Readonly<Record<string, string>> = { '(': '\\(', '|': '\\|', '&': '\\&', ')': '\\)' };

/** Splits a rule's body into the tokens of its minus slice and its plus lines. */
export function sliceBody(text: string, body: Span, line: number): Slice {
  return new Slicer(text, body, line).slice();
}

class Slicer {
  readonly #text: string;
  readonly #end: number;
  readonly #lexer: Lexer;
  readonly #tokens: SliceToken[] = [];
  readonly #plus: RawPlusLine[] = [];
  #directive = 0;
  #inDirective = false;

  constructor(text: string, body: Span, line: number) {
    this.#text = text;
    this.#end = body.end;
    this.#lexer = new Lexer(text, { start: body.start, end: body.end, line }, 'body');
  }

  slice(): Slice {
    const lexer = this.#lexer;
    while (lexer.at < this.#end) {
      const marker: Marker<Mark> | Marker<'plus'> = this.#isLineStart(lexer.at) ? this.#marker(lexer.at) : CONTEXT;
      if (marker.mark === 'plus') this.#takePlus(marker);
      else this.#takeLine(marker);
    }
    return { tokens: this.#tokens, plus: this.#plus };
  }

  #isLineStart(at: number): boolean {
    return at === 0 || this.#text.charCodeAt(at - 1) === 10;
  }

  #marker(at: number): Marker<Mark> | Marker<'plus'> {
    const found = /(\?)?(?:(\+\+?|-(?![->])|\*(?!\/))(\?)?)?/y;
    found.lastIndex = at;
    const [all = '', before = '', sign = '', after = ''] = found.exec(this.#text) ?? [];
    if (sign === '' && before === '') return CONTEXT;
    const shape = { width: all.length, optional: before !== '' || after !== '', repeatable: sign === '++' };
    if (sign.startsWith('+')) return { ...shape, mark: 'plus' };
    return { ...shape, mark: sign === '-' ? 'minus' : sign === '*' ? 'star' : 'context' };
  }

  #takePlus(marker: Marker<'plus'>): void {
    const start = this.#lexer.at + marker.width;
    const newline = this.#text.indexOf('\n', start);
    const end = newline === -1 || newline >= this.#end ? this.#end : newline;
    const line = this.#text.slice(start, end).replace(/\s+$/, '');
    // Among the lines of a macro the backslash only says that the macro goes on, as it does without what is added.
    const text = this.#inDirective ? line.replace(/\s*\\$/, '') : line;
    this.#plus.push({ at: this.#tokens.length, text, start, repeatable: marker.repeatable });
    this.#lexer.skipTo(Math.min(this.#end, end + 1));
  }

  /** Takes one line, or more when a block comment leads beyond its end. */
  #takeLine(marker: Marker<Mark>): void {
    const lexer = this.#lexer;
    const lineStart = this.#isLineStart(lexer.at) ? lexer.at : -1;
    lexer.skipTo(lexer.at + marker.width);
    let afterInclude = false;
    while (this.#skipBlanks()) {
      const atColumnZero = lexer.at === lineStart;
      const lexeme = lexer.next(afterInclude);
      if (lexeme === null) break;
      afterInclude = /^#\s*include$/.test(lexeme.text);
      this.#take(atColumnZero ? asChoice(lexeme) : lexeme, marker);
    }
    if (!/\\\r?$/.test(this.#text.slice(Math.max(0, lexer.at - 2), lexer.at))) this.#inDirective = false;
    lexer.skipTo(Math.min(this.#end, lexer.at + 1));
  }

  /** Passes white space and comments up to the end of the line; false when the line is at its end. */
  #skipBlanks(): boolean {
    const blank = /(?:[ \t\r\f\v]|\\(?=\r?\n)|\/\/[^\n]*|\/\*[^]*?(?:\*\/|$))*/y;
    blank.lastIndex = this.#lexer.at;
    const width = blank.exec(this.#text)?.[0].length ?? 0;
    this.#lexer.skipTo(Math.min(this.#end, this.#lexer.at + width));
    return this.#lexer.at < this.#end && this.#text[this.#lexer.at] !== '\n';
  }

  #take(lexeme: Lexeme, marker: Marker<Mark>): void {
    const previous = this.#tokens[this.#tokens.length - 1];
    if (lexeme.kind === 'directive') {
      this.#directive++;
      this.#inDirective = true;
    }
    if (lexeme.text === '@' && previous !== undefined) {
      const name = this.#lexer.next();
      if (name !== null) previous.attached.push(name.text);
      return;
    }
    const directive = this.#inDirective ? this.#directive : 0;
    const { kind, text, start, end, line } = lexeme;
    const { mark, optional } = marker;
    this.#tokens.push({ kind, text, start, end, line, mark, optional, directive, attached: [] });
  }
}

function asChoice(lexeme: Lexeme): Lexeme {
  const text = CHOICE[lexeme.text];
  return text === undefined ? lexeme : { ...lexeme, text };
}
