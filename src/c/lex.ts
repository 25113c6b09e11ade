import { CharClass, charClasses } from './char-class.js';
import { isKeyword } from './keyword.js';
import { Brackets } from './brackets.js';
import { TokenKind } from './tokens.js';
import type { Tokens } from './tokens.js';

/**
 * Cuts a C text into tokens in one pass. Never throws: an unterminated string ends with its line, an unterminated
 * comment with the text, an unknown character is a punctuator of its own.
 *
 * Brackets are matched over the whole text, within preprocessor lines only within the line; `#else` goes back to the
 * brackets that were open at its `#if`, so arms that repeat an opening brace do not derail what follows.
 */
export function lex(text: string): Tokens {
  return new Lexer(text).run();
}

/* Character codes the lexer compares with. */
const NEWLINE = 10;
const RETURN = 13;
const QUOTE = 34;
const HASH = 35;
const APOSTROPHE = 39;
const STAR = 42;
const DOT = 46;
const SLASH = 47;
const BACKSLASH = 92;
const BOM = 0xfeff;

class Lexer {
  readonly #text: string;
  readonly #brackets: Brackets;
  #kind: Uint8Array;
  #start: Uint32Array;
  #end: Uint32Array;
  #inDirective: Uint8Array;
  #count = 0;
  #at = 0;
  /** No token has been seen on this line. */
  #fresh = true;
  /** The directive whose line is being read; '' outside. */
  #directive = '';

  constructor(text: string) {
    const capacity = Math.max(64, text.length >> 2);
    this.#text = text;
    this.#kind = new Uint8Array(capacity);
    this.#start = new Uint32Array(capacity);
    this.#end = new Uint32Array(capacity);
    this.#inDirective = new Uint8Array(capacity);
    this.#brackets = new Brackets(capacity);
    if (text.charCodeAt(0) === BOM) this.#at = 1;
  }

  run(): Tokens {
    const text = this.#text;
    while (this.#skipSpace()) this.#step(text.charCodeAt(this.#at));
    this.#endDirective();
    const count = this.#count;
    return {
      text,
      count,
      kind: this.#kind.slice(0, count),
      start: this.#start.slice(0, count),
      end: this.#end.slice(0, count),
      partner: this.#brackets.partners(count),
      inDirective: this.#inDirective.slice(0, count),
    };
  }

  /** Goes to the next character that is no white space; false at the end. A line end also ends a preprocessor line. */
  #skipSpace(): boolean {
    const text = this.#text;
    let at = this.#at;
    for (; at < text.length; at++) {
      const kind = charClasses[text.charCodeAt(at)] ?? CharClass.letter;
      if (kind > CharClass.newline) break;
      if (kind === CharClass.space) continue;
      this.#endDirective();
      this.#fresh = true;
    }
    this.#at = at;
    return at < text.length;
  }

  #step(code: number): void {
    const text = this.#text;
    const start = this.#at;
    switch (charClasses[code] ?? CharClass.letter) {
      case CharClass.backslash:
        this.#backslash(start);
        return;
      case CharClass.letter:
        this.#word(start);
        return;
      case CharClass.digit:
        this.#push(TokenKind.number, start, numberEnd(text, start));
        return;
      case CharClass.quote:
        this.#push(code === QUOTE ? TokenKind.string : TokenKind.char, start, quotedEnd(text, start));
        return;
      default:
        this.#punctuator(start, code);
    }
  }

  /** A backslash before a line end is white space; elsewhere it is a stray punctuator. */
  #backslash(start: number): void {
    const continued = continuationEnd(this.#text, start);
    if (continued > 0) this.#at = continued;
    else this.#push(TokenKind.punctuator, start, start + 1);
  }

  #word(start: number): void {
    const text = this.#text;
    const end = wordEnd(text, start);
    const next = text.charCodeAt(end);
    if ((next === QUOTE || next === APOSTROPHE) && isEncodingPrefix(text, start, end)) {
      this.#push(next === QUOTE ? TokenKind.string : TokenKind.char, start, quotedEnd(text, end));
      return;
    }
    this.#push(isKeyword(text, start, end) ? TokenKind.keyword : TokenKind.identifier, start, end);
  }

  #punctuator(start: number, code: number): void {
    const text = this.#text;
    const next = text.charCodeAt(start + 1);
    if (code === SLASH && (next === SLASH || next === STAR)) {
      this.#at = next === SLASH ? lineCommentEnd(text, start) : blockCommentEnd(text, start);
    } else if (code === DOT && next >= 48 && next <= 57) {
      this.#push(TokenKind.number, start, numberEnd(text, start));
    } else if (code === HASH && this.#fresh && this.#directive === '') {
      this.#startDirective(start);
    } else {
      this.#push(TokenKind.punctuator, start, start + punctuatorLength(text, start, code, next));
      this.#brackets.see(code, this.#count - 1);
    }
  }

  #startDirective(start: number): void {
    const text = this.#text;
    let from = start + 1;
    while (text.charCodeAt(from) === 32 || text.charCodeAt(from) === 9) from++;
    const end = wordEnd(text, from);
    const word = text.slice(from, end);
    this.#directive = `#${word}`;
    this.#push(TokenKind.directive, start, end > from ? end : start + 1);
    this.#brackets.directive(word, isZero(text, end));
    if (word === 'include' || word === 'include_next' || word === 'import') this.#header();
  }

  #header(): void {
    const text = this.#text;
    let from = this.#at;
    while (text.charCodeAt(from) === 32 || text.charCodeAt(from) === 9) from++;
    if (text[from] !== '<') return;
    let end = from + 1;
    while (end < text.length && text[end] !== '>' && text.charCodeAt(end) !== NEWLINE) end++;
    this.#push(TokenKind.header, from, text[end] === '>' ? end + 1 : end);
  }

  #endDirective(): void {
    if (this.#directive === '') return;
    this.#directive = '';
    this.#brackets.endDirective();
  }

  #push(kind: number, start: number, end: number): void {
    const index = this.#count++;
    if (index === this.#kind.length) this.#grow();
    this.#kind[index] = kind;
    this.#start[index] = start;
    this.#end[index] = end;
    if (this.#directive !== '') this.#inDirective[index] = 1;
    this.#fresh = false;
    this.#at = end;
  }

  #grow(): void {
    const capacity = this.#kind.length * 2;
    this.#kind = grown(this.#kind, new Uint8Array(capacity));
    this.#start = grown(this.#start, new Uint32Array(capacity));
    this.#end = grown(this.#end, new Uint32Array(capacity));
    this.#inDirective = grown(this.#inDirective, new Uint8Array(capacity));
  }
}

function grown<T extends Uint8Array | Uint32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

function wordEnd(text: string, start: number): number {
  const { length } = text;
  let at = start;
  while (at < length && isWordClass(charClasses[text.charCodeAt(at)] ?? CharClass.letter)) at++;
  return at;
}

function isWordClass(kind: number): boolean {
  return kind === CharClass.letter || kind === CharClass.digit;
}

/** A preprocessing number: digits, letters, dots, signs after an exponent, `'` between digits. */
function numberEnd(text: string, start: number): number {
  let at = start + 1;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const kind = charClasses[code] ?? CharClass.letter;
    if (kind === CharClass.letter || kind === CharClass.digit) continue;
    if (code === DOT && text.charCodeAt(at + 1) !== DOT) continue;
    if ((code === 43 || code === 45) && endsInExponent(text, start, at)) continue;
    if (code === APOSTROPHE && isSeparator(text, at)) continue;
    break;
  }
  return at;
}

function endsInExponent(text: string, start: number, at: number): boolean {
  const before = text.charCodeAt(at - 1) | 32;
  const hex = text.charCodeAt(start) === 48 && (text.charCodeAt(start + 1) | 32) === 120;
  return hex ? before === 112 : before === 101;
}

/** `'` is a digit separator between two hexadecimal digits; `u8'x'` never gets here. */
function isSeparator(text: string, at: number): boolean {
  return /[0-9a-fA-F]/.test(text[at + 1] ?? '') && text.charCodeAt(at + 2) !== APOSTROPHE;
}

/** The end of a string or character whose opening quote is at `open`; the line's end where it is not closed. */
function quotedEnd(text: string, open: number): number {
  const quote = text.charCodeAt(open);
  for (let at = open + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) return at + 1;
    if (code === NEWLINE) return text.charCodeAt(at - 1) === RETURN ? at - 1 : at;
    if (code === BACKSLASH) at = Math.max(at + 1, continuationEnd(text, at) - 1);
  }
  return text.length;
}

/** The offset after a backslash and its line end, or 0 where the backslash does not continue a line. */
function continuationEnd(text: string, at: number): number {
  if (text.charCodeAt(at + 1) === NEWLINE) return at + 2;
  if (text.charCodeAt(at + 1) === RETURN && text.charCodeAt(at + 2) === NEWLINE) return at + 3;
  return 0;
}

function lineCommentEnd(text: string, start: number): number {
  let end = text.indexOf('\n', start);
  while (end !== -1 && isContinued(text, end)) end = text.indexOf('\n', end + 1);
  return end === -1 ? text.length : end;
}

function isContinued(text: string, newline: number): boolean {
  const before = text.charCodeAt(newline - 1);
  return before === BACKSLASH || (before === RETURN && text.charCodeAt(newline - 2) === BACKSLASH);
}

function blockCommentEnd(text: string, start: number): number {
  const end = text.indexOf('*/', start + 2);
  return end === -1 ? text.length : end + 2;
}

function isEncodingPrefix(text: string, start: number, end: number): boolean {
  if (end - start > 2) return false;
  const word = text.slice(start, end);
  return word === 'L' || word === 'u' || word === 'U' || word === 'u8';
}

/** Whether the rest of the line is `0`: the arm of such an `#if` is dead text. */
function isZero(text: string, at: number): boolean {
  let from = at;
  while (text.charCodeAt(from) === 32 || text.charCodeAt(from) === 9) from++;
  return text.charCodeAt(from) === 48 && (charClasses[text.charCodeAt(from + 1)] ?? 0) <= CharClass.newline;
}

/** Longest match first. `next` is the character after `code`. */
function punctuatorLength(text: string, start: number, code: number, next: number): number {
  switch (code) {
    case DOT:
      return next === DOT && text.charCodeAt(start + 2) === DOT ? 3 : 1;
    case 60: // <
    case 62: // >
      // GNU's minimum and maximum, `<?` and `>?=`, are operators too.
      if (next === code || next === 63) return text.charCodeAt(start + 2) === 61 ? 3 : 2;
      return next === 61 ? 2 : 1;
    case 45: // -
      return next === code || next === 61 || next === 62 ? 2 : 1;
    case 38: // &
    case 43: // +
    case 124: // |
      return next === code || next === 61 ? 2 : 1;
    case 33: // !
    case 37: // %
    case 42: // *
    case 47: // /
    case 61: // =
    case 94: // ^
      return next === 61 ? 2 : 1;
    case HASH:
      return next === HASH ? 2 : 1;
    default:
      return 1;
  }
}
