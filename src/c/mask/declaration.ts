import { asmWords, qualifierKeywords, storageKeywords, typeKeywords } from '../words.js';
import { specifiers } from './specifiers.js';
import type { Walk } from './walk.js';

/** Walks a declaration up to and with its `;`, or up to a function's body; gives the position after it. */
export function declaration(walk: Walk, first: number, end: number): number {
  const { draft } = walk;
  if (isMacroDeclaration(walk, first, end)) return macroDeclaration(walk, first, end);
  const run = specifiers(walk, first, end, { names: 1 });
  if (run.name < 0 && draft.word(run.next) === ';' && draft.word(run.next - 1) === '}')
    omitStorage(walk, first, run.next);
  let at = declarator(walk, run.next, end, run.name >= 0);
  while (draft.word(at) === ',' && at < end) {
    const next = specifiers(walk, at + 1, end, { names: 1, typed: true });
    at = declarator(walk, next.next, end, next.name >= 0);
  }
  return draft.word(at) === ';' && at < end ? at + 1 : at;
}

/** `static struct s { ... };`: the grammar has no place for storage words where nothing is declared. */
function omitStorage(walk: Walk, first: number, end: number): void {
  const { draft } = walk;
  for (let at = first; at < end && draft.word(at) !== '{'; at++) {
    const word = draft.word(at);
    if (word !== 'typedef' && (storageKeywords.has(word) || qualifierKeywords.has(word)))
      draft.omit(at, 'idle-storage');
  }
}

/** `static DEFINE_X(a, b)`: storage words, then a called name, then the end or a value. */
function isMacroDeclaration(walk: Walk, first: number, end: number): boolean {
  const { draft } = walk;
  const name = skipStorage(walk, first, end);
  if (!draft.isName(name) || draft.word(name + 1) !== '(') return false;
  const close = draft.mate(name + 1);
  const after = draft.word(close + 1);
  if (after === '=') return true;
  return name > first && close > 0 && (after === ';' || close + 1 >= end);
}

function skipStorage(walk: Walk, first: number, end: number): number {
  const { draft } = walk;
  let at = first;
  while (at < end && (draft.gone[at] === 1 || storageKeywords.has(draft.word(at)) || draft.word(at) === 'const')) at++;
  return at;
}

function macroDeclaration(walk: Walk, first: number, end: number): number {
  const { draft } = walk;
  let at = first;
  while (at < end && draft.word(at) !== ';') at = draft.pass(at, end);
  draft.item(first, Math.min(at, end - 1), 'macro-declaration');
  return Math.min(at + 1, end);
}

/**
 * Walks what follows the specifiers of one declarator: parentheses, brackets, trailing attributes, bits, a value.
 * `named` says that the name has been seen. Gives the position of the `,`, `;` or `{` that ends it.
 */
export function declarator(walk: Walk, first: number, end: number, named: boolean): number {
  const { draft } = walk;
  let at = first;
  let seen = named;
  while (at < end) {
    const word = draft.word(at);
    if (word === ',' || word === ';' || word === '{' || word === ')' || word === '}') return at;
    if (word === '=') return value(walk, at + 1, end);
    // Behind the names in the parentheses of an old-style function.
    if (seen && (typeKeywords.has(word) || qualifierKeywords.has(word))) return at;
    if (word === ':') return bits(walk, at, end, seen);
    if (word === '(') {
      if (seen) walk.parameters(at);
      else inParentheses(walk, at);
      seen = true;
    } else if (word === '[') walk.expression(at + 1, draft.mate(at));
    else if (draft.isName(at) || asmWords.has(word)) at = trailingAttribute(walk, at);
    at = draft.pass(at, end);
  }
  return at;
}

/** A bit field's width; without a name in front, colon and width are shown as the name. */
function bits(walk: Walk, colon: number, end: number, named: boolean): number {
  const after = expressionEnd(walk, colon + 1, end);
  if (!named) walk.draft.cover(colon, after - 1, 'nameless-bits');
  return after;
}

/** Leaves out an attribute behind the declarator; gives its last position. */
function trailingAttribute(walk: Walk, at: number): number {
  const { draft } = walk;
  if (draft.gone[at] === 1) return at;
  let last = at;
  while (['volatile', 'goto'].includes(draft.word(last + 1))) last++;
  if (draft.word(last + 1) === '(' && draft.mate(last + 1) > 0) last = draft.mate(last + 1);
  draft.hide(at, last);
  return last;
}

function value(walk: Walk, first: number, end: number): number {
  const { draft } = walk;
  if (draft.word(first) !== '{' || draft.mate(first) < 0) return expressionEnd(walk, first, end);
  walk.initializer(first);
  return draft.mate(first) + 1;
}

/** Walks an expression up to a comma or semicolon outside brackets; gives that position. */
function expressionEnd(walk: Walk, first: number, end: number): number {
  const { draft } = walk;
  let at = first;
  while (at < end && draft.word(at) !== ',' && draft.word(at) !== ';') at = draft.pass(at, end);
  walk.expression(first, at);
  return at;
}

/** `(*name)`, `(__user *name[3])`, `(*f(int a))`: only names in front of a star or of another name are too many. */
function inParentheses(walk: Walk, open: number): void {
  const { draft } = walk;
  const close = draft.mate(open);
  let named = false;
  for (let at = open + 1; at < close; at = draft.pass(at, close)) {
    const word = draft.word(at);
    if (draft.isName(at) && (draft.isName(at + 1) || draft.word(at + 1) === '*')) draft.hide(at, at);
    else if (draft.isName(at)) named = true;
    else if (word === '(' && named) walk.parameters(at);
    else if (word === '(') {
      inParentheses(walk, at);
      named = true;
    } else if (word === '[') walk.expression(at + 1, draft.mate(at));
  }
}

/** Walks the parameters between a `(` and its partner. */
export function parameters(walk: Walk, open: number): void {
  const { draft } = walk;
  const close = draft.mate(open);
  if (close <= open + 1) return;
  for (let at = open + 1; at <= close;) {
    let end = at;
    while (end < close && draft.word(end) !== ',') end = draft.pass(end, close);
    parameter(walk, at, end, close);
    at = end + 1;
  }
}

function parameter(walk: Walk, first: number, end: number, close: number): void {
  const { draft } = walk;
  if (first >= end) {
    draft.omit(end < close ? end : first - 1, 'empty-argument');
    return;
  }
  if (draft.word(first) === '...' && end === first + 1) return;
  const run = specifiers(walk, first, end, { names: 1 });
  const stop = run.typed ? declarator(walk, run.next, end, run.name >= 0) : first;
  if (stop < end) draft.cover(first, end - 1, 'macro-parameter');
}

/** Walks a type's name: in a cast, `sizeof`, a compound literal. */
export function typeName(walk: Walk, first: number, end: number): void {
  const run = specifiers(walk, first, end, { names: 0 });
  declarator(walk, run.next, end, false);
}
