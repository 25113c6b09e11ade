import type { Node } from '../node.js';
import type { ArgumentReader } from './argument-reader.js';
import { functionHead, functionNode } from './function-head.js';

/** The function that is defined here; null, and nothing taken, where none is. */
export function readFunction(reader: ArgumentReader): Node | null {
  const brace = functionBrace(reader);
  if (brace < 0) return null;
  const { index: start, end, failures } = reader;
  reader.names.open();
  reader.end = brace;
  const head = functionHead(reader);
  reader.end = end;
  reader.jump(head === null ? start : brace);
  if (head === null) reader.failures = failures;
  const node = head === null ? null : functionNode(head, reader.block());
  reader.names.close();
  return node;
}

/**
 * The `{` of the function that starts here, or -1: the first one outside brackets, behind a `)` or behind old-style
 * declarations of parameters.
 */
function functionBrace(reader: ArgumentReader): number {
  const start = reader.index;
  const head = reader.takeUntil(['{', ';', '=']);
  const list = reader.peek() === ';' ? oldStyleList(reader, head) : -1;
  while (list >= 0 && reader.peek() === ';') {
    reader.take();
    reader.takeUntil(['{', ';', '=', '(']);
  }
  const brace = reader.peek() === '{' ? reader.index : -1;
  const before = list >= 0 ? reader.wordAt(brace - 1) === ';' : reader.wordAt(head.at(-1) ?? -1) === ')';
  reader.jump(start);
  if (before && brace >= 0) reader.oldStyleAt = list;
  return before ? brace : -1;
}

/** The `(` of a list of names alone among the tokens of a head, with more tokens behind it; -1 where there is none. */
function oldStyleList(reader: ArgumentReader, head: readonly number[]): number {
  const at = head.findIndex((token) => reader.wordAt(token) === '(');
  const close = at > 0 ? reader.closingOf(head[at] ?? -1) : -1;
  const inside = head.filter((token, index) => index > at && token < close);
  const names = inside.every((token) => reader.isNameAt(token) || reader.wordAt(token) === ',');
  return names && close >= 0 && close < (head.at(-1) ?? -1) ? (head[at] ?? -1) : -1;
}
