import { makeNode } from '../c/index.js';
import type { Node } from '../c/index.js';
import type { Cursor } from './cursor.js';

/** Passes attributes, which stand beside the tree; true when there was one. */
export function hideAttributes(cursor: Cursor): boolean {
  const before = cursor.at;
  for (;;) {
    if (cursor.is('[') && cursor.peek(1) === '[') cursor.attributes.push(bracketed(cursor));
    else if (cursor.isWord() && cursor.names.isAttribute(cursor.peek())) cursor.attributes.push(attribute(cursor));
    else return cursor.at > before;
  }
}

/** Takes a word that can only be an attribute where it stands. */
export function hideWord(cursor: Cursor): void {
  const word = cursor.peek();
  cursor.attributes.push(makeNode('attribute', word, [null], [cursor.advance()]));
}

/** One attribute, with its arguments. */
export function attribute(cursor: Cursor): Node {
  const word = cursor.peek();
  if (cursor.names.kindOf(word) === 'attribute') return cursor.leaf('meta');
  const own = [cursor.advance()];
  // `a (*f)(int)` declares a pointer: the attribute has no arguments.
  if (!cursor.is('(') || cursor.peek(1) === '*') return makeNode('attribute', word, [null], own);
  const isDouble = cursor.peek(1) === '(';
  if (isDouble) own.push(cursor.advance());
  const args = cursor.grammar.args(cursor);
  if (isDouble) own.push(cursor.expect(')'));
  return makeNode('attribute', word === '__attribute' ? '__attribute__' : word, [args], own);
}

/** `[[likely]]`: its spelling is its value. */
function bracketed(cursor: Cursor): Node {
  const own: number[] = [];
  for (const close = cursor.partner(cursor.at); cursor.at <= close && !cursor.atEnd();) own.push(cursor.advance());
  return makeNode('attribute', own.map((token) => cursor.textAt(token)).join(''), [null], own);
}
