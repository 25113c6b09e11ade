import { asmWords, statementKeywords, storageKeywords, typeofWords } from '../words.js';
import { TokenKind } from '../tokens.js';
import type { Draft } from './draft.js';
import { isCapital, startsType } from './looks.js';
import type { Walk } from './walk.js';

/** Walks the arguments between a `(` and its partner. */
export function argumentList(walk: Walk, open: number): void {
  const { draft } = walk;
  const close = draft.mate(open);
  if (close <= open + 1) return;
  for (let at = open + 1; at <= close;) {
    let end = at;
    while (end < close && draft.word(end) !== ',') end = draft.pass(end, close);
    if (at < end) argument(walk, at, end);
    else draft.omit(end < close ? end : at - 1, 'empty-argument');
    at = end + 1;
  }
}

function argument(walk: Walk, first: number, end: number): void {
  const { draft } = walk;
  const last = end - 1;
  const word = draft.word(first);
  if (word === '{' && draft.mate(first) === last) braces(walk, first);
  else if (isStatement(draft, first, end)) draft.cover(first, last, 'statement-argument');
  else if (word === '.' || (word === '[' && draft.word(draft.mate(first) + 1) === '='))
    draft.cover(first, last, 'initializer-argument');
  else if (startsType(draft, first) || storageKeywords.has(word)) typeArgument(walk, first, last);
  else if (isOdd(draft, first, last) || isNameAndNumber(draft, first)) draft.cover(first, last, 'odd-argument');
  else if (draft.word(last) === '*' && draft.isName(first)) draft.cover(first, last, 'type-argument');
  else if (
    draft.isName(first) &&
    (draft.isName(first + 1) || startsType(draft, first + 1)) &&
    !hasString(draft, first, end)
  ) {
    const list =
      draft.isName(first + 1) && (draft.isName(first + 2) || (isCapital(word) && isCapital(draft.word(last))));
    draft.cover(first, last, list ? 'odd-argument' : 'declaration-argument');
  } else walk.expression(first, end);
}

/** `{ ... }` as an argument: statements, or the elements of an initializer. */
function braces(walk: Walk, open: number): void {
  const { draft } = walk;
  const close = draft.mate(open);
  const statements = close === open + 1 || draft.word(close - 1) === ';' || draft.word(close - 1) === '}';
  if (statements) walk.block(open);
  else draft.cover(open, close, 'initializer-argument');
}

/** A type, or a declaration where a name follows the type; a lone keyword is neither. */
function typeArgument(walk: Walk, first: number, last: number): void {
  const { draft } = walk;
  if (typeofWords.has(draft.word(first)) && isValueOfTypeof(draft, first, last)) walk.expression(first, last + 1);
  else if (isLoneKeyword(draft, first, last)) draft.cover(first, last, 'odd-argument');
  else draft.cover(first, last, declaresName(draft, first, last) ? 'declaration-argument' : 'type-argument');
}

/** `struct`, `const`: a keyword that is no type by itself. */
function isLoneKeyword(draft: Draft, first: number, last: number): boolean {
  const word = draft.word(first);
  return (
    first === last &&
    (word === 'struct' || word === 'union' || word === 'enum' || word === 'const' || storageKeywords.has(word))
  );
}

/** `typeof(x)(y)`: not a type but a value; only what follows the parentheses tells. */
function isValueOfTypeof(draft: Draft, first: number, last: number): boolean {
  const close = draft.mate(first + 1);
  return close > 0 && close < last && draft.word(close + 1) === '.';
}

function declaresName(draft: Draft, first: number, last: number): boolean {
  if (first === last || !draft.isName(last))
    return draft.word(last) === ']' || draft.word(last) === ')' ? hasName(draft, first, last) : false;
  const before = draft.word(last - 1);
  return before !== 'struct' && before !== 'union' && before !== 'enum' && before !== 'const';
}

/** In front of the final brackets stands a name that is not a tag. */
function hasName(draft: Draft, first: number, last: number): boolean {
  const open = draft.mate(last);
  if (open <= first + 1 || typeofWords.has(draft.word(open - 1))) return false;
  return draft.isName(open - 1) && !['struct', 'union', 'enum'].includes(draft.word(open - 2));
}

/** Something that only a statement can be: it has a `;`, or begins with a statement's keyword. */
function isStatement(draft: Draft, first: number, end: number): boolean {
  if (
    draft.kind(first) === TokenKind.keyword &&
    (statementKeywords.has(draft.word(first)) || asmWords.has(draft.word(first)))
  )
    return true;
  // An iterator with its block: `D(for_each(a) { ... })`.
  const called = draft.isName(first) && draft.word(first + 1) === '(' ? draft.mate(first + 1) : -1;
  if (called > 0 && draft.word(called + 1) === '{') return true;
  for (let at = first; at < end; at = draft.pass(at, end)) if (draft.word(at) === ';') return true;
  return false;
}

function hasString(draft: Draft, first: number, end: number): boolean {
  for (let at = first; at < end; at = draft.pass(at, end)) if (draft.isString(at)) return true;
  return false;
}

const prefixOperators: ReadonlySet<string> = new Set(['!', '~', '-', '+', '*', '&', '++', '--', '&&']);

/** An argument that begins or ends with an operator that wants something there: `==`, `< 3`, `x +`. */
function isOdd(draft: Draft, first: number, last: number): boolean {
  const opening = draft.word(first);
  const closing = draft.word(last);
  const begins = isOperator(draft, first) && !prefixOperators.has(opening);
  const ends = isOperator(draft, last) && closing !== '++' && closing !== '--' && closing !== '*';
  return begins || ends || (first === last && isOperator(draft, first));
}

function isOperator(draft: Draft, at: number): boolean {
  return draft.kind(at) === TokenKind.punctuator && !/^[()[\]{}]$/.test(draft.word(at));
}

/** `PMINFO 0`: the macro brings its own comma. */
function isNameAndNumber(draft: Draft, first: number): boolean {
  return draft.isName(first) && draft.kind(first + 1) === TokenKind.number;
}
