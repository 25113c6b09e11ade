/** What a piece of patch text is. Directive words (`#define`) are one lexeme, `#` and white space included. */
export type LexemeKind = 'identifier' | 'number' | 'char' | 'string' | 'punctuator' | 'directive' | 'header';

/** A token of patch text. Comments and white space are not kept. */
export interface Lexeme {
  readonly kind: LexemeKind;
  /** As written, except that brackets and bars of disjunctions in column 0 read `\(`, `\|`, `\&` and `\)`. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** From 1. */
  readonly line: number;
}

/** `header`: between two `@`s, where `@@`, `=~`, `!~` and `##` are tokens. `body`: code, where dots and nests are. */
export type LexMode = 'header' | 'body';

const IDENTIFIER = /[A-Za-z_$][\w$]*/y;
const NUMBER = /0[xX][\da-fA-F]+[uUlL]*|(?:\d+(?:\.(?!\.)\d*)?|\.\d+)(?:[eE][+-]?\d+)?\w*/y;
const STRING = /(?:L|u8|u|U)?"(?:[^"\\\n]|\\[^])*"/y;
const CHAR = /(?:L|u|U)?'(?:[^'\\\n]|\\[^])+'/y;
const SPACE = /(?:[ \t\r\n\f\v]|\\\r?\n|\/\/[^\n]*|\/\*[^]*?(?:\*\/|$))+/y;
const DIRECTIVE = /#[ \t]*(?:define|undef|include|pragma|ifdef|ifndef|if|elif|else|endif|error|warning|line)\b/y;
const HEADER_NAME = /<[^>\n]*>/y;
const BODY_PUNCTUATOR =
  /<\+\.\.\.|\.\.\.\+>|\.{6}|<\.\.\.|\.\.\.>|\.\.\.|\\[()|&]|<<=|>>=|[<>]\?=?|->|\+\+|--|<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%&|^]=|##|[-+*/%&|^~!<>=?:;,.()[\]{}@#]/y;
const HEADER_PUNCTUATOR =
  /@@|=~|!~|##|\.\.\.|\\[()|&]|<<=|>>=|->|\+\+|--|<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%&|^]=|[-+*/%&|^~!<>=?:;,.()[\]{}@#]/y;

/** Reads tokens of a text from left to right. The caller moves `at` over what it handles itself. */
export class Lexer {
  readonly text: string;
  readonly end: number;
  readonly #mode: LexMode;
  at: number;
  line: number;

  constructor(text: string, range: { start: number; end: number; line: number }, mode: LexMode) {
    this.text = text;
    this.end = range.end;
    this.at = range.start;
    this.line = range.line;
    this.#mode = mode;
  }

  /** Passes white space, comments and line continuations. */
  skipSpace(): void {
    const space = this.#match(SPACE);
    if (space !== null) this.#advance(space.length);
  }

  /**
   * The next token, or null at the end. A character that starts no token comes as a punctuator of one character.
   * `afterInclude` lets `<x.h>` be one token.
   */
  next(afterInclude = false): Lexeme | null {
    this.skipSpace();
    if (this.at >= this.end) return null;
    if (afterInclude) {
      const header = this.#match(HEADER_NAME);
      if (header !== null) return this.#take('header', header);
    }
    return this.#ordinary();
  }

  /** Moves on to an offset, counting lines. */
  skipTo(offset: number): void {
    this.#advance(offset - this.at);
  }

  #ordinary(): Lexeme {
    const literal = this.#match(STRING);
    if (literal !== null) return this.#take('string', literal);
    const char = this.#match(CHAR);
    if (char !== null) return this.#take('char', char);
    const identifier = this.#match(IDENTIFIER);
    if (identifier !== null) return this.#take('identifier', identifier);
    const number = this.#match(NUMBER);
    if (number !== null) return this.#take('number', number);
    const directive = this.#match(DIRECTIVE);
    if (directive !== null) return this.#take('directive', directive);
    const punctuator = this.#match(this.#mode === 'body' ? BODY_PUNCTUATOR : HEADER_PUNCTUATOR);
    return this.#take('punctuator', punctuator ?? this.text.charAt(this.at));
  }

  #match(pattern: RegExp): string | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0] ?? '';
    if (found === '') return null;
    return found.length > this.end - this.at ? found.slice(0, this.end - this.at) : found;
  }

  #take(kind: LexemeKind, text: string): Lexeme {
    const lexeme: Lexeme = { kind, text, start: this.at, end: this.at + text.length, line: this.line };
    this.#advance(text.length);
    return lexeme;
  }

  #advance(length: number): void {
    for (let at = this.at; at < this.at + length; at++) if (this.text.charCodeAt(at) === 10) this.line++;
    this.at += length;
  }
}

/** All tokens of a range. */
export function lexAll(text: string, range: { start: number; end: number; line: number }, mode: LexMode): Lexeme[] {
  const lexer = new Lexer(text, range, mode);
  const lexemes: Lexeme[] = [];
  for (let lexeme = lexer.next(); lexeme !== null; lexeme = lexer.next()) lexemes.push(lexeme);
  return lexemes;
}
