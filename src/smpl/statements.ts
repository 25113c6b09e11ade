import { makeNode } from '../c/index.js';
import type { Node } from '../c/index.js';
import type { Cursor } from './cursor.js';
import { callArguments } from './expressions.js';
import { startsDeclaration } from './lookahead.js';

type Production = (cursor: Cursor) => Node;

/** Statements that start with a keyword. */
const KEYWORD_STATEMENTS: ReadonlyMap<string, Production> = new Map([
  ['if', ifStatement],
  ['while', (cursor) => headed(cursor, 'while')],
  ['switch', (cursor) => headed(cursor, 'switch')],
  ['do', doStatement],
  ['for', forStatement],
  ['case', caseLabel],
  ['default', (cursor) => words(cursor, 'default', ':')],
  ['break', (cursor) => words(cursor, 'break', ';')],
  ['continue', (cursor) => words(cursor, 'continue', ';')],
  ['return', returnStatement],
  ['goto', gotoStatement],
  ['asm', asm],
  ['__asm__', asm],
  ['__asm', asm],
]);

/** The production for a statement keyword, or undefined. */
export function keywordStatement(word: string): Production | undefined {
  return KEYWORD_STATEMENTS.get(word);
}

/** `{ items }`. */
export function block(cursor: Cursor): Node {
  const open = cursor.expect('{');
  cursor.depth++;
  const kids = cursor.grammar.items(cursor);
  cursor.depth--;
  return makeNode('block', '', kids, [open, cursor.expect('}')]);
}

/** The one statement of a branch or loop; labels in front of it make it a `seq`. */
export function body(cursor: Cursor): Node {
  cursor.depth++;
  const kids: Node[] = [];
  do {
    if (cursor.atStop() || cursor.is('}')) cursor.fail('a statement');
    kids.push(cursor.grammar.item(cursor));
  } while (isLabel(kids[kids.length - 1]) && !cursor.atStop() && !cursor.is('}'));
  cursor.depth--;
  const [only] = kids;
  return kids.length === 1 && only !== undefined ? only : makeNode('seq', '', kids, []);
}

function isLabel(node: Node | undefined): boolean {
  return node?.kind === 'label' || node?.kind === 'case' || node?.kind === 'default';
}

/** A statement's closing token, which may be left out at the end of a pattern or branch. */
function ending(cursor: Cursor, text: string): number[] {
  return cursor.atStop() ? [] : [cursor.expect(text)];
}

function words(cursor: Cursor, kind: 'default' | 'break' | 'continue', end: string): Node {
  const keyword = cursor.advance();
  return makeNode(kind, '', [], [keyword, ...ending(cursor, end)]);
}

function ifStatement(cursor: Cursor): Node {
  const tokens = [cursor.advance(), cursor.expect('(')];
  const condition = cursor.grammar.expression(cursor);
  tokens.push(cursor.expect(')'));
  const then = body(cursor);
  const keyword = cursor.accept('else');
  const otherwise = keyword === null ? null : body(cursor);
  return makeNode('if', '', [condition, then, otherwise], keyword === null ? tokens : [...tokens, keyword]);
}

function headed(cursor: Cursor, kind: 'while' | 'switch'): Node {
  const tokens = [cursor.advance(), cursor.expect('(')];
  const condition = cursor.grammar.expression(cursor);
  tokens.push(cursor.expect(')'));
  return makeNode(kind, '', [condition, body(cursor)], tokens);
}

function doStatement(cursor: Cursor): Node {
  const keyword = cursor.advance();
  const inner = body(cursor);
  const tokens = [keyword, cursor.expect('while'), cursor.expect('(')];
  const condition = cursor.grammar.expression(cursor);
  tokens.push(cursor.expect(')'), ...ending(cursor, ';'));
  return makeNode('do', '', [inner, condition], tokens);
}

function forStatement(cursor: Cursor): Node {
  const tokens = [cursor.advance(), cursor.expect('(')];
  if (cursor.is('...') && cursor.peek(1) === ')') return anyFor(cursor, tokens);
  const init = startsDeclaration(cursor) ? cursor.grammar.declaration(cursor) : part(cursor, ';', tokens);
  const condition = part(cursor, ';', tokens);
  const step = part(cursor, ')', tokens);
  return makeNode('for', '', [init, condition, step, body(cursor)], tokens);
}

/** `for (...)`: any heading at all. */
function anyFor(cursor: Cursor, tokens: number[]): Node {
  const dots = makeNode('dots', '', [], [cursor.advance()]);
  tokens.push(cursor.expect(')'));
  return makeNode('for', '', [dots, dots, dots, body(cursor)], tokens);
}

function part(cursor: Cursor, end: string, tokens: number[]): Node | null {
  const expression = cursor.is(end) ? null : cursor.grammar.expression(cursor);
  tokens.push(cursor.expect(end));
  return expression;
}

function caseLabel(cursor: Cursor): Node {
  const keyword = cursor.advance();
  const low = cursor.grammar.assignment(cursor);
  const dots = cursor.accept('...');
  const high = dots === null ? null : cursor.grammar.assignment(cursor);
  const colon = cursor.expect(':');
  return makeNode('case', '', [low, high], dots === null ? [keyword, colon] : [keyword, dots, colon]);
}

function returnStatement(cursor: Cursor): Node {
  const keyword = cursor.advance();
  const value = cursor.is(';') || cursor.atStop() || cursor.is('}') ? null : cursor.grammar.expression(cursor);
  return makeNode('return', '', [value], [keyword, ...ending(cursor, ';')]);
}

function gotoStatement(cursor: Cursor): Node {
  const tokens = [cursor.advance()];
  const star = cursor.accept('*');
  if (star !== null) tokens.push(star);
  const target = star === null ? gotoTarget(cursor) : cursor.grammar.expression(cursor);
  return makeNode('goto', '', [target], [...tokens, ...ending(cursor, ';')]);
}

function gotoTarget(cursor: Cursor): Node {
  return cursor.is('...') ? makeNode('dots', '', [], [cursor.advance()]) : cursor.name();
}

/** `name:`; a label has no statement of its own. */
export function label(cursor: Cursor): Node {
  const name = cursor.name();
  return makeNode('label', name.kind === 'ident' ? name.value : '', [name], [cursor.expect(':')]);
}

/** A macro loop: name, arguments, body. */
export function iterator(cursor: Cursor): Node {
  const value = cursor.peek();
  const name = cursor.advance();
  const args = callArguments(cursor);
  return makeNode('iterator', value, [args, body(cursor)], [name]);
}

/** An `asm` in one node, with its `;`. */
function asm(cursor: Cursor): Node {
  const tokens: number[] = [];
  while (!cursor.is('(', ';') && !cursor.atStop()) tokens.push(cursor.advance());
  const close = cursor.is('(') ? cursor.partner(cursor.at) : cursor.at - 1;
  while (cursor.at <= close && !cursor.atEnd()) tokens.push(cursor.advance());
  const text = tokens.map((index) => cursor.textAt(index)).join(' ');
  return makeNode('asm', text, [], [...tokens, ...ending(cursor, ';')]);
}
