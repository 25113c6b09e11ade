import { makeNode } from '../node.js';
import type { Node } from '../node.js';
import { ascending } from './declarator-reader.js';
import type { DeclarationReader } from './declaration-reader.js';

/** What stands in front of a function's body. */
export interface FunctionHead {
  readonly storage: Node | null;
  /** The type it returns; null where none is written. */
  readonly type: Node | null;
  readonly name: Node;
  readonly params: Node;
  /** Old-style declarations of parameters. */
  readonly oldStyle: readonly Node[];
  /** Tokens of attributes and of parentheses around the name. */
  readonly own: readonly number[];
}

/** Reads all of a stretch as the head of a function; null when it is none. Parameters are declared in the open scope. */
export function functionHead(reader: DeclarationReader): FunctionHead | null {
  reader.paramStyle = 'definition';
  const specifiers = reader.specifiers(true);
  const written = specifiers.writtenType();
  const base = written ?? specifiers.type();
  const declared = reader.declarator(base, 'required');
  reader.paramStyle = 'prototype';
  const oldStyle: Node[] = [];
  while (!reader.atEnd) {
    const before = reader.index;
    oldStyle.push(reader.declaration());
    // What is neither parameter nor declaration makes this no head; nothing would ever take it.
    if (reader.index === before) return null;
  }
  const own = [...specifiers.extra, ...declared.extra];
  const type = ungrouped(declared.type, own);
  const [result = null, params = null] = type.kids;
  if (type.kind !== 'function-type' || declared.name === null || params === null) return null;
  return {
    storage: specifiers.storageNode(),
    type: written === null && result === base ? null : result,
    name: declared.name,
    params,
    oldStyle,
    own: own.sort(ascending),
  };
}

/** A type without the parentheses around its declarator, which go to `own`. */
function ungrouped(type: Node, own: number[]): Node {
  let at = type;
  for (let inner = at.kids[0]; at.kind === 'grouped' && inner !== undefined && inner !== null; inner = at.kids[0]) {
    own.push(...at.tokens);
    at = inner;
  }
  return at;
}

export function functionNode(head: FunctionHead, block: Node): Node {
  return makeNode('function', '', [head.storage, head.type, head.name, head.params, block, ...head.oldStyle], head.own);
}
