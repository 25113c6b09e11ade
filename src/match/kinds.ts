import type { NodeKind } from '../c/index.js';

export const EXPRESSIONS: ReadonlySet<NodeKind> = new Set<NodeKind>([
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

export const TYPES: ReadonlySet<NodeKind> = new Set<NodeKind>([
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

export const INITIALIZERS: ReadonlySet<NodeKind> = new Set<NodeKind>([...EXPRESSIONS, 'init-list', 'designated']);

/** Kinds whose kids are a list in which dots, list metavariables and optional elements have their meaning. */
export const LISTS: ReadonlySet<NodeKind> = new Set<NodeKind>([
  'args',
  'params',
  'init-list',
  'fields',
  'enumerators',
  'block',
  'seq',
  'concat',
]);

/** Statements that a statement metavariable does not stand for. */
export const NO_STATEMENTS: ReadonlySet<NodeKind> = new Set<NodeKind>([
  'label',
  'case',
  'default',
  'directive',
  'define',
  'undef',
  'include',
  'function',
  'macro-decl-init',
  'extern-c',
  'declaration',
  'typedef',
  'macro-decl',
]);
