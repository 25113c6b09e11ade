import { Brackets } from './brackets.js';
import { directiveWord } from './conditionals.js';
import { isPunctuator } from './token-test.js';
import { firstCode, spelling, TokenKind } from './tokens.js';
import type { MacroUse, Tokens } from './tokens.js';

/** A token that does not stand in the file. */
export interface Piece {
  readonly kind: number;
  readonly text: string;
}

/** A macro whose body is read in its place. */
export interface MacroBody {
  readonly name: string;
  /** Null where it is no macro with arguments; a name that takes all further arguments ends in `...`. */
  readonly parameters: readonly string[] | null;
  readonly pieces: readonly Piece[];
}

/**
 * The tokens with the bodies of macros in the place of these; bodies are not looked into for further macros. The text and
 * all offsets stay. A body of one token stands where the macro is written. Of several the first has the place of the
 * macro's name and parentheses, the others have the empty place behind it. Arguments that come once and in order are the
 * written tokens, and what is between them is in the place of the commas; else they are copies without a place.
 */
export function applyMacros(tokens: Tokens, bodies: ReadonlyMap<string, MacroBody>): Tokens {
  if (bodies.size === 0) return tokens;
  const expansion = new Expansion(tokens, bodies);
  expansion.copy(0, tokens.count);
  return expansion.usesNone ? tokens : expansion.tokens();
}

/** An argument: the tokens `[first, end)`. */
interface Argument {
  readonly first: number;
  readonly end: number;
}

class Expansion {
  readonly #from: Tokens;
  readonly #bodies: ReadonlyMap<string, MacroBody>;
  readonly #kind: number[] = [];
  readonly #start: number[] = [];
  readonly #end: number[] = [];
  readonly #inDirective: number[] = [];
  readonly #spelled = new Map<number, string>();
  readonly #uses = new Map<number, MacroUse>();

  constructor(from: Tokens, bodies: ReadonlyMap<string, MacroBody>) {
    this.#from = from;
    this.#bodies = bodies;
  }

  get usesNone(): boolean {
    return this.#spelled.size === 0;
  }

  tokens(): Tokens {
    const kind = Uint8Array.from(this.#kind);
    const made = {
      text: this.#from.text,
      count: kind.length,
      kind,
      start: Uint32Array.from(this.#start),
      end: Uint32Array.from(this.#end),
      partner: new Int32Array(kind.length).fill(-1),
      inDirective: Uint8Array.from(this.#inDirective),
      macros: { spelled: this.#spelled, uses: this.#uses },
    };
    matchBrackets(made);
    return made;
  }

  /** Takes over the tokens `[first, end)`. */
  copy(first: number, end: number): void {
    for (let at = first; at < end;) at = this.#use(at, end) ?? this.#copyOne(at);
  }

  #copyOne(at: number): number {
    const { kind, start, end, inDirective } = this.#from;
    this.#kind.push(kind[at] ?? 0);
    this.#start.push(start[at] ?? 0);
    this.#end.push(end[at] ?? 0);
    this.#inDirective.push(inDirective[at] ?? 0);
    return at + 1;
  }

  /** Puts in the body of the macro that stands at a token; gives the token behind its use, null where there is none. */
  #use(at: number, end: number): number | null {
    const from = this.#from;
    const kind = from.kind[at];
    if ((kind !== TokenKind.identifier && kind !== TokenKind.keyword) || from.inDirective[at] === 1) return null;
    const body = this.#bodies.get(spelling(from, at));
    if (body === undefined || (isMember(from, at) && !isName(body))) return null;
    if (body.parameters === null) {
      this.#put(body, body.pieces, { first: at, end: at + 1 });
      return at + 1;
    }
    const close = isPunctuator(from, at + 1, '(') ? (from.partner[at + 1] ?? -1) : -1;
    if (close < 0 || close >= end) return null;
    const values = bind(body.parameters, argumentsBetween(from, at + 1, close));
    if (values === null) return null;
    const stretch = { first: at, end: close + 1 };
    const pieces = withoutEmptyRest(body.pieces, values);
    const parts = pieces.map((piece) => values.get(piece.text) ?? piece).filter(isSomething);
    if (isInOrder(parts, stretch)) this.#putBetween(body, parts, stretch);
    else this.#put(body, substituted(from, pieces, values), stretch);
    return close + 1;
  }

  /** Puts tokens in the place of the written ones. */
  #put({ name }: MacroBody, pieces: readonly Piece[], stretch: Argument): void {
    const tokens = this.#putAt(pieces, stretch);
    if (tokens.length > 1) this.#noteUse({ name, tokens });
  }

  /** Puts a body in the place of a call, around the arguments. */
  #putBetween({ name }: MacroBody, parts: readonly (Piece | Argument)[], { first, end }: Argument): void {
    const tokens: number[] = [];
    let pieces: Piece[] = [];
    let from = first;
    for (const part of parts) {
      if ('text' in part) {
        pieces.push(part);
        continue;
      }
      tokens.push(...this.#putAt(pieces, { first: from, end: part.first }));
      this.copy(part.first, part.end);
      pieces = [];
      from = part.end;
    }
    tokens.push(...this.#putAt(pieces, { first: from, end }));
    if (tokens.length > 1) this.#noteUse({ name, tokens });
  }

  #noteUse(use: MacroUse): void {
    for (const token of use.tokens) this.#uses.set(token, use);
  }

  #putAt(pieces: readonly Piece[], { first, end }: Argument): number[] {
    const from = this.#from.start[first] ?? 0;
    const to = this.#from.end[end - 1] ?? 0;
    return pieces.map(({ kind, text }, index) => {
      const token = this.#kind.push(kind) - 1;
      this.#start.push(index === 0 ? from : to);
      this.#end.push(to);
      this.#inDirective.push(0);
      this.#spelled.set(token, text);
      return token;
    });
  }
}

/** `x.NAME`, `p->NAME` */
function isMember(tokens: Tokens, at: number): boolean {
  return isPunctuator(tokens, at - 1, '.') || isPunctuator(tokens, at - 1, '->');
}

function isName({ pieces }: MacroBody): boolean {
  return pieces.length === 1 && pieces[0]?.kind === TokenKind.identifier;
}

function argumentsBetween(tokens: Tokens, open: number, close: number): Argument[] {
  const found: Argument[] = [];
  let first = open + 1;
  for (let at = first; at < close; at++) {
    const partner = tokens.partner[at] ?? -1;
    if (partner > at) at = partner;
    else if (isPunctuator(tokens, at, ',')) {
      found.push({ first, end: at });
      first = at + 1;
    }
  }
  found.push({ first, end: close });
  return found;
}

/** Arguments by parameter; null where there are too many or too few. */
function bind(parameters: readonly string[], given: Argument[]): Map<string, Argument> | null {
  const last = parameters.at(-1) ?? '';
  const isOpen = last.endsWith('...');
  const fixed = isOpen ? parameters.length - 1 : parameters.length;
  const [only] = given;
  const isEmpty = given.length === 1 && only?.first === only?.end;
  const count = parameters.length === 0 && isEmpty ? 0 : given.length;
  if (isOpen ? count < fixed : count !== fixed) return null;
  const values = new Map(parameters.slice(0, fixed).map((name, index) => [name, given[index] ?? NOTHING]));
  if (!isOpen) return values;
  const first = given[fixed]?.first ?? 0;
  const rest = given.length > fixed ? { first, end: given.at(-1)?.end ?? first } : NOTHING;
  return values.set(last === '...' ? '__VA_ARGS__' : last.slice(0, -3), rest);
}

const NOTHING: Argument = { first: 0, end: 0 };

/** A body without the `##` behind a comma; the comma goes with it where there are no further arguments. */
function withoutEmptyRest(pieces: readonly Piece[], values: ReadonlyMap<string, Argument>): Piece[] {
  const kept: Piece[] = [];
  for (const piece of pieces) {
    const value = values.get(piece.text);
    const isJoined = value !== undefined && kept.at(-1)?.text === '##' && kept.at(-2)?.text === ',';
    if (isJoined) kept.length -= isSomething(value) ? 1 : 2;
    kept.push(piece);
  }
  return kept;
}

/** Whether a part is more than an argument without tokens. */
function isSomething(part: Piece | Argument): boolean {
  return 'text' in part || part.first < part.end;
}

/** Whether each argument comes once and in order, and something of the body stands in front, between and behind. */
function isInOrder(parts: readonly (Piece | Argument)[], { first, end }: Argument): boolean {
  let reached = first;
  let isOwn = false;
  for (const part of parts) {
    if ('text' in part) {
      if (part.text.startsWith('#')) return false;
      isOwn = true;
      continue;
    }
    if (!isOwn || part.first < reached) return false;
    reached = part.end;
    isOwn = false;
  }
  return isOwn && reached < end;
}

/** A body with copies of the arguments; `a ## b` makes one token, `# a` a string. */
function substituted(tokens: Tokens, pieces: readonly Piece[], values: ReadonlyMap<string, Argument>): Piece[] {
  const made: Piece[] = [];
  let isPasted = false;
  let isQuoted = false;
  for (const piece of pieces) {
    if (piece.text === '##') isPasted = true;
    else if (piece.text === '#') isQuoted = true;
    else {
      const own = partsOf(tokens, piece, values.get(piece.text), isQuoted);
      if (isPasted) paste(made, own);
      else made.push(...own);
      isPasted = isQuoted = false;
    }
  }
  return made;
}

function partsOf(tokens: Tokens, piece: Piece, value: Argument | undefined, isQuoted: boolean): Piece[] {
  if (value === undefined) return [piece];
  const { first, end } = value;
  if (isQuoted) {
    const text = first < end ? tokens.text.slice(tokens.start[first], tokens.end[end - 1]) : '';
    return [{ kind: TokenKind.string, text: JSON.stringify(text) }];
  }
  return Array.from({ length: end - first }, (_, index) => ({
    kind: tokens.kind[first + index] ?? 0,
    text: spelling(tokens, first + index),
  }));
}

/** Joins the first of some tokens to the last before. */
function paste(made: Piece[], [first, ...rest]: readonly Piece[]): void {
  const before = made.pop();
  if (before === undefined || first === undefined) made.push(...[before ?? first].filter((one) => one !== undefined));
  else {
    const kind = before.kind === TokenKind.keyword ? TokenKind.identifier : before.kind;
    made.push({ kind, text: before.text + first.text });
  }
  made.push(...rest);
}

/** Matches brackets anew, as the lexer does while it reads. */
function matchBrackets(tokens: Tokens): void {
  const brackets = new Brackets(tokens.partner);
  let inLine = false;
  for (let at = 0; at < tokens.count; at++) {
    const isLine = tokens.inDirective[at] === 1;
    const kind = tokens.kind[at];
    if (inLine && (!isLine || kind === TokenKind.directive)) brackets.endDirective();
    inLine = isLine;
    if (kind === TokenKind.directive) brackets.directive(directiveWord(tokens, at), isZero(tokens, at + 1));
    else if (kind === TokenKind.punctuator) brackets.see(firstCode(tokens, at), at);
  }
}

function isZero(tokens: Tokens, at: number): boolean {
  return tokens.inDirective[at] === 1 && spelling(tokens, at) === '0';
}
