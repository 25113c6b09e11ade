import { firstCode, spelling, TokenKind } from '../tokens.js';
import type { Tokens } from '../tokens.js';
import { makeNode } from '../node.js';
import type { Node } from '../node.js';
import type { Names } from './names.js';
import { specifierWords, statementWords } from './words.js';

const NEWLINE = 10;
const HASH = 35;

/** Why a token is passed over by readers: 1 = part of a preprocessor line, as in `Tokens`, 2 = hidden word or excluded arm. */
export const SKIP_DIRECTIVE = 1;
export const SKIP_HIDDEN = 2;

/** What readers read from: a file's tokens, which of a unit's tokens to pass over, and the names in sight. */
export interface TokenSource {
  readonly tokens: Tokens;
  /** Bits SKIP_…, indexed by token minus `base`. */
  readonly skip: Uint8Array;
  readonly base: number;
  /** The spellings, as far as they have been asked for, indexed like `skip`. */
  readonly words: (string | undefined)[];
  /** Which bits of `skip` count: both in code, only the first inside a preprocessor line. */
  readonly skipBits: number;
  readonly names: Names;
  /** Tokens behind which the masks put a `;` or `,` that the text lacks: what ends there goes on no further. */
  readonly stops: ReadonlySet<number>;
  /** Tokens that the masks found to name a macro's loop. */
  readonly iterators: ReadonlySet<number>;
}

/** Words of the language, which name nothing. */
const reservedWords: ReadonlySet<string> = new Set([...specifierWords.keys(), ...statementWords, 'sizeof', '_Generic']);

export const NO_TOKENS: ReadonlySet<number> = new Set();

/**
 * A place in a stretch of tokens. Reading never stops short of an answer: what cannot be read becomes an `unread` node
 * and counts among the `failures`. Who tries a reading sets the count back before the next.
 */
export class Cursor {
  readonly source: TokenSource;
  readonly tokens: Tokens;
  readonly names: Names;
  /** One past the last token that may be read. */
  end: number;
  /** The token in front, always one that is not passed over; `end` or more when there is none. */
  index: number;
  failures = 0;
  /**
   * How often a word was met in a declaration that is no part of the grammar: an attribute that nobody has hidden. Tries
   * that are given up count too, so that 0 alone says something.
   */
  strays = 0;

  constructor(source: TokenSource, first: number, end: number) {
    this.source = source;
    this.tokens = source.tokens;
    this.names = source.names;
    this.end = end;
    this.index = this.visibleFrom(first);
  }

  get atEnd(): boolean {
    return this.index >= this.end;
  }

  /** The first token at or behind `index` that is not passed over. */
  visibleFrom(index: number): number {
    const { skip, base, skipBits } = this.source;
    let at = index;
    while (at < this.end && ((skip[at - base] ?? 0) & skipBits) !== 0) at++;
    return at;
  }

  wordAt(index: number): string {
    if (index >= this.end) return '';
    const { words, base } = this.source;
    const known = words[index - base];
    if (known !== undefined) return known;
    return (words[index - base] = spelling(this.tokens, index));
  }

  /** Spelling of the token in front; '' at the end. */
  peek(): string {
    return this.wordAt(this.index);
  }

  /** Index of the token `count` places behind the one in front. */
  ahead(count: number): number {
    let at = this.index;
    for (let step = 0; step < count && at < this.end; step++) at = this.visibleFrom(at + 1);
    return at;
  }

  /** Spelling of the token `count` places behind the one in front; '' past the end. */
  peekAhead(count: number): string {
    return this.wordAt(this.ahead(count));
  }

  kindAt(index: number): TokenKind | 0 {
    return index < this.end ? (this.tokens.kind[index] as TokenKind) : 0;
  }

  /** True for a token that can name something: no word of the language. */
  isNameAt(index: number): boolean {
    const kind = this.kindAt(index);
    if (kind !== TokenKind.identifier && kind !== TokenKind.keyword) return false;
    return !reservedWords.has(this.wordAt(index));
  }

  /** True when a line break stands in front of a token. */
  startsLine(index: number): boolean {
    const { text, start } = this.tokens;
    const end = start[index] ?? text.length;
    for (let at = this.tokens.end[index - 1] ?? 0; at < end; at++) if (text.charCodeAt(at) === NEWLINE) return true;
    return false;
  }

  fail(): void {
    this.failures++;
  }

  take(): number {
    const taken = this.index;
    this.index = this.visibleFrom(taken + 1);
    return taken;
  }

  /** Takes the token in front as one of an attribute that nobody has hidden. */
  takeStray(): number {
    this.strays++;
    return this.take();
  }

  jump(index: number): void {
    this.index = this.visibleFrom(index);
  }

  /** Takes the token in front into `own` if it is spelled so. */
  accept(word: string, own: number[]): boolean {
    if (this.peek() !== word) return false;
    own.push(this.take());
    return true;
  }

  /** Like accept, but its absence is a failure. */
  expect(word: string, own: number[]): void {
    if (!this.accept(word, own)) this.fail();
  }

  /** The closing bracket of the opening one at `index`, or -1 when it is not in reach. */
  closingOf(index: number): number {
    const partner = this.tokens.partner[index] ?? -1;
    return partner > index && partner < this.end ? partner : -1;
  }

  /** Takes tokens up to one of the stops outside brackets, or up to a closing bracket, and fails. */
  unread(stops: readonly string[]): Node {
    this.fail();
    return makeNode('unread', '', [], this.takeUntil(stops));
  }

  /** Takes tokens up to one of the stops outside brackets, or up to a closing bracket. */
  takeUntil(stops: readonly string[]): number[] {
    const taken: number[] = [];
    while (!this.atEnd) {
      const word = this.peek();
      if (stops.includes(word) || word === ')' || word === ']' || word === '}') break;
      this.takeBalanced(taken);
    }
    return taken;
  }

  /** Takes the token in front, with all up to its partner when it opens a bracket. */
  takeBalanced(own: number[]): void {
    const close = this.closingOf(this.index);
    do own.push(this.take());
    while (close >= 0 && !this.atEnd && this.index <= close);
  }

  /** Takes an identifier as an `ident` node; one that is pasted together (`a ## b`) is one. */
  ident(): Node {
    return this.name('ident');
  }

  name(kind: 'ident' | 'typename'): Node {
    let value = this.peek();
    const own = [this.take()];
    while (this.atPaste()) {
      own.push(this.take());
      value += `##${this.peek()}`;
      if (!this.atEnd) own.push(this.take());
    }
    return makeNode(kind, value, [], own);
  }

  private atPaste(): boolean {
    return firstCode(this.tokens, this.index) === HASH && this.peek() === '##';
  }
}
