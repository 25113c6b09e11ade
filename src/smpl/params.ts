import { makeNode } from '../c/index.js';
import type { Node } from '../c/index.js';
import { hideAttributes } from './attributes.js';
import type { Cursor } from './cursor.js';
import { declarator } from './declarators.js';
import { isPlainWord } from './lookahead.js';
import { expressionDots } from './primaries.js';
import { specifiers } from './types.js';

/** A parameter list with its parentheses. */
export function params(cursor: Cursor): Node {
  const tokens = [cursor.expect('(')];
  const kids: Node[] = [];
  while (!cursor.is(')')) {
    kids.push(param(cursor));
    const comma = cursor.accept(',');
    if (comma !== null) tokens.push(comma);
    else if (!cursor.is(')') && !cursor.is('\\(') && kids[kids.length - 1]?.kind !== 'disj') cursor.fail('`,` or `)`');
  }
  tokens.push(cursor.advance());
  return makeNode('params', '', kids, tokens);
}

function param(cursor: Cursor): Node {
  if (cursor.is('...')) return expressionDots(cursor);
  if (cursor.is('......')) return makeNode('varargs', '', [], [cursor.advance()]);
  if (cursor.is('\\(')) return paramChoice(cursor);
  if (cursor.isWord() && endsParam(cursor, 1)) {
    const kind = cursor.names.kindOf(cursor.peek());
    if (kind !== undefined && kind !== 'type' && kind !== 'typedef') return cursor.leaf('meta');
    if (kind === undefined && isPlainWord(cursor, cursor.at) && isOldStyle(cursor)) return cursor.leaf('ident');
  }
  return typedParam(cursor);
}

/** A lone word in a parameter list names a parameter unless it is known for a type. */
function isOldStyle(cursor: Cursor): boolean {
  return !cursor.names.isType(cursor.peek()) && !PRIMITIVE.test(cursor.peek());
}

const PRIMITIVE = /^(?:void|char|short|int|long|float|double|signed|unsigned|bool|_Bool)$/;

function endsParam(cursor: Cursor, ahead: number): boolean {
  return [',', ')', '\\|', '\\&', '\\)'].includes(cursor.peek(ahead));
}

function paramChoice(cursor: Cursor): Node {
  const whole = cursor.attempt(() => {
    const choice = cursor.choice(() => param(cursor));
    if (!cursor.is(',', ')', '\\|', '\\)', '\\(')) cursor.fail('the end of the parameter');
    return choice;
  });
  return whole ?? typedParam(cursor);
}

function typedParam(cursor: Cursor): Node {
  const { storage, base } = specifiers(cursor);
  if (base === null) return cursor.fail('a parameter');
  const { name, wrap } = declarator(cursor, 'either');
  hideAttributes(cursor);
  return makeNode('param', '', [storage, wrap(base), name], []);
}
