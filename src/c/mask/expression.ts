import { TokenKind } from '../tokens.js';
import { typeofWords } from '../words.js';
import type { Draft } from './draft.js';
import { startsType } from './looks.js';
import type { Walk } from './walk.js';

/** Walks an expression, commas included. */
export function expression(walk: Walk, first: number, end: number): void {
  let at = first;
  while (at < end) at = operand(walk, at, first, end);
}

/** Walks one token or bracket of an expression; gives the position after it. */
function operand(walk: Walk, at: number, first: number, end: number): number {
  const { draft } = walk;
  const word = draft.word(at);
  if (draft.isString(at) || (draft.isName(at) && leadsToString(draft, at))) return strings(walk, at, end);
  if (draft.kind(at) === TokenKind.number && draft.isName(at + 1) && at + 1 < end) {
    draft.cover(at, at + 1, 'pasted');
    return at + 2;
  }
  if (draft.kind(at) === TokenKind.number && isNoNumber(word)) draft.show(at, '_'.repeat(word.length), 'renamed');
  switch (word) {
    case '(':
      parenthesis(walk, at, first);
      break;
    case '[':
      walk.expression(at + 1, draft.mate(at));
      break;
    case '{':
      walk.initializer(at);
      break;
    case '&&':
      if (isUnaryPlace(draft, at, first) && draft.isName(at + 1)) draft.show(at, '&', 'label-address');
      break;
    case 'offsetof':
      draft.show(at, 'Offsetof', 'renamed');
      break;
    case '__alignof__':
    case '__alignof':
    case '_Alignof':
      if (!startsType(draft, at + 2)) draft.show(at, 'sizeof', 'renamed');
      break;
    default:
      if (typeofWords.has(word) && draft.word(at + 1) === '(') {
        draft.cover(at, draft.mate(at + 1), 'typeof');
        return draft.mate(at + 1) + 1;
      }
  }
  return draft.pass(at, end);
}

/** The position after a name and the parentheses behind it. */
function nextOf(draft: Draft, at: number): number {
  const close = draft.word(at + 1) === '(' ? draft.mate(at + 1) : -1;
  return close > 0 ? close + 1 : at + 1;
}

/** Whether only names and calls stand between a name and a string. */
function leadsToString(draft: Draft, at: number): boolean {
  let next = nextOf(draft, at);
  while (draft.isName(next)) next = nextOf(draft, next);
  return draft.isString(next);
}

/** Strings, names and calls side by side: only names may stand between strings, and not two before the first. */
function strings(walk: Walk, first: number, end: number): number {
  const { draft } = walk;
  let at = first;
  let string = false;
  while (at < end && (draft.isString(at) || draft.isName(at))) {
    const next = draft.isString(at) ? at + 1 : nextOf(draft, at);
    let pair = next;
    while (!string && draft.isName(at) && draft.isName(pair)) pair = nextOf(draft, pair);
    if (pair > at + 1) draft.cover(at, pair - 1, 'concatenation');
    string ||= draft.isString(at);
    at = pair;
  }
  return at;
}

/** Arguments, a statement expression, a cast or compound literal, or a plain parenthesis. */
function parenthesis(walk: Walk, open: number, first: number): void {
  const { draft } = walk;
  const close = draft.mate(open);
  if (close < 0) return;
  const before = open > first ? open - 1 : -1;
  if (before >= 0 && (draft.isName(before) || draft.word(before) === ')' || draft.word(before) === ']'))
    walk.arguments(open);
  else if (draft.word(open + 1) === '{') walk.block(open + 1);
  else if (startsType(draft, open + 1) || hasNeighbours(draft, open + 1, close)) walk.typeName(open + 1, close);
  else walk.expression(open + 1, close);
}

/** Two names side by side at the start: `foo_t __user *`. */
function hasNeighbours(draft: Draft, first: number, end: number): boolean {
  return first + 1 < end && draft.isName(first) && (draft.isName(first + 1) || startsType(draft, first + 1));
}

/** Whether an operator at a position has nothing to its left. */
function isUnaryPlace(draft: Draft, at: number, first: number): boolean {
  if (at <= first) return true;
  const kind = draft.kind(at - 1);
  const before = draft.word(at - 1);
  return kind === TokenKind.punctuator && ![')', ']', '}', '++', '--'].includes(before);
}

/** A preprocessing number that is no number of C, as macros paste together: `10000baseT`. */
function isNoNumber(word: string): boolean {
  const decimal = /^(\d[\d']*\.?[\d']*|\.\d+)([eE][-+]?\d+)?[uUlLfFwWbBdD]*$/;
  const based = /^0[xXbB][\da-fA-F'.]+([pP][-+]?\d+)?[uUlLwW]*$/;
  return !decimal.test(word) && !based.test(word);
}
