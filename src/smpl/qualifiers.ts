import { makeNode } from '../c/index.js';
import type { Node } from '../c/index.js';
import { hideAttributes } from './attributes.js';
import type { Cursor } from './cursor.js';
import { QUALIFIERS, qualifierRank } from './words.js';

/** A type in its qualifiers: one node for each, `const` outermost. */
export function qualify(cursor: Cursor, type: Node, tokens: readonly number[]): Node {
  const spelled = tokens.map((token) => ({ token, word: QUALIFIERS.get(cursor.textAt(token)) ?? '' }));
  spelled.sort((left, right) => qualifierRank(right.word) - qualifierRank(left.word));
  return spelled.reduce((inner, { word, token }) => makeNode('qualified', word, [inner], [token]), type);
}

/** Takes the qualifiers and attributes that stand here; gives the tokens of the qualifiers. */
export function takeQualifiers(cursor: Cursor): number[] {
  const tokens: number[] = [];
  for (;;) {
    if (QUALIFIERS.has(cursor.peek())) tokens.push(cursor.advance());
    else if (!hideAttributes(cursor)) return tokens;
  }
}
