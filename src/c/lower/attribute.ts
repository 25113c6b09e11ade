import { makeNode } from '../node.js';
import type { Node } from '../node.js';
import type { Tokens } from '../tokens.js';
import { NO_TOKENS, SKIP_HIDDEN } from './cursor.js';
import { Names } from './names.js';
import { Reader } from './reader.js';

/** The attributes that a run of hidden tokens, `[first, end)`, spells. Their arguments are read as those of a call. */
export function attributesFromTokens(tokens: Tokens, first: number, end: number): Node[] {
  const skip = new Uint8Array(Math.max(0, end - first));
  const names = new Names(new Set());
  const none = NO_TOKENS;
  const source = { tokens, skip, base: first, words: [], skipBits: SKIP_HIDDEN, names, stops: none, iterators: none };
  const reader = new Reader(source, first, end);
  const attributes: Node[] = [];
  while (!reader.atEnd) attributes.push(reader.peek() === '[' ? bracketed(reader) : attribute(reader));
  return attributes;
}

/** `[[likely]]`: its spelling is its value. */
function bracketed(reader: Reader): Node {
  const own: number[] = [];
  reader.takeBalanced(own);
  return makeNode('attribute', own.map((token) => reader.wordAt(token)).join(''), [null], own);
}

/** A name, with arguments or without. `__attribute__((x))` has its arguments inside two pairs of parentheses. */
export function attribute(reader: Reader): Node {
  const word = reader.peek();
  const own = [reader.take()];
  if (reader.peek() !== '(' || reader.closingOf(reader.index) < 0) return makeNode('attribute', word, [null], own);
  const isDouble = reader.peekAhead(1) === '(';
  if (isDouble) own.push(reader.take());
  const args = reader.args();
  if (isDouble) reader.expect(')', own);
  return makeNode('attribute', word === '__attribute' ? '__attribute__' : word, [args], own);
}
