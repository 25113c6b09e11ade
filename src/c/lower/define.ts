import { makeNode } from '../node.js';
import type { Node } from '../node.js';
import { TokenKind } from '../tokens.js';
import { SKIP_HIDDEN } from './cursor.js';
import type { TokenSource } from './cursor.js';
import { Names } from './names.js';
import { Reader } from './reader.js';

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
  if (word === 'undef' && named) return makeNode('undef', '', [undefName(reader)], [first, ...restOf(reader, name + 1)]);
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

/** `(a, b, args...)`: names and varargs; a name in front of `...` is among the tokens of the varargs. */
function macroParams(reader: Reader): Node {
  const own: number[] = [];
  const kids: Node[] = [];
  reader.expect('(', own);
  while (!reader.atEnd && reader.peek() !== ')') {
    const dotsAhead = reader.peekAhead(1) === '...';
    if (reader.peek() === '...') kids.push(makeNode('varargs', '', [], [reader.take()]));
    else if (dotsAhead) kids.push(makeNode('varargs', '', [], [reader.take(), reader.take()]));
    else kids.push(macroParam(reader));
    if (!reader.accept(',', own) && reader.peek() !== ')') own.push(reader.take());
  }
  reader.accept(')', own);
  return makeNode('params', '', kids, own);
}

function macroParam(reader: Reader): Node {
  const name = reader.ident();
  reader.names.declare(name.value, 'value');
  return name;
}

/** An expression, a type, statements or fields, whichever takes all tokens; else `unread`. */
function macroBody(reader: Reader): Node {
  const start = reader.index;
  const tries: (() => Node)[] = [
    (): Node => (reader.peek() === '{' ? reader.initializer() : reader.expression()),
    (): Node => reader.typeName(),
    (): Node => statements(reader),
  ];
  if (reader.peek() === '{') tries.unshift((): Node => statements(reader));
  for (const read of tries) {
    reader.jump(start);
    reader.failed = false;
    const body = read();
    if (reader.atEnd && !reader.failed) return body;
  }
  return makeNode('unread', '', [], restOf(reader, start));
}

function statements(reader: Reader): Node {
  const items = reader.items();
  return items.length === 1 && items[0] !== undefined ? items[0] : makeNode('seq', '', items, []);
}
