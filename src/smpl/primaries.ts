import { makeNode } from '../c/index.js';
import type { Node } from '../c/index.js';
import type { Cursor } from './cursor.js';
import { whens } from './whens.js';

/** A literal, name, bracketed expression, disjunction, nest or dots. */
export function primary(cursor: Cursor): Node {
  const token = cursor.token();
  if (token === undefined) return cursor.fail('an expression');
  switch (token.kind) {
    case 'identifier':
      return word(cursor);
    case 'string':
      return strings(cursor, []);
    case 'number':
      return cursor.leaf('number');
    case 'char':
      return cursor.leaf('char');
    default:
      return bracketed(cursor);
  }
}

function bracketed(cursor: Cursor): Node {
  switch (cursor.peek()) {
    case '(':
      return parenthesized(cursor);
    case '\\(':
      return cursor.choice(() => alternative(cursor));
    case '<...':
    case '<+...':
      return expressionNest(cursor);
    case '...':
      return expressionDots(cursor);
    default:
      return cursor.fail('an expression');
  }
}

/** A branch of a disjunction of expressions; one of types reads as types. */
function alternative(cursor: Cursor): Node {
  const { at, attributes } = cursor;
  const attributesBefore = attributes.length;
  const term = cursor.grammar.term(cursor);
  if (!cursor.is(',')) return term;
  cursor.reset(at, attributesBefore);
  return cursor.grammar.expression(cursor);
}

const NOT_EXPRESSIONS = new Set(
  (
    'if else while do for switch case default return goto break continue struct union enum typedef static extern ' +
    'register const volatile int char void long short unsigned signed float double'
  ).split(' '),
);

function word(cursor: Cursor): Node {
  const text = cursor.peek();
  if (cursor.names.isMeta(text)) return metaWord(cursor);
  if (text === '_Generic') return generic(cursor);
  if (NOT_EXPRESSIONS.has(text)) return cursor.fail('an expression');
  if (cursor.token(1)?.kind === 'string') return strings(cursor, []);
  return cursor.leaf('ident');
}

function metaWord(cursor: Cursor): Node {
  const { names } = cursor;
  const text = cursor.peek();
  if (names.isOperatorMeta(text)) return cursor.fail('an expression');
  if (cursor.token(1)?.kind === 'string' && !names.isItemMeta(text)) return strings(cursor, []);
  return cursor.leaf('meta');
}

/** Adjacent strings and the macros between them: `"a" PRIu64 "b"`. */
function strings(cursor: Cursor, before: readonly Node[]): Node {
  const parts = [...before];
  for (;;) {
    const kind = cursor.token()?.kind;
    if (kind === 'string') parts.push(cursor.leaf('string'));
    else if (kind === 'identifier' && (cursor.token(1)?.kind === 'string' || isTrailingMacro(cursor, parts))) {
      parts.push(cursor.leaf(cursor.names.isMeta(cursor.peek()) ? 'meta' : 'ident'));
    } else break;
  }
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : makeNode('concat', '', parts, []);
}

function isTrailingMacro(cursor: Cursor, parts: readonly Node[]): boolean {
  return parts.length > 0 && cursor.onSameLine && /^[,)]$/.test(cursor.peek(1));
}

function parenthesized(cursor: Cursor): Node {
  const open = cursor.expect('(');
  if (cursor.is('{')) {
    const block = cursor.grammar.block(cursor);
    return makeNode('stmt-expr', '', [block], [open, cursor.expect(')')]);
  }
  const inner = cursor.grammar.expression(cursor);
  return makeNode('paren', '', [inner], [open, cursor.expect(')')]);
}

/** `...` in place of an expression, with its `when`s. */
export function expressionDots(cursor: Cursor): Node {
  const token = cursor.expect('...');
  return makeNode('dots', '', whens(cursor, cursor.grammar.assignment), [token]);
}

/** `<... e ...>` and `<+... e ...+>` in place of an expression. */
function expressionNest(cursor: Cursor): Node {
  const value = cursor.peek();
  const open = cursor.advance();
  const conditions = whens(cursor, cursor.grammar.assignment);
  const parts: Node[] = [];
  while (!cursor.is('...>', '...+>')) parts.push(cursor.grammar.term(cursor));
  const close = cursor.expect(value === '<...' ? '...>' : '...+>');
  const [first] = parts;
  const body = parts.length === 1 && first !== undefined ? first : makeNode('seq', '', parts, []);
  return makeNode('nest', value, [body, ...conditions], [open, close]);
}

function generic(cursor: Cursor): Node {
  const tokens = [cursor.advance(), cursor.expect('(')];
  const kids = [cursor.grammar.assignment(cursor)];
  for (let comma = cursor.accept(','); comma !== null; comma = cursor.accept(',')) {
    tokens.push(comma);
    kids.push(association(cursor));
  }
  tokens.push(cursor.expect(')'));
  return makeNode('generic', '', kids, tokens);
}

function association(cursor: Cursor): Node {
  if (cursor.is('...')) return expressionDots(cursor);
  const word = cursor.accept('default');
  const type = word === null ? cursor.grammar.typeName(cursor) : null;
  const colon = cursor.expect(':');
  const tokens = word === null ? [colon] : [word, colon];
  return makeNode('association', '', [type, cursor.grammar.assignment(cursor)], tokens);
}
