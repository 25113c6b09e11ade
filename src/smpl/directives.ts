import { makeNode } from '../c/index.js';
import type { Node } from '../c/index.js';
import { attribute } from './attributes.js';
import type { Cursor } from './cursor.js';
import { expressionDots } from './primaries.js';

/** A preprocessor line. Nothing of it is read beyond its end. */
export function directive(cursor: Cursor): Node {
  const outerEnd = cursor.end;
  const start = cursor.at;
  cursor.end = lineEnd(cursor, start);
  const node = byWord(cursor);
  if (cursor.at < cursor.end) cursor.fail('the end of the line');
  cursor.end = outerEnd;
  return node;
}

function lineEnd(cursor: Cursor, start: number): number {
  const number = cursor.tokens[start]?.directive;
  let end = start;
  while (end < cursor.end && cursor.tokens[end]?.directive === number) end++;
  return end;
}

function byWord(cursor: Cursor): Node {
  const word = cursor.peek().replace(/^#\s*/, '');
  const token = cursor.advance();
  switch (word) {
    case 'define':
      return define(cursor, token);
    case 'undef':
      return makeNode('undef', '', [cursor.name()], [token]);
    case 'include':
      return include(cursor, token);
    case 'pragma':
      return pragma(cursor, token);
    default:
      return makeNode('directive', word, [], [token, ...rest(cursor)]);
  }
}

function rest(cursor: Cursor): number[] {
  const tokens: number[] = [];
  while (!cursor.atEnd()) tokens.push(cursor.advance());
  return tokens;
}

function include(cursor: Cursor, token: number): Node {
  const value = cursor.peek();
  return makeNode('include', value, [], [token, cursor.advance()]);
}

/** The words of a pragma: metavariables and dots are kids, all else are own tokens. */
function pragma(cursor: Cursor, token: number): Node {
  const tokens = [token];
  const kids: Node[] = [];
  while (!cursor.atEnd()) {
    if (cursor.is('...')) kids.push(makeNode('dots', '', [], [cursor.advance()]));
    else if (cursor.names.isMeta(cursor.peek())) kids.push(cursor.leaf('meta'));
    else tokens.push(cursor.advance());
  }
  return makeNode('directive', 'pragma', kids, tokens);
}

function define(cursor: Cursor, token: number): Node {
  const name = cursor.name();
  const adjacent = cursor.is('(') && cursor.tokens[cursor.at]?.start === cursor.tokens[cursor.at - 1]?.end;
  const params = adjacent ? macroParams(cursor) : null;
  const body = cursor.atEnd() ? null : macroBody(cursor);
  return makeNode('define', name.value, [name, params, body], [token]);
}

function macroParams(cursor: Cursor): Node {
  const tokens = [cursor.expect('(')];
  const kids: Node[] = [];
  while (!cursor.is(')')) {
    if (cursor.is('...')) kids.push(expressionDots(cursor));
    else if (cursor.is('......')) kids.push(makeNode('varargs', '', [], [cursor.advance()]));
    else if (cursor.peek(1) === '......') kids.push(makeNode('varargs', '', [cursor.name()], [cursor.advance()]));
    else kids.push(cursor.name());
    const comma = cursor.accept(',');
    if (comma !== null) tokens.push(comma);
    else if (!cursor.is(')')) cursor.fail('`,` or `)`');
  }
  tokens.push(cursor.advance());
  return makeNode('params', '', kids, tokens);
}

/** Attributes, an expression, a type or statements, whichever takes the rest of the line. */
function macroBody(cursor: Cursor): Node {
  const { grammar } = cursor;
  const readers = [attributes, grammar.expression, grammar.typeName, items];
  for (const read of readers) {
    const body = cursor.attempt(() => {
      const node = read(cursor);
      return cursor.atEnd() ? node : cursor.fail('the end of the line');
    });
    if (body !== null) return body;
  }
  return makeNode('unread', '', [], rest(cursor));
}

/** Nothing but attributes, the first with parentheses; a word alone may be anything. */
function attributes(cursor: Cursor): Node {
  const kids: Node[] = [];
  if (cursor.peek(1) !== '(') cursor.fail('an attribute');
  while (!cursor.atEnd() && cursor.names.isAttribute(cursor.peek())) kids.push(attribute(cursor));
  const [only] = kids;
  if (only === undefined) return cursor.fail('an attribute');
  return kids.length === 1 ? only : makeNode('seq', '', kids, []);
}

function items(cursor: Cursor): Node {
  const kids = cursor.grammar.items(cursor);
  const [only] = kids;
  return kids.length === 1 && only !== undefined ? only : makeNode('seq', '', kids, []);
}
