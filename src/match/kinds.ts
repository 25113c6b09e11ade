import { expressionKinds } from '../c/index.js';
import type { NodeKind } from '../c/index.js';

export const INITIALIZERS: ReadonlySet<NodeKind> = new Set<NodeKind>([...expressionKinds, 'init-list', 'designated']);

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

export const DECLARATIONS: ReadonlySet<NodeKind> = new Set<NodeKind>([
  'declaration',
  'field',
  'typedef',
  'var',
  'param',
  'function',
]);

/** Kinds that hold a type in parentheses, as their first kid. */
export const TYPED: ReadonlySet<NodeKind> = new Set<NodeKind>(['cast', 'sizeof', 'compound']);

export const NAMES: ReadonlySet<NodeKind> = new Set<NodeKind>(['ident', 'typename']);
