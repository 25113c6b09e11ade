import type { Span } from '../text/index.js';
import { directiveWord, findConditionals, isDeadArm, lineEnd } from './conditionals.js';
import type { Conditionals } from './conditionals.js';
import type { Unit, UnitKind } from './file.js';
import { isAfterBlankLine, isFirstInLine, startsLine } from './layout.js';
import { spelling, TokenKind } from './tokens.js';
import type { Tokens } from './tokens.js';
import { assemblerEnd, isAssemblerLine } from './assembler.js';
import { isAggregateHead } from './aggregate-head.js';
import { attributeCalls } from './mask/attribute-words.js';
import { isKeywordOf, isPunctuator } from './token-test.js';
import { storageKeywords, typeKeywords } from './words.js';

/** A unit whose span is found out when all are known; files of register names have hundreds of thousands. */
type Piece = { -readonly [Key in keyof Unit]: Unit[Key] };

const NOWHERE: Span = { start: 0, end: 0 };

/** The tokens `[first, end)`. */
function makePiece(kind: UnitKind, first: number, end: number): Piece {
  return { kind, span: NOWHERE, firstToken: first, endToken: end };
}

/**
 * Cuts a file into top-level units by brackets alone. The units tile the file: every character is in exactly one.
 * Where brackets do not balance, a `}` in column 0 ends the unit.
 */
export function splitUnits(tokens: Tokens, conditionals: Conditionals = findConditionals(tokens)): Unit[] {
  const pieces: Piece[] = [];
  const splitter = new Splitter(tokens, conditionals);
  for (let at = 0; at < tokens.count;) {
    const piece = splitter.widen(splitter.piece(at));
    // A piece that reaches back takes in the pieces it covers.
    while ((pieces[pieces.length - 1]?.firstToken ?? -1) >= piece.firstToken) pieces.pop();
    const before = pieces[pieces.length - 1];
    if (before !== undefined && before.endToken > piece.firstToken) {
      before.endToken = Math.max(before.endToken, piece.endToken);
      at = before.endToken;
      continue;
    }
    pieces.push(piece);
    at = piece.endToken;
  }
  return tile(tokens, pieces);
}

/** Gives each piece its stretch of the text. */
function tile(tokens: Tokens, units: Piece[]): Unit[] {
  let start = 0;
  for (const unit of units) {
    const stop = pieceEnd(tokens, unit.endToken);
    unit.span = { start, end: stop };
    start = stop;
  }
  const { text, count } = tokens;
  if (start < text.length) {
    units.push({ kind: 'other', span: { start, end: text.length }, firstToken: count, endToken: count });
  }
  return units;
}

/** The line end after the token before `end`, or that token's end where another token stands on the line. */
function pieceEnd(tokens: Tokens, end: number): number {
  const { text } = tokens;
  const last = tokens.end[end - 1] ?? 0;
  const next = end < tokens.count ? (tokens.start[end] ?? text.length) : text.length;
  const newline = text.indexOf('\n', last);
  if (newline === -1) return end < tokens.count ? last : text.length;
  if (next < newline) return last;
  // A comment that starts on this line and ends on another belongs to what follows it.
  const comment = text.slice(last, newline).indexOf('/*');
  return comment === -1 || text.slice(last + comment + 2, newline).includes('*/') ? newline + 1 : last;
}

class Splitter {
  readonly #tokens: Tokens;
  readonly #conditionals: Conditionals;

  constructor(tokens: Tokens, conditionals: Conditionals) {
    this.#tokens = tokens;
    this.#conditionals = conditionals;
  }

  /** The piece that starts at a token. */
  piece(first: number): Piece {
    if (this.#tokens.kind[first] === TokenKind.directive) return this.#directive(first);
    if (isAssemblerLine(this.#tokens, first)) return makePiece('other', first, assemblerEnd(this.#tokens, first));
    if (this.#isBareMacro(first)) return makePiece('macro', first, first + 1);
    if (this.#isExternC(first)) return makePiece('other', first, first + 3);
    return this.#declaration(first);
  }

  /** Makes a piece reach over every conditional that it has a part of. */
  widen(piece: Piece): Piece {
    if (piece.kind === 'directive' || piece.kind === 'define' || piece.kind === 'include') return piece;
    for (let at = piece.firstToken; at < piece.endToken; at++) {
      if (this.#tokens.kind[at] !== TokenKind.directive) continue;
      const conditional = this.#conditionals.get(at);
      if (conditional === undefined) continue;
      piece.firstToken = Math.min(piece.firstToken, conditional.marks[0] ?? at);
      if (conditional.end >= piece.endToken) piece.endToken = lineEnd(this.#tokens, conditional.end);
    }
    return piece;
  }

  #directive(first: number): Piece {
    const tokens = this.#tokens;
    const word = directiveWord(tokens, first);
    const conditional = this.#conditionals.get(first);
    const end = lineEnd(tokens, first);
    if (conditional !== undefined && isDeadArm(tokens, conditional, first)) {
      const next = conditional.marks.find((mark) => mark > first);
      return makePiece('directive', first, next ?? tokens.count);
    }
    const kind =
      word === 'define' ? 'define' : word.startsWith('include') || word === 'import' ? 'include' : 'directive';
    return makePiece(kind, first, end);
  }

  #isExternC(first: number): boolean {
    const tokens = this.#tokens;
    return (
      isKeywordOf(tokens, first, 'extern') &&
      tokens.kind[first + 1] === TokenKind.string &&
      isPunctuator(tokens, first + 2, '{')
    );
  }

  /** A word in capitals alone on its line, or any name before a macro changes, with nothing behind that it is the type of. */
  #isBareMacro(first: number): boolean {
    const tokens = this.#tokens;
    const next = first + 1;
    if (tokens.kind[first] !== TokenKind.identifier || !startsLine(tokens, first)) return false;
    if (tokens.kind[next] === TokenKind.directive && /^(?:define|undef)$/.test(directiveWord(tokens, next)))
      return true;
    if (!/^[A-Z][A-Z0-9_]*$/.test(spelling(tokens, first))) return false;
    if (next >= tokens.count || tokens.inDirective[next] === 1) return true;
    if (!startsLine(tokens, next) || isPunctuator(tokens, next, '{')) return false;
    return tokens.kind[next] === TokenKind.keyword || isAfterBlankLine(tokens, next) || this.#isBareMacro(next);
  }

  #declaration(first: number): Piece {
    const tokens = this.#tokens;
    /** Whether parentheses, and a `=`, have been passed. */
    const seen = { call: false, value: false };
    let at = first;
    while (at < tokens.count) {
      if (tokens.inDirective[at] === 1) {
        if (this.#endsBeforeDirective(first, at)) return makePiece(seen.call ? 'macro' : 'other', first, at);
        const isBehindCall = at === plainCall(tokens, first);
        at = lineEnd(tokens, at);
        if (isBehindCall && isPunctuator(tokens, at, '.')) return this.#macroBlock(first, at);
        continue;
      }
      if (isPunctuator(tokens, at, ';')) {
        at++;
        const oldStyle = seen.call && !seen.value && !isPunctuator(tokens, at - 2, ')');
        if (!oldStyle || !this.#isOldStyle(at)) return makePiece('declaration', first, at);
        continue;
      }
      if (isPunctuator(tokens, at, '}')) return this.#strayBrace(first, at);
      if (isPunctuator(tokens, at, '{')) {
        const end = this.#closing(at) + 1;
        if (!seen.value && this.#isBody(first, at, seen.call)) return makePiece('function', first, end);
        at = end;
        continue;
      }
      if (isPunctuator(tokens, at, '=')) seen.value = true;
      const call = isPunctuator(tokens, at, '(');
      at = this.#pass(at);
      if (!call) continue;
      seen.call = true;
      if (plainCall(tokens, first) === at && isPunctuator(tokens, at, '.')) return this.#macroBlock(first, at);
      if (!seen.value && !this.#isAttributeCall(at) && this.#endsAfterCall(first, at))
        return makePiece('macro', first, at);
    }
    return makePiece(seen.call ? 'macro' : 'other', first, at);
  }

  /** `START(x) .a = 1, .b = 2, END`: initializers between two macros, the second in column 0. */
  #macroBlock(first: number, from: number): Piece {
    const tokens = this.#tokens;
    let at = from;
    while (at < tokens.count && (tokens.inDirective[at] === 1 || !startsLine(tokens, at))) at = this.#pass(at);
    return makePiece('macro', first, tokens.kind[at] === TokenKind.identifier ? at + 1 : at);
  }

  /** One past a token, or one past the bracket's partner. */
  #pass(at: number): number {
    const partner = this.#tokens.partner[at] ?? -1;
    return partner > at ? partner + 1 : at + 1;
  }

  /** The token that closes a `{`: its partner, or the next `}` in column 0, or the last token. */
  #closing(open: number): number {
    const tokens = this.#tokens;
    const partner = tokens.partner[open] ?? -1;
    if (partner > open) return partner;
    for (let at = open + 1; at < tokens.count; at++) {
      if (isPunctuator(tokens, at, '}') && startsLine(tokens, at)) return at;
    }
    return tokens.count - 1;
  }

  /** A `}` that closes nothing ends what stands before it; alone it is a unit. */
  #strayBrace(first: number, at: number): Piece {
    return makePiece('other', first, at + 1);
  }

  /** Whether the `{` at `open` starts a function's body and not a structure or an initializer. */
  #isBody(first: number, open: number, call: boolean): boolean {
    if (!call || this.#isBehindComma(open)) return false;
    return !isAggregateHead(this.#tokens, first, open);
  }

  /** Whether the `{` at a token begins an element of a table. */
  #isBehindComma(open: number): boolean {
    let before = open - 1;
    while (this.#tokens.inDirective[before] === 1) before--;
    return isPunctuator(this.#tokens, before, ',');
  }

  /** Whether the parentheses that end before `at` belong to an attribute, as in `__printf(1, 2)`. */
  #isAttributeCall(at: number): boolean {
    const open = this.#tokens.partner[at - 1] ?? -1;
    return open > 0 && attributeCalls.has(spelling(this.#tokens, open - 1));
  }

  /** Whether `ID(...)` that ends before `at` is a macro call without `;`. */
  #endsAfterCall(first: number, at: number): boolean {
    const tokens = this.#tokens;
    if (at >= tokens.count || tokens.inDirective[at] === 1) return false;
    if (plainCall(tokens, first) === at && isCapitalCall(tokens, at)) return true;
    if (!isFirstInLine(tokens, at)) return false;
    const kind = tokens.kind[at];
    const plain = plainCall(tokens, first) >= 0;
    if (kind === TokenKind.punctuator) return plain && isPunctuator(tokens, at, '}');
    if (kind === TokenKind.keyword && spelling(tokens, at).startsWith('__attribute')) return false;
    if (plain) return plainCall(tokens, first) === at && !this.#isOldStyle(at);
    if (!startsLine(tokens, at) || kind !== TokenKind.keyword) return false;
    const word = spelling(tokens, at);
    return (typeKeywords.has(word) || storageKeywords.has(word) || word === 'const') && !this.#isOldStyle(at);
  }

  /** Whether the tokens from `at` are what is left of an old-style function's parameters: `int a; char b; {` or `{`. */
  #isOldStyle(at: number): boolean {
    const tokens = this.#tokens;
    if (isPunctuator(tokens, at, '{')) return true;
    for (let next = at; next < tokens.count; next = this.#pass(next)) {
      if (tokens.inDirective[next] === 1 || isPunctuator(tokens, next, '{') || isPunctuator(tokens, next, '('))
        return false;
      if (isPunctuator(tokens, next, ';') && isPunctuator(tokens, next + 1, '{')) return true;
    }
    return false;
  }

  /** Whether the declaration is over where a preprocessor line cuts into it. */
  #endsBeforeDirective(first: number, at: number): boolean {
    const tokens = this.#tokens;
    const before = at - 1;
    if (at === first) return false;
    if (!isPunctuator(tokens, before, ')'))
      return tokens.inDirective[before] === 1 && this.#endsBeforeDirective(first, this.#lineStart(before));
    const next = this.#afterDirectives(at);
    if (isPunctuator(tokens, next, '.')) return isAssemblerLine(tokens, next);
    return !['{', ';', ',', '=', '['].some((text) => isPunctuator(tokens, next, text));
  }

  #lineStart(at: number): number {
    let start = at;
    while (this.#tokens.kind[start] !== TokenKind.directive) start--;
    return start;
  }

  /** The first token after the conditionals and other preprocessor lines that begin at `at`. */
  #afterDirectives(at: number): number {
    const tokens = this.#tokens;
    let next = at;
    while (tokens.kind[next] === TokenKind.directive) {
      const end = this.#conditionals.get(next)?.end ?? -1;
      next = lineEnd(tokens, Math.max(next, end));
    }
    return next;
  }
}

/** One past the parentheses of `ID(...)` at a token; -1 where there is no such call. */
function plainCall(tokens: Tokens, first: number): number {
  if (tokens.kind[first] !== TokenKind.identifier || !isPunctuator(tokens, first + 1, '(')) return -1;
  const close = tokens.partner[first + 1] ?? -1;
  return close > first ? close + 1 : -1;
}

/** `ID(...)` with a name in capitals: behind another such call on one line it is a further macro, not what that declares. */
function isCapitalCall(tokens: Tokens, at: number): boolean {
  return plainCall(tokens, at) >= 0 && /^[A-Z_][A-Z0-9_]*$/.test(spelling(tokens, at));
}
