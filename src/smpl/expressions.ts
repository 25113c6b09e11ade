import { makeNode } from '../c/index.js';
import type { Node } from '../c/index.js';
import type { Cursor } from './cursor.js';
import { isPlainWord, isTypeWord, startsTypeArgument, startsTypeInParens } from './lookahead.js';
import { primary } from './primaries.js';

/** Binding strengths of binary operators; an operator metavariable binds like a comparison of its own. */
const STRENGTH: ReadonlyMap<string, number> = new Map([
  ['||', 1],
  ['&&', 2],
  ['|', 4],
  ['^', 5],
  ['&', 6],
  ['==', 7],
  ['!=', 7],
  ['<', 8],
  ['>', 8],
  ['<=', 8],
  ['>=', 8],
  ['<?', 8],
  ['>?', 8],
  ['<<', 9],
  ['>>', 9],
  ['+', 10],
  ['-', 10],
  ['*', 11],
  ['/', 11],
  ['%', 11],
]);
const META_STRENGTH = 3;
const ASSIGNMENTS = new Set(['=', '+=', '-=', '*=', '/=', '%=', '&=', '|=', '^=', '<<=', '>>=', '<?=', '>?=']);
const UNARY = new Set(['+', '-', '!', '~', '&', '*', '&&']);
const SIZEOF = new Set(['sizeof', '__alignof__', 'alignof', '_Alignof', '__alignof']);

/** Whether the token can only go on with an expression that stands before it. */
export function continuesExpression(cursor: Cursor): boolean {
  const text = cursor.peek();
  if (['(', '[', '.', '->', '?', ','].includes(text) || ASSIGNMENTS.has(text)) return true;
  if (STRENGTH.has(text)) return !UNARY.has(text) || cursor.onSameLine;
  if (text === '++' || text === '--') return cursor.onSameLine;
  return cursor.isWord() && cursor.names.isOperatorMeta(text);
}

export function expression(cursor: Cursor): Node {
  let left = assignment(cursor);
  for (let comma = cursor.accept(','); comma !== null; comma = cursor.accept(',')) {
    left = makeNode('comma', '', [left, assignment(cursor)], [comma]);
  }
  return left;
}

export function assignment(cursor: Cursor): Node {
  const left = conditional(cursor);
  const operator = cursor.peek();
  if (!ASSIGNMENTS.has(operator) && cursor.names.kindOf(operator) !== 'assignment operator') return left;
  const token = cursor.advance();
  const right = cursor.is('{') ? cursor.grammar.initializer(cursor) : assignment(cursor);
  return makeNode('assign', operator, [left, right], [token]);
}

/** An argument: an expression, or a type where the name of one stands. */
export function term(cursor: Cursor): Node {
  if (startsTypeArgument(cursor)) {
    const type = cursor.attempt(() => wholeType(cursor));
    if (type !== null) return type;
  }
  return assignment(cursor);
}

function wholeType(cursor: Cursor): Node {
  const type = cursor.grammar.typeName(cursor);
  if (!cursor.atStop() && !cursor.is(',', ')')) cursor.fail('the end of the type');
  return type;
}

function conditional(cursor: Cursor): Node {
  const condition = binary(cursor, 1);
  const question = cursor.accept('?');
  if (question === null) return condition;
  const then = cursor.is(':') ? null : expression(cursor);
  const colon = cursor.expect(':');
  return makeNode('conditional', '', [condition, then, conditional(cursor)], [question, colon]);
}

function binary(cursor: Cursor, weakest: number): Node {
  let left = unary(cursor);
  for (;;) {
    const operator = cursor.peek();
    const strength = operatorStrength(cursor, operator);
    if (strength < weakest) return left;
    const token = cursor.advance();
    left = makeNode('binary', operator, [left, binary(cursor, strength + 1)], [token]);
  }
}

function operatorStrength(cursor: Cursor, operator: string): number {
  const strength = STRENGTH.get(operator);
  if (strength !== undefined) return strength;
  return cursor.names.kindOf(operator) === 'binary operator' ? META_STRENGTH : 0;
}

function unary(cursor: Cursor): Node {
  const operator = cursor.peek();
  if (UNARY.has(operator) || cursor.names.kindOf(operator) === 'operator') {
    const token = cursor.advance();
    return makeNode('unary', operator, [unary(cursor)], [token]);
  }
  if (operator === '++' || operator === '--') {
    const token = cursor.advance();
    return makeNode('prefix', operator, [unary(cursor)], [token]);
  }
  if (SIZEOF.has(operator)) return sizeof(cursor);
  if (operator === '(' && startsTypeInParens(cursor)) {
    const cast = cursor.attempt(() => castOrCompound(cursor));
    if (cast !== null) return cast;
  }
  return postfix(cursor, primary(cursor));
}

function sizeof(cursor: Cursor): Node {
  const value = cursor.peek();
  const keyword = cursor.advance();
  if (!cursor.is('(') || !startsTypeInParens(cursor, true))
    return makeNode('sizeof', value, [unary(cursor)], [keyword]);
  const typed = cursor.attempt(() => {
    const open = cursor.expect('(');
    const type = cursor.grammar.typeName(cursor);
    return makeNode('sizeof', value, [type], [keyword, open, cursor.expect(')')]);
  });
  return typed ?? makeNode('sizeof', value, [unary(cursor)], [keyword]);
}

function castOrCompound(cursor: Cursor): Node {
  const open = cursor.expect('(');
  // A name of which nothing is known is a type because of what stands behind the parentheses.
  const isName = cursor.peek(1) === ')' && isUnknownWord(cursor);
  const type = isName ? cursor.leaf('typename') : cursor.grammar.typeName(cursor);
  const close = cursor.expect(')');
  if (cursor.is('{')) {
    const list = cursor.grammar.initializer(cursor);
    return postfix(cursor, makeNode('compound', '', [type, list], [open, close]));
  }
  return makeNode('cast', '', [type, unary(cursor)], [open, close]);
}

function isUnknownWord(cursor: Cursor): boolean {
  return isPlainWord(cursor, cursor.at) && !isTypeWord(cursor, cursor.at) && !cursor.names.isMeta(cursor.peek());
}

function postfix(cursor: Cursor, operand: Node): Node {
  let node = operand;
  for (;;) {
    const next = suffix(cursor, node);
    if (next === null) return node;
    node = next;
  }
}

function suffix(cursor: Cursor, node: Node): Node | null {
  const text = cursor.peek();
  switch (text) {
    case '(':
      return makeNode('call', '', [node, callArguments(cursor)], []);
    case '[': {
      const open = cursor.advance();
      const index = expression(cursor);
      return makeNode('index', '', [node, index], [open, cursor.expect(']')]);
    }
    case '.':
    case '->': {
      const token = cursor.advance();
      return makeNode('member', text, [node, cursor.name()], [token]);
    }
    case '++':
    case '--':
      return cursor.onSameLine ? makeNode('postfix', text, [node], [cursor.advance()]) : null;
    default:
      return null;
  }
}

/** `( a, b, ... )`; empty arguments are nodes, commas beside dots may be left out. */
export function callArguments(cursor: Cursor): Node {
  const tokens = [cursor.expect('(')];
  const kids: Node[] = [];
  while (!cursor.is(')')) {
    if (cursor.is(',')) kids.push(makeNode('empty-arg', '', [], []));
    else kids.push(term(cursor));
    const comma = cursor.accept(',');
    if (comma !== null) {
      tokens.push(comma);
      if (cursor.is(')')) kids.push(makeNode('empty-arg', '', [], []));
    } else if (!cursor.is(')') && !besideDots(cursor, kids)) cursor.fail('`,` or `)`');
  }
  tokens.push(cursor.advance());
  return makeNode('args', '', kids, tokens);
}

function besideDots(cursor: Cursor, kids: readonly Node[]): boolean {
  const last = kids[kids.length - 1]?.kind;
  return cursor.is('...') || last === 'dots' || last === 'disj' || cursor.is('\\(');
}
