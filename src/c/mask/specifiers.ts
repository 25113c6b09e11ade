import { qualifierKeywords, storageKeywords, typeKeywords, typeofWords } from '../words.js';
import type { Draft } from './draft.js';
import { isTypeLike, looksLikeAttribute } from './looks.js';
import type { Walk } from './walk.js';

/** What a run of declaration specifiers and pointer stars was found to be. */
export interface Specifiers {
  /** The position that ended the run: punctuation, or a name that is called. */
  readonly next: number;
  /** The run names a type. */
  readonly typed: boolean;
  /** Position of the declared name, or -1. */
  readonly name: number;
}

/** The identifiers of a run, by where they stand. */
interface Names {
  /** In front of a type keyword: attributes, all of them. */
  readonly before: number[];
  /** In front of the first star, or of the end where there is none. */
  type: number[];
  /** Behind the first star. */
  declared: number[];
  builtin: boolean;
  stars: boolean;
}

/**
 * Reads the run of specifiers, stars and names that begins a declaration at `first`, and leaves out the identifiers
 * that are too many. `names` is how many names may be declared in it (0 in a cast, else 1); `typed` says that the type
 * is known already, as behind the comma of a declaration.
 */
export function specifiers(
  walk: Walk,
  first: number,
  end: number,
  expected: { names: 0 | 1; typed?: boolean },
): Specifiers {
  const { draft } = walk;
  const names: Names = { before: [], type: [], declared: [], builtin: expected.typed === true, stars: false };
  let at = first;
  while (at < end) {
    const after = step(walk, at, end, names);
    if (after === at) break;
    at = after;
  }
  // The name in front of parentheses is declared: it is not one too many.
  const called = draft.word(at) === '(' && isLastName(names, at - 1) ? at - 1 : -1;
  hideSurplus(walk, names, expected.names, called);
  // `foo_t (*f)(int)`: the called name is the type.
  const isType = !names.builtin && !names.stars && names.type.length === 1 && draft.word(at + 1) === '*';
  const name = called >= 0 && !isType ? called : declaredName(names, expected.names);
  return { next: at, typed: names.builtin || names.type.length > 0, name };
}

/** Takes one specifier, star or name; gives the same position back where the run ends. */
function step(walk: Walk, at: number, end: number, names: Names): number {
  const { draft } = walk;
  const word = draft.word(at);
  if (draft.gone[at] === 1 || storageKeywords.has(word) || qualifierKeywords.has(word)) return at + 1;
  if (word === '*') {
    names.stars = true;
    return at + 1;
  }
  if (word === 'struct' || word === 'union' || word === 'enum') {
    setBuiltin(names);
    return aggregate(walk, at, end);
  }
  if (typeofWords.has(word) && draft.word(at + 1) === '(') return typeofType(walk, at, names);
  if (typeKeywords.has(word)) {
    setBuiltin(names);
    return at + 1;
  }
  if (!draft.isName(at)) return at;
  if (draft.word(at + 1) === '(') return calledName(walk, at, end, names);
  (names.stars ? names.declared : names.type).push(at);
  return at + 1;
}

/** Names seen before the type keyword cannot be the declared one. */
function setBuiltin(names: Names): void {
  if (!names.builtin && !names.stars) names.before.push(...names.type.splice(0));
  names.builtin = true;
}

/** `struct tag { ... }`: one tag; attributes around it are left out. */
function aggregate(walk: Walk, keyword: number, end: number): number {
  const { draft } = walk;
  let at = keyword + 1;
  while (at < end && draft.isName(at) && draft.word(at + 1) !== '(') at++;
  const opens = draft.word(at) === '{' && draft.mate(at) > at;
  if (!opens) return Math.min(keyword + 2, end);
  const tags = range(keyword + 1, at);
  const tag = tags.find((position) => !looksLikeAttribute(draft.word(position))) ?? tags[0];
  for (const position of tags) if (position !== tag) draft.hide(position, position);
  if (draft.word(keyword) === 'enum') walk.enumerators(at);
  else walk.fields(at);
  return draft.mate(at) + 1;
}

function typeofType(walk: Walk, at: number, names: Names): number {
  const { draft } = walk;
  const close = draft.mate(at + 1);
  if (close < 0) return at;
  setBuiltin(names);
  draft.cover(at, close, 'typeof');
  return close + 1;
}

/** `ID(` in a run: an attribute with arguments, a macro that makes a type, or the declared function. */
function calledName(walk: Walk, at: number, end: number, names: Names): number {
  const { draft } = walk;
  const close = draft.mate(at + 1);
  const declares = (): number => {
    (names.stars ? names.declared : names.type).push(at);
    return at + 1;
  };
  if (close < 0 || close + 1 >= end) return declares();
  if (draft.isString(at + 2)) {
    // No parameter is a string: an attribute, as in `SEC(".maps")`.
    draft.hide(at, close);
    return close + 1;
  }
  const after = close + 1;
  const word = draft.word(after);
  const follows = draft.word(after + 1);
  const typeFollows =
    typeKeywords.has(word) || typeofWords.has(word) || storageKeywords.has(word) || qualifierKeywords.has(word);
  const nameFollows = draft.isName(after);
  const typed = names.builtin || names.type.length > 0;
  // `FOO ALLOC_SIZE(1)` above a prototype; the names that an old-style head has in its parentheses are no numbers.
  if (!names.builtin && !names.stars && typeFollows && draft.startsLine(after) && draft.isNumber(at + 2)) {
    draft.hide(at, close);
    return after;
  }
  if (typed) {
    const functionFollows = nameFollows && follows === '(' && !looksLikeAttribute(word);
    const declaratorFollows = word === '*' ? !names.stars : nameFollows && isDeclaratorEnd(follows);
    if (!functionFollows && !(looksLikeAttribute(draft.word(at)) && declaratorFollows)) return declares();
    draft.hide(at, close);
    return after;
  }
  if (typeFollows || (nameFollows && (draft.isName(after + 1) || follows === '*'))) {
    draft.hide(at, close);
    return after;
  }
  if ((nameFollows && (isDeclaratorEnd(follows) || follows === '(')) || word === '*') {
    setBuiltin(names);
    draft.cover(at, close, 'macro-type');
    return after;
  }
  return declares();
}

function isDeclaratorEnd(word: string): boolean {
  return word === ';' || word === '=' || word === ',' || word === '[' || word === ')' || word === ':';
}

function isLastName(names: Names, position: number): boolean {
  return names.declared.at(-1) === position || names.type.at(-1) === position;
}

/** Leaves out the names that a declaration has no place for. */
function hideSurplus(walk: Walk, names: Names, expected: 0 | 1, called: number): void {
  const { draft } = walk;
  const wantsType = !names.builtin;
  const found = [...names.before, ...names.type, ...names.declared];
  if (names.stars) {
    names.declared = pick(names.declared, expected === 1, () => bestName(draft, names.declared, called));
    names.type = pick(names.type, wantsType, () => bestType(draft, names.type));
  } else if (names.type.length > (wantsType ? 1 : 0) + expected) {
    const candidates = wantsType ? names.type.slice(1) : names.type;
    const declared = pick(candidates, expected === 1, () => bestName(draft, candidates, called));
    const others = names.type.filter((position) => !declared.includes(position));
    names.type = [...pick(others, wantsType, () => bestType(draft, others)), ...declared];
  }
  const kept = new Set([...names.type, ...names.declared]);
  for (const position of found) if (!kept.has(position)) draft.hide(position, position);
}

/** All of at most one position, or the chosen one of several; none where none is wanted. */
function pick(positions: readonly number[], wanted: boolean, choose: () => number | undefined): number[] {
  if (!wanted) return [];
  const chosen = positions.length > 1 ? choose() : positions[0];
  return chosen === undefined ? [] : [chosen];
}

/** The likeliest type among several names. */
function bestType(draft: Draft, positions: readonly number[]): number | undefined {
  const typed = positions.find((position) => isTypeLike(draft, position));
  return typed ?? positions.findLast((position) => !looksLikeAttribute(draft.word(position))) ?? positions[0];
}

/** The likeliest declared name among several: the called one, or the last that has no look of a macro. */
function bestName(draft: Draft, positions: readonly number[], called: number): number | undefined {
  if (positions.includes(called)) return called;
  const plain = positions.filter((position) => !looksLikeAttribute(draft.word(position)));
  return plain.findLast((position) => /[a-z]/.test(draft.word(position))) ?? plain.at(-1) ?? positions[0];
}

function declaredName(names: Names, expected: 0 | 1): number {
  if (expected === 0) return -1;
  if (names.stars) return names.declared.at(-1) ?? -1;
  return names.type.length > (names.builtin ? 0 : 1) ? (names.type.at(-1) ?? -1) : -1;
}

function range(first: number, end: number): number[] {
  return Array.from({ length: Math.max(0, end - first) }, (_, index) => first + index);
}
