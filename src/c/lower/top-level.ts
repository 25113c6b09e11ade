import { makeNode } from '../node.js';
import type { Node } from '../node.js';
import { readFunction } from './function-definition.js';
import { readMacroItem } from './macro-item.js';
import { TokenKind } from '../tokens.js';
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
  if (reader.peek() === '{' ? isElement(reader) : isValue(reader)) return element(reader);
  if (isLoneNames(reader)) return makeNode('macro-stmt', '', [reader.ident()], []);
  const table = macroTable(reader);
  if (table !== null) return table;
  const definition = readFunction(reader);
  if (definition !== null) return definition;
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

/** `A, B,`, `A(1), { 2 },` and `0, 1`: values that another file includes. */
function isValue(reader: Reader): boolean {
  const kind = reader.kindAt(reader.index);
  if (kind === TokenKind.number || kind === TokenKind.string || kind === TokenKind.char) return true;
  if (!reader.isNameAt(reader.index)) return false;
  const called = reader.peekAhead(1) === '(' ? reader.closingOf(reader.ahead(1)) : -1;
  if (reader.wordAt(reader.visibleFrom(Math.max(called, reader.index) + 1)) !== ',') return false;
  let last = '';
  for (let at = reader.index; at < reader.end; at = reader.visibleFrom(Math.max(at, reader.closingOf(at)) + 1)) {
    const word = reader.wordAt(at);
    if (word === ';' || word === '=' || (word === '{' && last !== ',')) return false;
    last = word;
  }
  return last === ',';
}

/** Names up to the end, each on a line of its own: macros that bring whole declarations. */
function isLoneNames(reader: Reader): boolean {
  for (let at = reader.index; at < reader.end; at = reader.visibleFrom(at + 1))
    if (!reader.isNameAt(at) || !reader.startsLine(at)) return false;
  return true;
}

function element(reader: Reader): Node {
  const list = reader.initElement();
  const own: number[] = [];
  if (reader.accept(',', own)) return makeNode('seq', '', [list], own);
  if (!reader.atEnd) reader.fail();
  return list;
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
