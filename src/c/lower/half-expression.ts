import { makeNode } from '../node.js';
import type { Node } from '../node.js';
import type { Cursor } from './cursor.js';
import { assignmentOperators, binaryStrength } from './words.js';

/**
 * `a IF_B(|| b)`, `f(a IF_B(, b))`, `IF_B(b ||) a`: macros in capitals that give a half of an expression, with the operator
 * that joins it to the rest, or nothing. What they hold is no expression, and stays a row of tokens.
 */
export function halfBehind(cursor: Cursor): Node | null {
  return cursor.isNameAt(cursor.index) && isHalf(cursor, cursor.index, 'first') ? half(cursor) : null;
}

/** The same in front of the other half. */
export function halfInFront(cursor: Cursor): Node | null {
  return isHalfInFront(cursor) ? half(cursor) : null;
}

export function isHalfInFront(cursor: Cursor): boolean {
  if (cursor.peekAhead(1) !== '(' || !isHalf(cursor, cursor.index, 'last')) return false;
  const close = cursor.closingOf(cursor.ahead(1));
  return !ENDS.has(cursor.wordAt(cursor.visibleFrom(close + 1)));
}

/** What no operand begins with: a call in front of it is whole, as is one whose last arguments are empty. */
const ENDS: ReadonlySet<string> = new Set(['', ',', ';', ')', ']', '}', ':']);

function half(cursor: Cursor): Node {
  const name = cursor.ident();
  const own: number[] = [];
  cursor.takeBalanced(own);
  return makeNode('call', '', [name, makeNode('args', '', [], own)], []);
}

/** Whether `ID(...)` at a token begins, or ends, with what joins two operands; one around another counts as that one. */
function isHalf(cursor: Cursor, at: number, side: 'first' | 'last'): boolean {
  const open = cursor.visibleFrom(at + 1);
  const close = cursor.wordAt(open) === '(' ? cursor.closingOf(open) : -1;
  if (close < 0) return false;
  const first = cursor.visibleFrom(open + 1);
  const joins = isJoint(cursor.wordAt(side === 'first' ? first : close - 1), side);
  if (!joins && !(side === 'first' && cursor.isNameAt(first) && first < close)) return false;
  return /^[A-Z][A-Z0-9_]*$/.test(cursor.wordAt(at)) && (joins || isHalf(cursor, first, side));
}

/** Signs, stars and the like may begin an operand, but never end one. */
function isJoint(word: string, side: 'first' | 'last'): boolean {
  if (word === ',') return true;
  const isOperator = binaryStrength.has(word) || assignmentOperators.has(word) || word === '?' || word === ':';
  return isOperator && (side === 'last' || !['&', '*', '-', '+'].includes(word));
}
