import type { MaskKind } from '../file.js';
import { firstCode, spelling, TokenKind } from '../tokens.js';
import type { Tokens } from '../tokens.js';

/** A stretch that the parser is shown as something else. Positions `[first, last]`. */
export interface Cover {
  readonly kind: MaskKind;
  readonly first: number;
  readonly last: number;
  /** What is shown at the start of the stretch, never longer than it. */
  readonly text: string;
}

/** A mask in terms of offsets, as lowering gets it. */
export interface DraftMask {
  readonly kind: MaskKind;
  readonly span: { readonly start: number; readonly end: number };
}

/** What is known of names beforehand. */
export interface DraftNames {
  readonly typeNames: ReadonlySet<string>;
  readonly iteratorNames: ReadonlySet<string>;
  /** Macros that are statements without a `;`. */
  readonly statementNames: ReadonlySet<string>;
}

/**
 * What the parser will be shown of a unit. It speaks of *positions*: the tokens that take part, in order, without
 * preprocessor lines, dead arms and well-known attributes. The maskers walk over positions and note what is to be shown
 * differently; `print` then makes the text, in which every token keeps its offset.
 */
export class Draft {
  readonly tokens: Tokens;
  /** The token at each position. */
  readonly at: readonly number[];
  /** The spelling at each position. */
  readonly words: readonly string[];
  /** The position of the matching bracket, or -1. */
  readonly mates: Int32Array;
  readonly typeNames: ReadonlySet<string>;
  readonly iteratorNames: ReadonlySet<string>;
  readonly statementNames: ReadonlySet<string>;
  /** 1 at positions that are not shown. */
  readonly gone: Uint8Array;
  /** Covers by first position. */
  readonly covers: Map<number, Cover> = new Map<number, Cover>();
  /** Words shown instead of the written ones. */
  readonly shown: Map<number, string> = new Map<number, string>();
  /** Characters shown right behind a position. */
  readonly inserted: Map<number, string> = new Map<number, string>();
  /** Items that are left out and come back into the tree as leaves. */
  readonly dropped: Cover[] = [];
  readonly masks: DraftMask[] = [];
  /** Token indices of what is left out as attributes. */
  readonly hidden: number[] = [];
  /** Token indices of the names of iterator macros. */
  readonly iterators: Set<number> = new Set<number>();
  /** Shown in front of the first token: a type where none is written. */
  prefix = '';

  constructor(tokens: Tokens, at: readonly number[], names: DraftNames) {
    this.tokens = tokens;
    this.at = at;
    this.typeNames = names.typeNames;
    this.iteratorNames = names.iteratorNames;
    this.statementNames = names.statementNames;
    this.words = at.map((token) => spelling(tokens, token));
    this.mates = matchBrackets(tokens, at);
    this.gone = new Uint8Array(at.length);
  }

  get count(): number {
    return this.at.length;
  }

  /** The spelling at a position; '' outside. */
  word(position: number): string {
    return this.words[position] ?? '';
  }

  kind(position: number): number {
    return this.tokens.kind[this.at[position] ?? -1] ?? 0;
  }

  isName(position: number): boolean {
    return this.kind(position) === TokenKind.identifier;
  }

  isString(position: number): boolean {
    return this.kind(position) === TokenKind.string;
  }

  isNumber(position: number): boolean {
    return this.kind(position) === TokenKind.number;
  }

  /** The matching bracket's position, or -1. */
  mate(position: number): number {
    return this.mates[position] ?? -1;
  }

  /** One past a position, or one past the bracket's partner where it lies before `end`. */
  pass(position: number, end: number): number {
    const mate = this.mate(position);
    return mate > position && mate < end ? mate + 1 : position + 1;
  }

  start(position: number): number {
    return this.tokens.start[this.at[position] ?? -1] ?? 0;
  }

  end(position: number): number {
    return this.tokens.end[this.at[position] ?? -1] ?? 0;
  }

  /** Whether a line end stands between a position and the one before. */
  startsLine(position: number): boolean {
    if (position === 0) return true;
    const { text } = this.tokens;
    const end = this.start(position);
    for (let at = this.end(position - 1); at < end; at++) if (text.charCodeAt(at) === NEWLINE) return true;
    return false;
  }

  /** Leaves out an attribute. */
  hide(first: number, last: number): void {
    for (let position = first; position <= last; position++) {
      this.gone[position] = 1;
      this.hidden.push(this.at[position] ?? -1);
    }
    this.#note('attribute', first, last);
  }

  /** Notes an attribute that has no positions: the tokens `[first, last]`. */
  hideTokens(first: number, last: number): void {
    for (let token = first; token <= last; token++) this.hidden.push(token);
    this.masks.push({
      kind: 'attribute',
      span: { start: this.tokens.start[first] ?? 0, end: this.tokens.end[last] ?? 0 },
    });
  }

  /** Leaves out tokens that are still part of the tree that lowering makes. */
  omit(position: number, kind: MaskKind): void {
    this.gone[position] = 1;
    this.#note(kind, position, position);
  }

  /** Shows a stretch as one identifier. */
  cover(first: number, last: number, kind: MaskKind): void {
    const text = '_'.repeat(this.end(last) - this.start(first));
    this.covers.set(first, { kind, first, last, text });
    this.#note(kind, first, last);
  }

  /** Shows a whole statement as `;`; its leaf comes back into the tree. */
  item(first: number, last: number, kind: MaskKind): void {
    this.covers.set(first, { kind, first, last, text: ';' });
    this.#note(kind, first, last);
  }

  /** Leaves out an element of a list; its leaf comes back into the tree. */
  drop(first: number, last: number, kind: MaskKind): void {
    const cover = { kind, first, last, text: '' };
    this.covers.set(first, cover);
    this.dropped.push(cover);
    this.#note(kind, first, last);
  }

  /** Shows another word, no longer than up to the next token. */
  show(position: number, text: string, kind: MaskKind): void {
    this.shown.set(position, text);
    this.#note(kind, position, position);
  }

  /** Shows another word, no longer than it, in place of a stretch. */
  rename(first: number, last: number, text: string, kind: MaskKind): void {
    this.covers.set(first, { kind, first, last, text });
    this.#note(kind, first, last);
  }

  /** Shows a character in the gap behind a position; false where there is no gap. */
  insert(position: number, text: string, kind: MaskKind): boolean {
    const start = this.end(position);
    if (position + 1 < this.count && this.start(position + 1) <= start) return false;
    this.inserted.set(position, text);
    this.masks.push({ kind, span: { start, end: start + 1 } });
    return true;
  }

  /** Takes back the covers that start in a stretch. */
  uncover(first: number, last: number): void {
    for (let position = first; position <= last; position++) this.covers.delete(position);
  }

  #note(kind: MaskKind, first: number, last: number): void {
    this.masks.push({ kind, span: { start: this.start(first), end: this.end(last) } });
  }
}

const NEWLINE = 10;
const CURLY = 123;

/** The opening bracket's code for a closing one's, 0 for any other character. */
const openerOf = new Uint8Array(128);
openerOf[41] = 40;
openerOf[93] = 91;
openerOf[125] = CURLY;

/** Matches the brackets at some positions; a `}` closes what was left open inside it. */
function matchBrackets(tokens: Tokens, positions: readonly number[]): Int32Array {
  const mates = new Int32Array(positions.length).fill(-1);
  const open: number[] = [];
  const codes: number[] = [];
  for (let position = 0; position < positions.length; position++) {
    const token = positions[position] ?? 0;
    if (tokens.kind[token] !== TokenKind.punctuator) continue;
    const code = firstCode(tokens, token);
    if (code === 40 || code === 91 || code === CURLY) {
      open.push(position);
      codes.push(code);
      continue;
    }
    const opener = openerOf[code] ?? 0;
    const at = opener === 0 ? -1 : findOpener(codes, opener);
    if (at < 0) continue;
    const partner = open[at] ?? -1;
    open.length = at;
    codes.length = at;
    mates[position] = partner;
    mates[partner] = position;
  }
  return mates;
}

function findOpener(codes: readonly number[], opener: number): number {
  for (let at = codes.length - 1; at >= 0; at--) {
    if (codes[at] === opener) return at;
    if (opener !== CURLY && codes[at] === CURLY) return -1;
  }
  return -1;
}
