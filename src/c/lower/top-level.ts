import { makeNode } from '../node.js';
import type { Node } from '../node.js';
import { functionHead, functionNode } from './function-head.js';
import { readMacroItem } from './macro-item.js';
import type { Reader } from './reader.js';

/** All items of a stretch outside functions, read from tokens alone. */
export function topLevelItems(reader: Reader): Node[] {
  const items: Node[] = [];
  while (!reader.atEnd) {
    const start = reader.index;
    items.push(topLevelItem(reader));
    if (reader.index === start) {
      reader.fail();
      items.push(makeNode('unread', '', [], [reader.take()]));
    }
  }
  return items;
}

function topLevelItem(reader: Reader): Node {
  const brace = functionBrace(reader);
  if (brace >= 0) {
    const node = readFunction(reader, brace);
    if (node !== null) return node;
  }
  return readMacroItem(reader, false) ?? (reader.declarationAhead() ? reader.declaration() : reader.item());
}

/** The `{` of the function that starts here, or -1: the first one outside brackets, behind a `)`. */
function functionBrace(reader: Reader): number {
  const start = reader.index;
  const head = reader.takeUntil(['{', ';', '=']);
  const brace = reader.peek() === '{' ? reader.index : -1;
  reader.jump(start);
  return reader.wordAt(head.at(-1) ?? -1) === ')' ? brace : -1;
}

function readFunction(reader: Reader, brace: number): Node | null {
  const start = reader.index;
  const end = reader.end;
  reader.names.open();
  reader.end = brace;
  const head = functionHead(reader);
  reader.end = end;
  reader.jump(head === null ? start : brace);
  const node = head === null ? null : functionNode(head, reader.block());
  reader.names.close();
  return node;
}
