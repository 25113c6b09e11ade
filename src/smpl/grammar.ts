import { makeNode } from '../c/index.js';
import type { Node } from '../c/index.js';
import type { SliceToken } from './body.js';
import { Cursor, Unexpected } from './cursor.js';
import type { Grammar } from './cursor.js';
import { declaration } from './declarations.js';
import { assignment, callArguments, expression, term } from './expressions.js';
import { item, items } from './items.js';
import { enumerators, fields, initElement, initializer } from './members.js';
import type { Names } from './names.js';
import { params } from './params.js';
import { block } from './statements.js';
import { typeName } from './types.js';

const GRAMMAR: Grammar = {
  expression,
  assignment,
  term,
  typeName,
  args: callArguments,
  params,
  fields,
  enumerators,
  initializer,
  initElement,
  declaration,
  block,
  item,
  items,
};

/** A minus slice as a tree, or where and why it could not be read. */
export type SliceResult =
  | { readonly root: Node; readonly attributes: readonly Node[]; readonly failure: null }
  | { readonly root: null; readonly failure: { readonly at: number; readonly expected: string } };

/** A cursor at the start of a token sequence. */
export function makeCursor(tokens: readonly SliceToken[], names: Names): Cursor {
  return new Cursor(tokens, names, GRAMMAR);
}

/** Parses a minus slice; a rule of kind `type` holds a type, one of kind `expression` an expression if it can be read as one. */
export function parseSlice(tokens: readonly SliceToken[], names: Names, bodyKind: string | null): SliceResult {
  const cursor = makeCursor(tokens, names);
  try {
    const kids = itemsOf(cursor, bodyKind);
    if (!cursor.atEnd()) cursor.fail('the end of the rule');
    return { root: makeNode('seq', '', kids, []), attributes: cursor.attributes, failure: null };
  } catch (error) {
    if (!(error instanceof Unexpected)) throw error;
    const { at, expected } = cursor.farthest ?? error;
    return { root: null, failure: { at, expected } };
  }
}

function itemsOf(cursor: Cursor, bodyKind: string | null): Node[] {
  if (bodyKind === 'type') return [makeNode('bare', '', [typeName(cursor)], [])];
  if (bodyKind !== 'expression') return items(cursor);
  const whole = cursor.attempt(() => {
    const expression = GRAMMAR.expression(cursor);
    return cursor.atEnd() ? expression : cursor.fail('the end of the rule');
  });
  return whole === null ? items(cursor) : [makeNode('bare', '', [whole], [])];
}
