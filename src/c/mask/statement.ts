import { indentation } from '../layout.js';
import { TokenKind } from '../tokens.js';
import {
  asmWords,
  qualifierKeywords,
  statementKeywords,
  storageKeywords,
  typeKeywords,
  typeofWords,
} from '../words.js';
import type { Draft } from './draft.js';
import { isCapital, isTypeLike } from './looks.js';
import type { Extent, Walk } from './walk.js';

/** Walks the items between the `{` at `open` and its partner. */
export function block(walk: Walk, open: number): void {
  const close = walk.draft.mate(open);
  for (let at = open + 1; at < close;) at = Math.max(at + 1, walk.statement(at, close));
}

/** Walks one statement or declaration and notes its extent; gives the position after it. */
export function statement(walk: Walk, first: number, end: number): number {
  const outer = walk.extents;
  const inner: Extent[] = [];
  walk.extents = inner;
  const after = Math.min(end, byFirstWord(walk, first, end));
  walk.extents = outer;
  outer.push({ first, end: after, inner });
  return after;
}

function byFirstWord(walk: Walk, first: number, end: number): number {
  const { draft } = walk;
  const word = draft.word(first);
  if (word === ';') return first + 1;
  if (word === '{') {
    walk.block(first);
    return draft.pass(first, end);
  }
  if (draft.kind(first) === TokenKind.keyword) return keywordStatement(walk, first, end, word);
  if (!draft.isName(first)) return simple(walk, first, end);
  const next = draft.word(first + 1);
  if (next === ':') return label(walk, first + 1, end);
  if (next === '(') return called(walk, first, end);
  if (next === '{') return bareIterator(walk, first, end);
  if (isLeadIn(draft, first, end)) return bareIterator(walk, first, end);
  if (isBareMacro(draft, first, end)) return terminated(walk, first + 1, end);
  return simple(walk, first, end);
}

function keywordStatement(walk: Walk, first: number, end: number, word: string): number {
  const { draft } = walk;
  switch (word) {
    case 'if': {
      const after = controlled(walk, first + 1, end);
      return draft.word(after) === 'else' && after < end ? walk.statement(after + 1, end) : after;
    }
    case 'while':
    case 'switch':
      return controlled(walk, first + 1, end);
    case 'for':
      return forStatement(walk, first + 1, end);
    case 'do':
      return doStatement(walk, first, end);
    case 'case':
      return caseLabel(walk, first, end);
    case 'default':
      return label(walk, first + 1, end);
    case 'goto':
      if (draft.word(first + 1) === '*') draft.rename(first, first + 1, 'return', 'computed-goto');
      return simple(walk, first, end);
    case '__label__':
      return item(walk, first, end, 'asm');
    default:
      if (asmWords.has(word)) return item(walk, first, end, 'asm');
      return simple(walk, first, end);
  }
}

/** A condition in parentheses and the statement under it. */
function controlled(walk: Walk, first: number, end: number): number {
  const { draft } = walk;
  // `if MACRO(x)`: the name and the parenthesis behind it are shown as a parenthesis.
  const macro = draft.isName(first) && draft.word(first + 1) === '(';
  if (macro) draft.rename(first, first + 1, '(', 'macro-condition');
  const open = macro ? first + 1 : first;
  if (draft.word(open) !== '(' || draft.mate(open) < 0) return simple(walk, open, end);
  walk.expression(open + 1, draft.mate(open));
  return draft.mate(open) + 1 < end ? walk.statement(draft.mate(open) + 1, end) : end;
}

function forStatement(walk: Walk, open: number, end: number): number {
  const { draft } = walk;
  const close = draft.mate(open);
  if (draft.word(open) !== '(' || close < 0) return simple(walk, open, end);
  const start = beginsDeclaration(draft, open + 1) ? walk.declaration(open + 1, close) : open + 1;
  walk.expression(start, close);
  return close + 1 < end ? walk.statement(close + 1, end) : end;
}

function doStatement(walk: Walk, first: number, end: number): number {
  const { draft } = walk;
  const at = walk.statement(first + 1, end);
  if (draft.word(at) !== 'while' || draft.mate(at + 1) < 0) return at;
  walk.expression(at + 2, draft.mate(at + 1));
  return terminated(walk, draft.mate(at + 1) + 1, end);
}

/** The position after the `;` at `at`; puts one in where it is missing. */
function terminated(walk: Walk, at: number, end: number): number {
  const { draft } = walk;
  if (at < end && draft.word(at) === ';') return at + 1;
  draft.insert(at - 1, ';', 'missing-semicolon');
  return at;
}

function caseLabel(walk: Walk, first: number, end: number): number {
  const { draft } = walk;
  let questions = 0;
  let at = first + 1;
  for (; at < end; at = draft.pass(at, end)) {
    const word = draft.word(at);
    if (word === '?') questions++;
    else if (word === '...') draft.show(at, '||', 'case-range');
    else if (word === ':' && questions-- === 0) break;
  }
  walk.expression(first + 1, at);
  return label(walk, at, end);
}

/** Behind a label's `:` the grammar wants a statement, except before `}` after a `case`. */
function label(walk: Walk, colon: number, end: number): number {
  const { draft } = walk;
  const after = colon + 1;
  const plain = draft.isName(colon - 1) && draft.word(colon - 2) !== 'case';
  const bare = after >= end || ['case', 'default'].includes(draft.word(after));
  if (plain && bare) draft.insert(colon, ';', 'missing-semicolon');
  return after;
}

/** A whole statement that is masked up to its `;`. */
function item(walk: Walk, first: number, end: number, kind: 'asm'): number {
  const { draft } = walk;
  let at = first + 1;
  while (at < end && draft.word(at) !== ';' && draft.word(at) !== '}') {
    if (draft.word(at - 1) === ')' && draft.word(at) !== ';') break;
    at = draft.pass(at, end);
  }
  const last = at < end && draft.word(at) === ';' ? at : at - 1;
  draft.item(first, last, kind);
  return last + 1;
}

/** `ID(...)`: a call, an iterator with a statement under it, a macro without `;`, or a declaration. */
function called(walk: Walk, first: number, end: number): number {
  const { draft } = walk;
  const close = draft.mate(first + 1);
  const after = close + 1;
  if (close < 0) return simple(walk, first, end);
  if (draft.iteratorNames.has(draft.word(first)) && after < end) return iterator(walk, first, end);
  if (draft.statementNames.has(draft.word(first)) && after < end && draft.word(after) !== ';')
    return macroStatement(walk, first, close);
  if (hasColons(draft, first + 1)) return item(walk, first, end, 'asm');
  if (after >= end) return macroStatement(walk, first, close);
  const word = draft.word(after);
  if (word === '{') return iterator(walk, first, end);
  if (word === '=' && draft.word(after + 1) === '{') return walk.declaration(first, end);
  if (!beginsStatement(draft, after) || draft.isString(after + 1)) return simple(walk, first, end);
  if (word === 'else') return macroStatement(walk, first, close);
  if (!draft.startsLine(after)) return onOneLine(walk, first, end);
  const deeper = indentation(draft.tokens, draft.at[after] ?? 0) > indentation(draft.tokens, draft.at[first] ?? 0);
  return deeper ? iterator(walk, first, end) : macroStatement(walk, first, close);
}

/** Whether a call cannot go on with what stands at a position: a word, or `++` at the start of a line. */
function beginsStatement(draft: Draft, at: number): boolean {
  const word = draft.word(at);
  if (word === '++' || word === '--') return draft.startsLine(at);
  return draft.isName(at) || (draft.kind(at) === TokenKind.keyword && !asmWords.has(word));
}

/** Another word follows the call on its line: it is the iterator's statement unless the call makes a type. */
function onOneLine(walk: Walk, first: number, end: number): number {
  const { draft } = walk;
  const after = draft.mate(first + 1) + 1;
  const declares = draft.isName(after) && [';', '=', ',', '['].includes(draft.word(after + 1));
  if (declares && isCapital(draft.word(first))) return walk.declaration(first, end);
  if (!statementKeywords.has(draft.word(after)) && !draft.isName(after)) return walk.declaration(first, end);
  return iterator(walk, first, end);
}

/** Colons between the arguments of a macro: it wraps `asm`. */
function hasColons(draft: Draft, open: number): boolean {
  const close = draft.mate(open);
  if (!draft.isString(open + 1)) return false;
  for (let at = open + 1; at < close; at = draft.pass(at, close)) {
    if (draft.word(at) === '?') return false;
    if (draft.word(at) === ':') return true;
  }
  return false;
}

/** A macro call used as a statement without `;`. */
function macroStatement(walk: Walk, first: number, close: number): number {
  const { draft } = walk;
  walk.expression(first, close + 1);
  draft.insert(close, ';', 'missing-semicolon');
  return close + 1;
}

/** `ID(...) statement`: shown as `while (...) statement`. */
function iterator(walk: Walk, first: number, end: number): number {
  const { draft } = walk;
  const open = first + 1;
  const close = draft.mate(open);
  const room = draft.start(open) - draft.start(first);
  draft.iterators.add(draft.at[first] ?? -1);
  if (room < 5 || close === open + 1) return shortIterator(walk, first, end);
  draft.show(first, 'while', 'iterator');
  walk.arguments(open);
  for (let at = open + 1; at < close; at = draft.pass(at, close)) {
    if (draft.word(at) === '{') draft.cover(at, draft.mate(at), 'statement-argument');
  }
  return walk.statement(close + 1, end);
}

/** No room for `while`, or nothing between the parentheses: shown as a call in front of the statement. */
function shortIterator(walk: Walk, first: number, end: number): number {
  const { draft } = walk;
  const close = draft.mate(first + 1);
  if (!draft.insert(close, ';', 'missing-semicolon')) return simple(walk, first, end);
  walk.expression(first, close + 1);
  return walk.statement(close + 1, end);
}

/** `ID { ... }`: the word in front of a block is left out. */
function bareIterator(walk: Walk, first: number, end: number): number {
  walk.draft.hide(first, first);
  return walk.statement(first + 1, end);
}

/** `VERBOSE if (a)`: a word in capitals in front of a statement on its line, which may or may not be made. */
function isLeadIn(draft: Draft, first: number, end: number): boolean {
  const next = draft.word(first + 1);
  if (!statementKeywords.has(next) || next === 'else' || next === 'while' || first + 1 >= end) return false;
  return isCapital(draft.word(first)) && !draft.startsLine(first + 1);
}

/** A word alone on its line in front of what can only be another statement; in capitals if a name follows. */
function isBareMacro(draft: Draft, first: number, end: number): boolean {
  const next = first + 1;
  if (draft.statementNames.has(draft.word(first)) && draft.word(next) !== ';') return true;
  if (next >= end || !draft.startsLine(first) || !draft.startsLine(next)) return false;
  if (statementKeywords.has(draft.word(next))) return true;
  if (!isCapital(draft.word(first)) || !draft.isName(next)) return false;
  return BEHIND_NAMES.has(draft.word(next + 1)) || (isCapital(draft.word(next)) && draft.startsLine(next + 1));
}

/** What a name that no type stands in front of has behind it. */
const BEHIND_NAMES: ReadonlySet<string> = new Set(['(', ':', '.', '->', '++', '--', '+=', '-=', '|=', '&=']);

/** An expression statement or a declaration, up to its `;` or to where it cannot go on. */
function simple(walk: Walk, first: number, end: number): number {
  const { draft } = walk;
  if (beginsDeclaration(draft, first)) return declarationStatement(walk, first, end);
  let at = first;
  while (at < end && draft.word(at) !== ';') at = draft.pass(at, end);
  const keyword = draft.word(first) === 'return' || draft.word(first) === 'goto';
  walk.expression(keyword ? first + 1 : first, at);
  return terminated(walk, at, end);
}

function declarationStatement(walk: Walk, first: number, end: number): number {
  const { draft } = walk;
  const after = walk.declaration(first, end);
  if (draft.word(after - 1) === ';' || after >= end) return after;
  if (draft.word(after) === '{') {
    walk.block(after);
    return draft.pass(after, end);
  }
  let at = after;
  while (at < end && draft.word(at) !== ';') at = draft.pass(at, end);
  return at + 1;
}

/** Whether a declaration begins at a position. Two names side by side do, and so does a type's keyword. */
export function beginsDeclaration(draft: Draft, at: number): boolean {
  const word = draft.word(at);
  if (draft.kind(at) === TokenKind.keyword) {
    return typeKeywords.has(word) || storageKeywords.has(word) || qualifierKeywords.has(word) || typeofWords.has(word);
  }
  if (!draft.isName(at)) return false;
  let next = at + 1;
  const kind = draft.kind(next);
  if (draft.isName(next)) return true;
  if (kind === TokenKind.keyword) return qualifierKeywords.has(draft.word(next)) || typeKeywords.has(draft.word(next));
  while (draft.word(next) === '*' || qualifierKeywords.has(draft.word(next))) next++;
  return (
    next > at + 1 &&
    draft.isName(next) &&
    (draft.isName(next + 1) || (isTypeLike(draft, at) && !isTypeLike(draft, next)))
  );
}
