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
  if (reader.peek() === '{' && isElement(reader)) return element(reader);
  const table = macroTable(reader);
  if (table !== null) return table;
  const brace = functionBrace(reader);
  if (brace >= 0) {
    const node = readFunction(reader, brace);
    if (node !== null) return node;
  }
  if (reader.isNameAt(reader.index) && reader.peekAhead(1) === '{')
    return makeNode('macro-stmt', '', [reader.ident()], []);
  return readMacroItem(reader, false) ?? (reader.declarationAhead() ? reader.declaration() : reader.item());
}

/** `{ .a = 1 },` or `{ "x", 1 },` outside everything: a part of a table that another file includes. */
function isElement(reader: Reader): boolean {
  const close = reader.closingOf(reader.index);
  const behind = reader.wordAt(reader.visibleFrom(close + 1));
  return close >= 0 && (behind === ',' || (behind === '' && reader.peekAhead(1) === '.'));
}

function element(reader: Reader): Node {
  const list = reader.initializer();
  const own: number[] = [];
  return reader.accept(',', own) ? makeNode('seq', '', [list], own) : list;
}

/**
 * The `{` of the function that starts here, or -1: the first one outside brackets, behind a `)` or behind old-style
 * declarations of parameters.
 */
function functionBrace(reader: Reader): number {
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
function oldStyleList(reader: Reader, head: readonly number[]): number {
  const at = head.findIndex((token) => reader.wordAt(token) === '(');
  const close = at > 0 ? reader.closingOf(head[at] ?? -1) : -1;
  const inside = head.filter((token, index) => index > at && token < close);
  const names = inside.every((token) => reader.isNameAt(token) || reader.wordAt(token) === ',');
  return names && close >= 0 && close < (head.at(-1) ?? -1) ? (head[at] ?? -1) : -1;
}

/** `START(x) .a = 1, END` and `ADD(x) { .a = 1 };`: initializers behind a macro. */
function macroTable(reader: Reader): Node | null {
  const close = reader.isNameAt(reader.index) && reader.peekAhead(1) === '(' ? reader.closingOf(reader.ahead(1)) : -1;
  if (close < 0) return null;
  const behind = reader.visibleFrom(close + 1);
  const word = reader.wordAt(behind);
  const isBraced = word === '{' && reader.wordAt(reader.visibleFrom(behind + 1)) === '.';
  if (word !== '.' && !isBraced) return null;
  const head = [reader.ident(), reader.args()];
  const own: number[] = [];
  if (isBraced) {
    const list = reader.initializer();
    reader.accept(';', own);
    return makeNode('macro-decl-init', '', [...head, list], own);
  }
  const list = openInitializer(reader);
  // The second macro stands at the start of a line, the last word in reach.
  if (reader.isNameAt(reader.index) && reader.startsLine(reader.index)) own.push(reader.take());
  else reader.fail();
  return makeNode('macro-decl-init', '', [...head, list], own);
}

function openInitializer(reader: Reader): Node {
  const commas: number[] = [];
  const elements: Node[] = [];
  do elements.push(reader.initElement());
  while (reader.accept(',', commas) && reader.peek() === '.');
  return makeNode('init-list', '', elements, commas);
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
