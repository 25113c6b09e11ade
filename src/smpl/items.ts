import { makeNode } from '../c/index.js';
import type { Node } from '../c/index.js';
import type { Cursor } from './cursor.js';
import { declaration, macroDeclaration, startsUntypedFunction } from './declarations.js';
import { directive } from './directives.js';
import { continuesExpression } from './expressions.js';
import { isTypeChoice, startsDeclaration } from './lookahead.js';
import { block, iterator, keywordStatement, label } from './statements.js';
import { whenCode, whens } from './whens.js';
import { STORAGE_WORDS } from './words.js';

/** Items up to a closing brace, a bar, the end of a nest or of the text. */
export function items(cursor: Cursor): Node[] {
  const kids: Node[] = [];
  while (!cursor.atStop() && !cursor.is('}')) kids.push(item(cursor));
  return kids;
}

/** One statement, declaration, top-level item or bare expression; one on a `?` line is `optional`. */
export function item(cursor: Cursor): Node {
  const optional = cursor.token()?.optional === true && cursor.tokens[cursor.at - 1]?.line !== cursor.token()?.line;
  const node = plainItem(cursor);
  return optional ? makeNode('optional', '', [node], []) : node;
}

function plainItem(cursor: Cursor): Node {
  const token = cursor.token();
  if (token === undefined) return cursor.fail('a statement');
  if (token.kind === 'directive') return directive(cursor);
  if (token.kind === 'identifier') return wordItem(cursor, token.text);
  switch (token.text) {
    case '...':
      return statementDots(cursor);
    case '<...':
    case '<+...':
      return nestItem(cursor);
    case '\\(':
      return choiceItem(cursor);
    case '{':
      return cursor.peek(1) === '.' ? makeNode('bare', '', [cursor.grammar.initializer(cursor)], []) : block(cursor);
    case '.':
      return initializerItem(cursor);
    case '[':
      return declarationItem(cursor);
    case ';':
      return makeNode('empty', '', [], [cursor.advance()]);
    default:
      return expressionItem(cursor);
  }
}

function wordItem(cursor: Cursor, word: string): Node {
  const { names } = cursor;
  if (!names.isMeta(word)) {
    const production = keywordStatement(word);
    if (production !== undefined) return production(cursor);
  }
  if (cursor.peek(1) === ':' && !names.isItemMeta(word)) return label(cursor);
  if (names.isItemMeta(word)) return cursor.leaf('meta');
  if (startsDeclarer(cursor)) return macroDeclaration(cursor);
  if (startsIterator(cursor)) return iterator(cursor);
  if (startsDeclaration(cursor)) return declarationItem(cursor);
  if (cursor.depth === 0 && startsUntypedFunction(cursor)) return declaration(cursor);
  return expressionItem(cursor);
}

function startsDeclarer(cursor: Cursor): boolean {
  let ahead = 0;
  while (STORAGE_WORDS.has(cursor.peek(ahead))) ahead++;
  return cursor.names.isDeclarer(cursor.peek(ahead)) && cursor.peek(ahead + 1) === '(';
}

/** A declared iterator with its arguments; in a block also any call that a block follows. */
function startsIterator(cursor: Cursor): boolean {
  if (cursor.peek(1) !== '(') return false;
  const after = cursor.textAt(cursor.partner(cursor.at + 1) + 1);
  if (cursor.names.isIterator(cursor.peek())) return after !== ';';
  if (cursor.names.isExpressionMeta(cursor.peek())) return false;
  return after === '{' && (cursor.depth > 0 || /for_?each/i.test(cursor.peek()));
}

/** A declaration; or a type standing alone, which matches wherever the type does. */
function declarationItem(cursor: Cursor): Node {
  const node = cursor.attempt(() => declaration(cursor));
  if (node !== null) return node;
  const type = cursor.attempt(() => {
    const alone = cursor.grammar.typeName(cursor);
    return cursor.atStop() || cursor.is('...', '}') ? alone : cursor.fail('a declaration');
  });
  if (type !== null) return makeNode('bare', '', [type], []);
  return expressionItem(cursor);
}

/** An expression with `;`, or one without, which matches inside any statement. */
function expressionItem(cursor: Cursor): Node {
  const expression = cursor.grammar.expression(cursor);
  const semicolon = cursor.accept(';');
  if (semicolon !== null) {
    if (callsDeclarers(cursor, expression)) return makeNode('macro-decl', '', expression.kids, [semicolon]);
    return makeNode('expr-stmt', '', [expression], [semicolon]);
  }
  return makeNode('bare', '', [expression], []);
}

/** `\(D1\|D2\)(...);`: a call of one of several declared declarers. */
function callsDeclarers(cursor: Cursor, { kind, kids }: Node): boolean {
  const [called = null] = kids;
  if (kind !== 'call' || called?.kind !== 'disj') return false;
  return called.kids.every((kid) => kid?.kind === 'ident' && cursor.names.isDeclarer(kid.value));
}

/** `.f = e,` alone: an element of some initializer. The comma, if written, belongs to the item. */
function initializerItem(cursor: Cursor): Node {
  const element = cursor.grammar.initElement(cursor);
  const comma = cursor.accept(',');
  return makeNode('bare', '', [element], comma === null ? [] : [comma]);
}

function statementDots(cursor: Cursor): Node {
  const token = cursor.advance();
  return makeNode('dots', '', whens(cursor, whenCode), [token]);
}

function nestItem(cursor: Cursor): Node {
  const asItem = cursor.attempt(() => {
    const nest = statementNest(cursor);
    return isWhole(cursor) ? nest : cursor.fail('a statement');
  });
  return asItem ?? expressionItem(cursor);
}

/** Whether what was read as an item does not go on as an expression. */
function isWhole(cursor: Cursor): boolean {
  return cursor.atStop() || !(cursor.is(';') || continuesExpression(cursor));
}

function statementNest(cursor: Cursor): Node {
  const value = cursor.peek();
  const open = cursor.advance();
  const conditions = whens(cursor, whenCode);
  const inner = makeNode('seq', '', items(cursor), []);
  return makeNode('nest', value, [inner, ...conditions], [open, cursor.expect(value === '<...' ? '...>' : '...+>')]);
}

/** A disjunction at the place of an item: of items, or the start of an expression, declaration or function. */
function choiceItem(cursor: Cursor): Node {
  if (isTypeChoice(cursor, cursor.at)) {
    const declared = cursor.attempt(() => declaration(cursor));
    if (declared !== null) return declared;
  }
  if (cursor.depth === 0 && startsUntypedFunction(cursor)) return declaration(cursor);
  const asItem = cursor.attempt(() => {
    const choice = cursor.choice(() => branch(cursor));
    return isWholeChoice(cursor, choice) && !isOneTerm(choice) ? choice : cursor.fail('a statement');
  });
  return asItem ?? expressionItem(cursor);
}

function branch(cursor: Cursor): Node {
  const kids = items(cursor);
  const [only] = kids;
  return kids.length === 1 && only !== undefined ? only : makeNode('seq', '', kids, []);
}

function isWholeChoice(cursor: Cursor, choice: Node): boolean {
  return isWhole(cursor) || !choice.kids.every((kid) => kid !== null && isTerm(kid));
}

/** A term that holds what a nest says: both are said of one expression, not of the statements from there on. */
function isOneTerm({ kind, kids }: Node): boolean {
  const nests = kids.filter((kid) => kid?.kind === 'nest');
  const rest = kids.filter((kid) => kid !== null && kid.kind !== 'nest');
  return kind === 'conj' && nests.length > 0 && rest.length > 0 && rest.every((kid) => kid !== null && isTerm(kid));
}

function isTerm(node: Node): boolean {
  return (
    node.kind === 'bare' ||
    ((node.kind === 'disj' || node.kind === 'conj') && node.kids.every((kid) => kid !== null && isTerm(kid)))
  );
}
