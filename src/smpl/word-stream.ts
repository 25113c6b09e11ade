import type { Span } from '../text/index.js';
import type { Lexeme } from './lexeme.js';

/** Thrown while reading headers and declarations, and turned into a diagnostic where one clause ends. */
export class Misplaced extends Error {
  readonly span: Span;
  readonly hint: string | undefined;

  constructor(message: string, span: Span, hint?: string) {
    super(message);
    this.span = span;
    this.hint = hint;
  }
}

/** Lexemes of a header or of declarations, read from left to right. */
export class WordStream {
  readonly lexemes: readonly Lexeme[];
  at = 0;
  readonly #fallback: Span;

  /** `fallback` is the place of mistakes at the very end. */
  constructor(lexemes: readonly Lexeme[], fallback: Span) {
    this.lexemes = lexemes;
    this.#fallback = fallback;
  }

  atEnd(): boolean {
    return this.at >= this.lexemes.length;
  }

  peek(ahead = 0): string {
    return this.lexemes[this.at + ahead]?.text ?? '';
  }

  current(ahead = 0): Lexeme | undefined {
    return this.lexemes[this.at + ahead];
  }

  /** The span of the lexeme in front, or of the last one at the end. */
  span(): Span {
    const lexeme = this.lexemes[this.at] ?? this.lexemes[this.lexemes.length - 1];
    return lexeme === undefined ? this.#fallback : { start: lexeme.start, end: lexeme.end };
  }

  accept(text: string): boolean {
    if (this.peek() !== text) return false;
    this.at++;
    return true;
  }

  next(): Lexeme {
    const lexeme = this.lexemes[this.at];
    if (lexeme === undefined) return this.fail('something more');
    this.at++;
    return lexeme;
  }

  expect(text: string): Lexeme {
    return this.peek() === text ? this.next() : this.fail(`\`${text}\``);
  }

  name(what: string): Lexeme {
    return this.current()?.kind === 'identifier' ? this.next() : this.fail(what);
  }

  /** The text of a string literal, without its quotes. */
  string(what: string): string {
    return this.current()?.kind === 'string' ? unquote(this.next().text) : this.fail(what);
  }

  fail(expected: string, hint?: string): never {
    const found = this.atEnd() ? 'the end' : `\`${this.peek()}\``;
    throw new Misplaced(`expected ${expected}, found ${found}`, this.span(), hint);
  }
}

/** The text between the quotes of a literal, escapes as written. */
export function unquote(literal: string): string {
  return literal.replace(/^[^"]*"|"$/g, '');
}
