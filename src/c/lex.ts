import { CharClass, charClasses, wordCodes } from './char-class.js';
import { scratchBytes } from '../text/index.js';
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
  const lexer = new Lexer(text, roomFor(text));
  return lexer.fits() ? lexer.tokens() : lexAmply(text);
}

function lexAmply(text: string): Tokens {
  const lexer = new Lexer(text, makeRoom(text.length));
  lexer.fits();
  return lexer.tokens();
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
const LESS = 60;
const GREATER = 62;
const BACKSLASH = 92;
const BOM = 0xfeff;

/** Zeros behind the codes of a text, so that looking ahead needs no bounds. */
const PADDING = 4;
/** Room for fewer tokens is kept: for those of small texts, and for many; what of it is not used costs nothing. */
const FEW_TOKENS = 1 << 16;
const MANY_TOKENS = 9 << 20;

/** What a text is read into; the tokens are copied out of it, so that one serves all texts. Lexing never nests. */
interface Room {
  readonly kind: Uint8Array;
  readonly start: Uint32Array;
  readonly end: Uint32Array;
  /** 0 between texts: only the tokens of preprocessor lines are written. */
  readonly inDirective: Uint8Array;
  readonly partner: Int32Array;
}

const encoder = new TextEncoder();

const few = makeRoom(FEW_TOKENS);
let many: Room | null = null;

function makeRoom(tokens: number): Room {
  return {
    kind: new Uint8Array(tokens),
    start: new Uint32Array(tokens),
    end: new Uint32Array(tokens),
    inDirective: new Uint8Array(tokens),
    partner: new Int32Array(tokens),
  };
}

/** No text has more tokens than characters, and hardly a long one a quarter of that. */
function roomFor({ length }: string): Room {
  if (length <= FEW_TOKENS) return few;
  return length >> 2 <= MANY_TOKENS ? (many ??= makeRoom(MANY_TOKENS)) : makeRoom(length >> 2);
}

/** The characters, 255 for all beyond; those of a text of ASCII are its UTF-8, which is made at once. */
function codesOf(text: string): Uint8Array {
  const { length } = text;
  const codes = scratchBytes(length + PADDING);
  const { read } = encoder.encodeInto(text, codes.subarray(0, length));
  const isAscii = read === length;
  for (let at = isAscii ? length : 0; at < length; at++) {
    const code = text.charCodeAt(at);
    codes[at] = code > 255 ? 255 : code;
  }
  codes.fill(0, length, length + PADDING);
  return codes;
}

class Lexer {
  readonly #text: string;
  readonly #codes: Uint8Array;
  readonly #brackets: Brackets;
  readonly #kind: Uint8Array;
  readonly #start: Uint32Array;
  readonly #end: Uint32Array;
  readonly #inDirective: Uint8Array;
  readonly #partner: Int32Array;
  #count = 0;
  /** No token has been seen on this line. */
  #fresh = true;
  /** The line of a directive is being read, which began with the token `#lineStart`. */
  #directive = false;
  #lineStart = 0;

  constructor(text: string, { kind, start, end, inDirective, partner }: Room) {
    this.#text = text;
    this.#codes = codesOf(text);
    this.#kind = kind;
    this.#start = start;
    this.#end = end;
    this.#inDirective = inDirective;
    this.#partner = partner;
    this.#brackets = new Brackets(partner);
  }

  /** Reads the text; false when there was no room for all its tokens. */
  fits(): boolean {
    const text = this.#text;
    this.#scan(orderMarkLength(text), text.length);
    this.#endDirective();
    if (this.#count <= this.#kind.length) return true;
    this.#inDirective.fill(0);
    return false;
  }

  tokens(): Tokens {
    const count = this.#count;
    const tokens = {
      text: this.#text,
      count,
      kind: this.#kind.slice(0, count),
      start: this.#start.slice(0, count),
      end: this.#end.slice(0, count),
      partner: this.#partner.slice(0, count),
      inDirective: this.#inDirective.slice(0, count),
      macros: null,
    };
    this.#inDirective.fill(0, 0, count);
    return tokens;
  }

  #scan(from: number, length: number): void {
    const codes = this.#codes;
    for (let at = from; at < length;) {
      const code = codes[at] ?? 0;
      switch (charClasses[code]) {
        case CharClass.space:
          at++;
          break;
        case CharClass.newline:
          this.#endDirective();
          this.#fresh = true;
          at++;
          break;
        case CharClass.letter:
          at = this.#word(at);
          break;
        case CharClass.bracket:
          at = this.#push(TokenKind.punctuator, at, at + 1);
          this.#brackets.see(code, this.#count - 1);
          break;
        case CharClass.single:
          at = this.#push(TokenKind.punctuator, at, at + 1);
          break;
        case CharClass.digit:
          at = this.#push(TokenKind.number, at, numberEnd(codes, at));
          break;
        case CharClass.quote:
          at = this.#quoted(at, at, length);
          break;
        case CharClass.backslash:
          // Before a line end it is white space, elsewhere a stray punctuator.
          at = continuationEnd(codes, at) || this.#push(TokenKind.punctuator, at, at + 1);
          break;
        default:
          at = this.#punctuator(at, code);
      }
    }
  }

  #word(start: number): number {
    const codes = this.#codes;
    const end = wordEnd(codes, start);
    const next = codes[end];
    if ((next === QUOTE || next === APOSTROPHE) && isEncodingPrefix(this.#text, start, end))
      return this.#quoted(start, end, this.#text.length);
    return this.#push(isKeyword(codes, start, end) ? TokenKind.keyword : TokenKind.identifier, start, end);
  }

  /** A string or character that starts with what stands in front of its opening quote. */
  #quoted(start: number, open: number, length: number): number {
    const kind = this.#codes[open] === QUOTE ? TokenKind.string : TokenKind.char;
    return this.#push(kind, start, quotedEnd(this.#codes, open, length));
  }

  #punctuator(start: number, code: number): number {
    const codes = this.#codes;
    const next = codes[start + 1] ?? 0;
    if (code === SLASH && next === SLASH) return lineCommentEnd(this.#text, start);
    if (code === SLASH && next === STAR) return blockCommentEnd(this.#text, start);
    if (code === DOT && next >= 48 && next <= 57) return this.#push(TokenKind.number, start, numberEnd(codes, start));
    if (code === HASH && this.#fresh && !this.#directive) return this.#startDirective(start);
    return this.#push(TokenKind.punctuator, start, start + punctuatorLength(codes, start));
  }

  #startDirective(start: number): number {
    const codes = this.#codes;
    const from = blanksEnd(codes, start + 1);
    const end = wordEnd(codes, from);
    const word = this.#text.slice(from, end);
    this.#directive = true;
    this.#lineStart = this.#count;
    this.#push(TokenKind.directive, start, end > from ? end : start + 1);
    this.#brackets.directive(word, isZero(codes, end));
    const isInclude = word === 'include' || word === 'include_next' || word === 'import';
    return isInclude ? this.#header(end) : Math.max(end, start + 1);
  }

  #header(behind: number): number {
    const text = this.#text;
    const from = blanksEnd(this.#codes, behind);
    if (this.#codes[from] !== LESS) return behind;
    let end = from + 1;
    while (end < text.length && this.#codes[end] !== GREATER && this.#codes[end] !== NEWLINE) end++;
    return this.#push(TokenKind.header, from, this.#codes[end] === GREATER ? end + 1 : end);
  }

  #endDirective(): void {
    if (!this.#directive) return;
    this.#directive = false;
    this.#inDirective.fill(1, this.#lineStart, this.#count);
    this.#brackets.endDirective();
  }

  /** Takes down a token; gives its end. */
  #push(kind: number, start: number, end: number): number {
    const index = this.#count++;
    this.#kind[index] = kind;
    this.#start[index] = start;
    this.#end[index] = end;
    this.#partner[index] = -1;
    this.#fresh = false;
    return end;
  }
}

/** Of a byte order mark in front: one character, or its three bytes where a text is read byte by byte. */
function orderMarkLength(text: string): number {
  if (text.charCodeAt(0) === BOM) return 1;
  return text.startsWith('\xef\xbb\xbf') ? 3 : 0;
}

function wordEnd(codes: Uint8Array, start: number): number {
  let at = start;
  while (wordCodes[codes[at] ?? 0] === 1) at++;
  return at;
}

function blanksEnd(codes: Uint8Array, start: number): number {
  let at = start;
  while (codes[at] === 32 || codes[at] === 9) at++;
  return at;
}

/** A preprocessing number: digits, letters, dots, signs after an exponent, `'` between digits. */
function numberEnd(codes: Uint8Array, start: number): number {
  for (let at = start + 1; ; at++) {
    const code = codes[at] ?? 0;
    if (wordCodes[code] === 1) continue;
    if (code === DOT && codes[at + 1] !== DOT) continue;
    if ((code === 43 || code === 45) && endsInExponent(codes, start, at)) continue;
    if (code === APOSTROPHE && isSeparator(codes, at)) continue;
    return at;
  }
}

function endsInExponent(codes: Uint8Array, start: number, at: number): boolean {
  const before = (codes[at - 1] ?? 0) | 32;
  const hex = codes[start] === 48 && ((codes[start + 1] ?? 0) | 32) === 120;
  return hex ? before === 112 : before === 101;
}

/** `'` is a digit separator between two hexadecimal digits; `u8'x'` never gets here. */
function isSeparator(codes: Uint8Array, at: number): boolean {
  const next = codes[at + 1] ?? 0;
  const isHex = (next >= 48 && next <= 57) || ((next | 32) >= 97 && (next | 32) <= 102);
  return isHex && codes[at + 2] !== APOSTROPHE;
}

/** The end of a string or character whose opening quote is at `open`; the line's end where it is not closed. */
function quotedEnd(codes: Uint8Array, open: number, length: number): number {
  const quote = codes[open];
  for (let at = open + 1; at < length; at++) {
    const code = codes[at];
    if (code === quote) return at + 1;
    if (code === NEWLINE) return codes[at - 1] === RETURN ? at - 1 : at;
    if (code === BACKSLASH) at = Math.max(at + 1, continuationEnd(codes, at) - 1);
  }
  return length;
}

/** The offset after a backslash and its line end, or 0 where the backslash does not continue a line. */
function continuationEnd(codes: Uint8Array, at: number): number {
  if (codes[at + 1] === NEWLINE) return at + 2;
  if (codes[at + 1] === RETURN && codes[at + 2] === NEWLINE) return at + 3;
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
function isZero(codes: Uint8Array, at: number): boolean {
  const from = blanksEnd(codes, at);
  return codes[from] === 48 && (charClasses[codes[from + 1] ?? 0] ?? 0) <= CharClass.newline;
}

/** Longest match first. */
function punctuatorLength(codes: Uint8Array, start: number): number {
  const code = codes[start];
  const next = codes[start + 1];
  switch (code) {
    case DOT:
      return next === DOT && codes[start + 2] === DOT ? 3 : 1;
    case LESS:
    case GREATER:
      // GNU's minimum and maximum, `<?` and `>?=`, are operators too.
      if (next === code || next === 63) return codes[start + 2] === 61 ? 3 : 2;
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
