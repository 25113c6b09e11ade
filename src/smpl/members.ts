import { makeNode } from '../c/index.js';
import type { Node, NodeKind } from '../c/index.js';
import { hideAttributes } from './attributes.js';
import type { Cursor } from './cursor.js';
import { declarator } from './declarators.js';
import { directive } from './directives.js';
import { callArguments } from './expressions.js';
import { expressionDots } from './primaries.js';
import { specifiers } from './types.js';
import { whens } from './whens.js';

/** `{ field ... }` of a struct or union. */
export function fields(cursor: Cursor): Node {
  const open = cursor.expect('{');
  const kids: Node[] = [];
  while (!cursor.is('}')) kids.push(field(cursor));
  return makeNode('fields', '', kids, [open, cursor.advance()]);
}

function field(cursor: Cursor): Node {
  const token = cursor.token();
  if (token === undefined) return cursor.fail('a field or `}`');
  if (token.directive > 0) return directive(cursor);
  if (cursor.is('...')) return fieldDots(cursor);
  if (cursor.is('<...', '<+...')) return nestOf(cursor, fieldRun);
  if (cursor.is('\\(')) return fieldChoice(cursor);
  if (cursor.is(';')) return makeNode('empty', '', [], [cursor.advance()]);
  if (cursor.isWord() && cursor.names.isItemMeta(cursor.peek())) return itemMeta(cursor);
  if (cursor.names.isDeclarer(cursor.peek()) && cursor.peek(1) === '(') return macroField(cursor);
  return plainField(cursor);
}

/** A metavariable for a whole field or declaration, with a `;` if one is written. */
function itemMeta(cursor: Cursor): Node {
  const meta = cursor.leaf('meta');
  if (!cursor.is(';')) return meta;
  return makeNode('meta', meta.value, [], [...meta.tokens, cursor.advance()]);
}

function fieldDots(cursor: Cursor): Node {
  const token = cursor.advance();
  return makeNode('dots', '', whens(cursor, field), [token]);
}

function fieldChoice(cursor: Cursor): Node {
  const whole = cursor.attempt(() => cursor.choice(() => fieldRun(cursor)));
  return whole ?? plainField(cursor);
}

/** Fields up to a bar or the end of a disjunction or nest: one, or several as a `seq`. */
function fieldRun(cursor: Cursor): Node {
  const kids: Node[] = [];
  while (!cursor.atStop()) kids.push(field(cursor));
  return single(kids);
}

function single(kids: readonly Node[]): Node {
  const [only] = kids;
  return kids.length === 1 && only !== undefined ? only : makeNode('seq', '', kids, []);
}

function macroField(cursor: Cursor): Node {
  const name = cursor.name();
  const args = callArguments(cursor);
  hideAttributes(cursor);
  const semicolon = cursor.accept(';');
  return makeNode('macro-decl', '', [name, args], semicolon === null ? [] : [semicolon]);
}

function plainField(cursor: Cursor): Node {
  const { base, storage } = specifiers(cursor);
  if (base === null) return cursor.fail('a field');
  const tokens: number[] = [...(storage?.tokens ?? [])];
  const kids: Node[] = [];
  if (cursor.is(';')) kids.push(makeNode('bare-type', '', [base], []));
  else {
    kids.push(fieldVar(cursor, base));
    for (let comma = cursor.accept(','); comma !== null; comma = cursor.accept(',')) {
      tokens.push(comma);
      kids.push(fieldVar(cursor, base));
    }
  }
  tokens.push(cursor.expect(';'));
  return makeNode('field', '', kids, tokens);
}

function fieldVar(cursor: Cursor, base: Node): Node {
  const unnamed = cursor.is(':');
  const { name, wrap } = unnamed ? { name: null, wrap: (type: Node): Node => type } : declarator(cursor, 'named');
  const colon = cursor.accept(':');
  const bits = colon === null ? null : cursor.grammar.assignment(cursor);
  hideAttributes(cursor);
  return makeNode('var', '', [wrap(base), name, null, bits], colon === null ? [] : [colon]);
}

/** `{ A, B = 1, ... }` of an enum. */
export function enumerators(cursor: Cursor): Node {
  return commaList(cursor, 'enumerators', enumerator);
}

function enumerator(cursor: Cursor): Node {
  if (cursor.is('...')) return expressionDots(cursor);
  if (cursor.token()?.kind === 'directive') return directive(cursor);
  if (cursor.is('\\(')) return cursor.choice(() => elementRun(cursor, enumerator));
  const isList = / list$|^initializer$|^expression$/.test(cursor.names.kindOf(cursor.peek()) ?? '');
  if (isList) return cursor.leaf('meta');
  const name = cursor.name();
  hideAttributes(cursor);
  const equals = cursor.accept('=');
  if (equals === null) return makeNode('enumerator', '', [name, null], []);
  return makeNode('enumerator', '', [name, cursor.grammar.assignment(cursor)], [equals]);
}

/** What may stand where an initializer does: a list, an expression, dots, a metavariable. */
export function initializer(cursor: Cursor): Node {
  return cursor.is('{') ? commaList(cursor, 'init-list', initElement) : cursor.grammar.assignment(cursor);
}

/** One element of an initializer list. */
export function initElement(cursor: Cursor): Node {
  if (cursor.is('...')) return expressionDots(cursor);
  if (cursor.is('<...', '<+...')) return nestOf(cursor, (inner) => elementRun(inner, initElement));
  if (cursor.token()?.kind === 'directive') return directive(cursor);
  if (cursor.is('\\(')) return initChoice(cursor);
  if (cursor.isWord() && cursor.peek(1) === ':') return oldDesignated(cursor);
  const designators: Node[] = [];
  while (cursor.is('.') || (cursor.is('[') && designators.length >= 0)) designators.push(designator(cursor));
  if (designators.length === 0) return initializer(cursor);
  const equals = cursor.accept('=');
  return makeNode('designated', '=', [...designators, initializer(cursor)], equals === null ? [] : [equals]);
}

function initChoice(cursor: Cursor): Node {
  const whole = cursor.attempt(() => {
    const choice = cursor.choice(() => elementRun(cursor, initElement));
    if (!cursor.atStop() && !cursor.is(',', '}', '...', '\\(', '.', '[')) cursor.fail('`,` or `}`');
    return choice;
  });
  return whole ?? initializer(cursor);
}

function oldDesignated(cursor: Cursor): Node {
  const name = cursor.name();
  const designated = makeNode('designator', ':', [name], [cursor.expect(':')]);
  return makeNode('designated', ':', [designated, initializer(cursor)], []);
}

function designator(cursor: Cursor): Node {
  const dot = cursor.accept('.');
  if (dot !== null) return makeNode('designator', '.', [cursor.name()], [dot]);
  const open = cursor.expect('[');
  const low = cursor.grammar.assignment(cursor);
  const dots = cursor.accept('...');
  if (dots === null) return makeNode('designator', '[]', [low], [open, cursor.expect(']')]);
  const high = cursor.grammar.assignment(cursor);
  return makeNode('designator', '...', [low, high], [open, dots, cursor.expect(']')]);
}

type Element = (cursor: Cursor) => Node;

/** A list in braces. Commas may be missing beside dots, disjunctions and preprocessor lines. */
function commaList(cursor: Cursor, kind: NodeKind, element: Element): Node {
  const tokens = [cursor.expect('{')];
  const kids: Node[] = [];
  while (!cursor.is('}')) {
    kids.push(element(cursor));
    const comma = cursor.accept(',');
    if (comma !== null) tokens.push(comma);
    else if (!cursor.is('}') && !mayLackComma(cursor, kids)) cursor.fail('`,` or `}`');
  }
  tokens.push(cursor.advance());
  return makeNode(kind, '', kids, tokens);
}

function mayLackComma(cursor: Cursor, kids: readonly Node[]): boolean {
  const last = kids[kids.length - 1]?.kind ?? 'dots';
  return ['dots', 'nest', 'disj', 'conj', 'directive'].includes(last) || cursor.is('...', '\\(', '<...', '<+...');
}

/** Elements of one branch; commas in it belong to the `seq` around them. */
function elementRun(cursor: Cursor, element: Element): Node {
  const tokens: number[] = [];
  const kids: Node[] = [];
  while (!cursor.atStop()) {
    kids.push(element(cursor));
    const comma = cursor.accept(',');
    if (comma !== null) tokens.push(comma);
    else if (!cursor.atStop() && !mayLackComma(cursor, kids)) cursor.fail('`,` or the end of the branch');
  }
  return tokens.length === 0 ? single(kids) : makeNode('seq', '', kids, tokens);
}

/** A nest whose body `run` reads. */
function nestOf(cursor: Cursor, run: (cursor: Cursor) => Node): Node {
  const value = cursor.peek();
  const open = cursor.advance();
  const conditions = whens(cursor, cursor.grammar.assignment);
  const body = run(cursor);
  return makeNode('nest', value, [body, ...conditions], [open, cursor.expect(value === '<...' ? '...>' : '...+>')]);
}
