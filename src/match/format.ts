import type { Node } from '../c/index.js';
import { each, NO_MATCH } from './state.js';
import type { MatchState } from './state.js';
import type { Value } from './value.js';

/** Strings that are patterns themselves: `"...%d..."`, `"%@f@"`. They match strings with format descriptors. */

type Piece =
  | { readonly kind: 'text' | 'format'; readonly text: string }
  | { readonly kind: 'dots' }
  | { readonly kind: 'meta'; readonly name: string };

/** Binds a metavariable of a format pattern to some text; a count goes with the list of formats. */
export type BindFormat = (name: string, value: Value, count: number, state: MatchState) => readonly MatchState[];

const PATTERN_PIECES = /%@(\w+)@|(\.\.\.)|%[-+ #0]*(?:\*|\d+)?(?:\.(?:\*|\d+)?)?(?:hh|ll|[hlLqjzZt])?[a-zA-Z]/g;
const FORMATS = /%[-+ #0]*(?:\*|\d+)?(?:\.(?:\*|\d+)?)?(?:hh|ll|[hlLqjzZt])?[a-zA-Z]/g;

/** Whether a string of a patch is a pattern: it has descriptors, and dots or metavariables beside or in them. */
export function isFormatPattern(node: Node): boolean {
  if (node.kind !== 'string') return false;
  return /%@\w+@/.test(node.value) || (node.value.includes('...') && splitFormats(node.value).length > 1);
}

/** A string and a pattern string; a list metavariable of formats takes several descriptors and the text between them. */
export function matchFormat(
  { pattern, node, isList }: { pattern: Node; node: Node; isList: (name: string) => boolean },
  state: MatchState,
  bind: BindFormat,
): readonly MatchState[] {
  const wanted = splitPattern(inside(pattern.value));
  const present = splitFormats(inside(node.value));
  if (node.kind !== 'string' || !present.some(({ kind }) => kind === 'format')) return NO_MATCH;
  const walk = (index: number, at: number, now: MatchState): readonly MatchState[] => {
    const piece = wanted[index];
    if (piece === undefined) return at === present.length ? [now] : NO_MATCH;
    const isMany = piece.kind === 'dots' || (piece.kind === 'meta' && isList(piece.name));
    const ends = isMany ? Array.from({ length: present.length - at + 1 }, (_, count) => at + count) : [at + 1];
    return ends.flatMap((to) =>
      each(take(piece, present.slice(at, to), { state: now, isMany, bind }), (next) => walk(index + 1, to, next)),
    );
  };
  return walk(0, 0, state);
}

interface Taking {
  readonly state: MatchState;
  readonly isMany: boolean;
  readonly bind: BindFormat;
}

function take(piece: Piece, taken: readonly Piece[], { state, isMany, bind }: Taking): readonly MatchState[] {
  const [only] = taken;
  switch (piece.kind) {
    case 'dots':
      return [state];
    case 'meta': {
      const texts = taken.map((one) => ('text' in one ? one.text : ''));
      const count = taken.filter(({ kind }) => kind === 'format').length;
      if (count === 0 || (!isMany && taken.length !== 1)) return NO_MATCH;
      // The `%` of a lone descriptor is that of the pattern; those of a list are its own.
      const text = texts.join('').slice(isMany ? 0 : 1);
      return bind(piece.name, { key: text, text, tokens: null, node: null }, count, state);
    }
    default:
      return only !== undefined && 'text' in only && only.text === piece.text ? [state] : NO_MATCH;
  }
}

function inside(spelling: string): string {
  return spelling.slice(spelling.indexOf('"') + 1, -1);
}

function splitPattern(text: string): Piece[] {
  return split(text, PATTERN_PIECES, ([whole, name, dots]) => {
    if (name !== undefined) return { kind: 'meta', name };
    return dots === undefined ? { kind: 'format', text: whole } : { kind: 'dots' };
  });
}

function splitFormats(text: string): Piece[] {
  return split(text, FORMATS, ([whole]) => ({ kind: 'format', text: whole }));
}

/** `%%` is text. */
function split(text: string, pattern: RegExp, pieceOf: (found: RegExpMatchArray) => Piece): Piece[] {
  const pieces: Piece[] = [];
  const shown = text.replaceAll('%%', '\u0002\u0002');
  let at = 0;
  const addText = (to: number): void => {
    if (to > at) pieces.push({ kind: 'text', text: text.slice(at, to) });
  };
  for (const found of shown.matchAll(pattern)) {
    addText(found.index);
    pieces.push(pieceOf(found));
    at = found.index + found[0].length;
  }
  addText(text.length);
  return pieces;
}
