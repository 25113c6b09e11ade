import { makeNode } from '../c/index.js';
import type { Node } from '../c/index.js';
import { hideAttributes } from './attributes.js';
import type { Cursor } from './cursor.js';
import { declarator } from './declarators.js';
import type { Declarator } from './declarators.js';
import { callArguments } from './expressions.js';
import { afterAttributes, startsDeclaration } from './lookahead.js';
import { specifiers } from './types.js';
import type { Specifiers } from './types.js';

/** A declaration, a typedef, or a function definition. */
export function declaration(cursor: Cursor): Node {
  const head = specifiers(cursor);
  if (head.typedef !== null) return declarators(cursor, head, 'typedef');
  if (head.base === null) return untyped(cursor, head);
  if (cursor.is(';')) return declarators(cursor, head, 'declaration');
  const first = declarator(cursor, 'named');
  const definition = functionBody(cursor, head, first);
  return definition ?? declarators(cursor, head, 'declaration', first);
}

/** `static f(...) { }` and `register x;`: no type is written. */
function untyped(cursor: Cursor, head: Specifiers): Node {
  const int = makeNode('prim', 'int', [], []);
  const first = declarator(cursor, 'named');
  return functionBody(cursor, head, first) ?? declarators(cursor, { ...head, base: int }, 'declaration', first);
}

/** The function that a header followed by `{` (or old-style declarations) defines; null when it defines none. */
function functionBody(cursor: Cursor, head: Specifiers, first: Declarator): Node | null {
  const missing = makeNode('prim', '', [], []);
  const type = first.wrap(head.base ?? missing);
  if (type.kind !== 'function-type' || first.name === null) return null;
  hideAttributes(cursor);
  const [result = null, params = null] = type.kids;
  if (params === null) return null;
  const old = cursor.is('{') ? [] : oldStyleDeclarations(cursor);
  if (!cursor.is('{') || old === null) return null;
  const block = cursor.grammar.block(cursor);
  return makeNode(
    'function',
    '',
    [head.storage, result === missing ? null : result, first.name, params, block, ...old],
    [],
  );
}

/** `f(a, b) int a; char b; {`. */
function oldStyleDeclarations(cursor: Cursor): Node[] | null {
  if (cursor.atStop() || cursor.is(';', '=', ',') || !cursor.isWord()) return null;
  return cursor.attempt(() => {
    const kids: Node[] = [];
    while (!cursor.is('{')) {
      if (!startsDeclaration(cursor)) cursor.fail('`{`');
      kids.push(declarators(cursor, specifiers(cursor), 'declaration'));
    }
    return kids;
  });
}

/** A function without a written type, `f(...) { }`, when a body follows the parameters. */
export function startsUntypedFunction(cursor: Cursor): boolean {
  const afterName = cursor.is('\\(') ? cursor.partner(cursor.at) + 1 : cursor.at + 1;
  if (!cursor.is('\\(') && !cursor.isWord()) return false;
  if (cursor.textAt(afterName) !== '(') return false;
  const close = cursor.partner(afterName);
  return cursor.textAt(afterAttributes(cursor, close + 1)) === '{';
}

function declarators(cursor: Cursor, head: Specifiers, kind: 'declaration' | 'typedef', first?: Declarator): Node {
  const base = head.base ?? makeNode('prim', 'int', [], []);
  const tokens: number[] = head.typedef === null ? [] : [head.typedef];
  const kids: Node[] = [];
  if (first === undefined && cursor.is(';')) kids.push(makeNode('bare-type', '', [base], []));
  else kids.push(variable(cursor, base, first ?? declarator(cursor, 'named')));
  for (let comma = cursor.accept(','); comma !== null; comma = cursor.accept(',')) {
    tokens.push(comma);
    kids.push(variable(cursor, base, declarator(cursor, 'named')));
  }
  if (!cursor.atStop()) tokens.push(cursor.expect(';'));
  if (kind === 'declaration') return makeNode(kind, '', [head.storage, ...kids], tokens);
  return makeNode(kind, '', kids, tokens);
}

function variable(cursor: Cursor, base: Node, { name, wrap }: Declarator): Node {
  hideAttributes(cursor);
  const equals = cursor.accept('=');
  const init = equals === null ? null : cursor.grammar.initializer(cursor);
  hideAttributes(cursor);
  return makeNode('var', '', [wrap(base), name, init, null], equals === null ? [] : [equals]);
}

/** `NAME(args);` or `NAME(args) = init;` of a declarer, with storage words in front if any. */
export function macroDeclaration(cursor: Cursor): Node {
  const { storage } = specifiers(cursor);
  const name = cursor.name();
  const args = callArguments(cursor);
  hideAttributes(cursor);
  const words = storage?.tokens ?? [];
  const equals = cursor.accept('=');
  const init = equals === null ? null : cursor.grammar.initializer(cursor);
  const semicolon = cursor.accept(';');
  const tokens = [...words, ...(equals === null ? [] : [equals]), ...(semicolon === null ? [] : [semicolon])];
  if (init === null) return makeNode('macro-decl', storage?.value ?? '', [name, args], tokens);
  return makeNode('macro-decl-init', storage?.value ?? '', [name, args, init], tokens);
}
