import type { Node } from './node.js';

type Kind = Node['kind'];

/** The kinds of expressions; a metavariable may stand for one without being one of them. */
export const expressionKinds: ReadonlySet<Kind> = new Set<Kind>([
  'ident',
  'number',
  'char',
  'string',
  'concat',
  'call',
  'assign',
  'binary',
  'unary',
  'prefix',
  'postfix',
  'conditional',
  'comma',
  'index',
  'member',
  'cast',
  'sizeof',
  'paren',
  'stmt-expr',
  'compound',
  'generic',
]);

/** The kinds of types, with what is wrapped around a declarator. */
export const typeKinds: ReadonlySet<Kind> = new Set<Kind>([
  'prim',
  'typename',
  'struct',
  'union',
  'enum',
  'typeof',
  'pointer',
  'array',
  'function-type',
  'grouped',
  'qualified',
]);

/** The kinds of statements proper: no labels, no declarations, no preprocessor lines. */
export const statementKinds: ReadonlySet<Kind> = new Set<Kind>([
  'block',
  'expr-stmt',
  'empty',
  'if',
  'while',
  'do',
  'for',
  'iterator',
  'switch',
  'goto',
  'break',
  'continue',
  'return',
  'asm',
  'macro-stmt',
]);
