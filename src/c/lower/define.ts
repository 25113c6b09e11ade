import { attributeCalls, attributeWords } from '../mask/attribute-words.js';
import { makeNode } from '../node.js';
import type { Node } from '../node.js';
import { TokenKind } from '../tokens.js';
import { attribute } from './attribute.js';
import { SKIP_HIDDEN } from './cursor.js';
import type { TokenSource } from './cursor.js';
import { Names } from './names.js';
import { Reader } from './reader.js';
import { topLevelItems } from './top-level.js';

/**
 * The node of one preprocessor line, given its tokens: `define`, `undef` and `include` have their shapes, all others
 * are `directive`. `typeNames` decide the ambiguities of a macro's body.
 */
export function directiveNode(source: TokenSource, first: number, end: number, typeNames: ReadonlySet<string>): Node {
  const names = new Names(typeNames);
  const reader = new Reader({ ...source, skipBits: SKIP_HIDDEN, names }, first, end);
  const word = reader.peek().replace(/^#\s*/, '');
  const name = reader.ahead(1);
  const named = reader.isNameAt(name) || reader.kindAt(name) === TokenKind.keyword;
  if (word === 'define' && named) return defineNode(reader);
  if (word === 'undef' && named)
    return makeNode('undef', '', [undefName(reader)], [first, ...restOf(reader, name + 1)]);
  const header = reader.wordAt(name);
  if (word.startsWith('include') && header !== '') return makeNode('include', header, [], restOf(reader, first));
  return makeNode('directive', word, [], restOf(reader, first));
}

function undefName(reader: Reader): Node {
  reader.take();
  return reader.ident();
}

function restOf(reader: Reader, first: number): number[] {
  reader.jump(first);
  const own: number[] = [];
  while (!reader.atEnd) own.push(reader.take());
  return own;
}

function defineNode(reader: Reader): Node {
  const own = [reader.take()];
  const nameEnd = reader.tokens.end[reader.index];
  const name = reader.ident();
  const adjacent = reader.peek() === '(' && reader.tokens.start[reader.index] === nameEnd;
  const params = adjacent ? macroParams(reader) : null;
  const body = reader.atEnd ? null : macroBody(reader);
  return makeNode('define', name.value, [name, params, body], own);
}

/** `(a, b, args...)`: names and varargs; a name in front of `...` is a kid of the varargs. */
function macroParams(reader: Reader): Node {
  const own: number[] = [];
  const kids: Node[] = [];
  reader.expect('(', own);
  while (!reader.atEnd && reader.peek() !== ')') {
    const dotsAhead = reader.peekAhead(1) === '...';
    if (reader.peek() === '...') kids.push(makeNode('varargs', '', [], [reader.take()]));
    else if (dotsAhead) kids.push(makeNode('varargs', '', [macroParam(reader)], [reader.take()]));
    else kids.push(macroParam(reader));
    if (!reader.accept(',', own) && reader.peek() !== ')') own.push(reader.take());
  }
  reader.accept(')', own);
  return makeNode('params', '', kids, own);
}

function macroParam(reader: Reader): Node {
  const name = reader.ident();
  reader.names.declare(name.value, 'unknown');
  return name;
}

/** The readings of a macro's body, in order of preference. */
const bodyReadings: readonly ((reader: Reader) => Node)[] = [
  (reader): Node => attributes(reader),
  (reader): Node => (isBlock(reader) ? reader.block() : reader.initializer()),
  (reader): Node => reader.expression(),
  (reader): Node => reader.typeName(),
  (reader): Node => statements(reader.items()),
  (reader): Node => statements(topLevelItems(reader)),
  (reader): Node => initializers(reader),
  (reader): Node => reader.macroRun(),
  (reader): Node => storageWords(reader),
];

/** The first reading that takes all tokens of the body; else `unread`. */
function macroBody(reader: Reader): Node {
  const start = reader.index;
  for (const read of bodyReadings) {
    reader.jump(start);
    reader.failures = 0;
    const body = read(reader);
    if (reader.atEnd && reader.failures === 0) return body;
  }
  return makeNode('unread', '', [], restOf(reader, start));
}

/** `__attribute__((packed)) __cold`: nothing but attributes, the first with parentheses; a word alone may be anything. */
function attributes(reader: Reader): Node {
  const found: Node[] = [];
  if (!attributeCalls.has(reader.peek())) reader.fail();
  else while (attributeWords.has(reader.peek()) || attributeCalls.has(reader.peek())) found.push(attribute(reader));
  return statements(found);
}

/** `{ ... ; }` is code, `{ 1, 2 }` is data. */
function isBlock(reader: Reader): boolean {
  const close = reader.peek() === '{' ? reader.closingOf(reader.index) : -1;
  return close >= 0 && [';', '}', '{'].includes(reader.wordAt(close - 1));
}

function statements(items: readonly Node[]): Node {
  return items.length === 1 && items[0] !== undefined ? items[0] : makeNode('seq', '', items, []);
}

/** `.a = b, .c = d`: elements of an initializer without its braces. */
function initializers(reader: Reader): Node {
  const own: number[] = [];
  const kids: Node[] = [];
  do kids.push(reader.initElement());
  while (reader.accept(',', own) && !reader.atEnd);
  return makeNode('init-list', '', kids, own);
}

/** `static inline`: storage words alone. */
function storageWords(reader: Reader): Node {
  const specifiers = reader.specifiers(true);
  const storage = specifiers.storageNode();
  const alone =
    !specifiers.hasType &&
    specifiers.qualifiers.length === 0 &&
    specifiers.typedef < 0 &&
    specifiers.extra.length === 0;
  if (storage === null || !alone) reader.fail();
  return storage ?? makeNode('unread', '', [], []);
}
