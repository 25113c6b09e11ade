import { expressionKinds, statementKinds, typeKinds } from '../c/index.js';
import type { Node, NodeKind } from '../c/index.js';
import type { IsomorphismKind } from '../smpl/index.js';

/** What a node is to the code around it, which decides the isomorphisms that may apply to it. */
export type Role =
  | 'item'
  | 'statement'
  /** An expression that is all of a pattern: what it is asked for shows in the program only. */
  | 'anywhere'
  | 'expression'
  | 'test'
  | 'argument'
  | 'fixed';

/** True for expression nodes, metavariables included. */
export function isExpression(node: Node): boolean {
  return expressionKinds.has(node.kind) || node.kind === 'meta';
}

export function isStatement(node: Node): boolean {
  return statementKinds.has(node.kind);
}

export function isType(node: Node): boolean {
  return typeKinds.has(node.kind);
}

/** Whether an isomorphism of a kind may apply to a node in a role. */
export function admits(kind: IsomorphismKind, role: Role, node: Node): boolean {
  switch (kind) {
    case 'Expression':
      return isExpression(node) && ['anywhere', 'expression', 'test', 'argument'].includes(role);
    case 'TestExpression':
      return isExpression(node) && role === 'test';
    case 'ToTestExpression':
      return isExpression(node) && (role === 'test' || role === 'anywhere');
    case 'ArgExpression':
      return isExpression(node) && role === 'argument';
    case 'Statement':
      return isStatement(node) && (role === 'item' || role === 'statement');
    case 'Declaration':
      return node.kind === 'declaration' && role === 'item';
    case 'Type':
      return isType(node);
    case 'TopLevel':
      return role === 'item';
  }
}

/** Kinds that hand their own role on to what they hold. */
const TRANSPARENT: ReadonlySet<NodeKind> = new Set<NodeKind>(['disj', 'conj', 'optional', 'seq', 'nest', 'paren']);

/** The role of a kid of a node that has a role itself. */
export function roleOfKid(node: Node, index: number, role: Role): Role {
  if (node.kind === 'bare') return 'anywhere';
  if (node.kind === 'nest' && role !== 'item' && role !== 'statement') return 'anywhere';
  if (TRANSPARENT.has(node.kind)) return role;
  switch (node.kind) {
    case 'if':
    case 'while':
      return index === 0 ? 'test' : 'statement';
    case 'do':
      return index === 1 ? 'test' : 'statement';
    case 'for':
      return (['expression', 'test', 'expression', 'statement'] as const)[index] ?? 'fixed';
    case 'iterator':
      return index === 1 ? 'statement' : 'fixed';
    case 'test':
      return 'test';
    case 'block':
      return 'item';
    case 'dots':
      return 'item';
    case 'when':
      return node.value.endsWith('e!=') ? 'test' : roleOfCondition(node);
    default:
      return roleInExpression(node, index);
  }
}

/** Code behind `when` is an item between statements and an expression elsewhere. */
function roleOfCondition({ kids: [code = null] }: Node): Role {
  return code !== null && isExpression(code) ? 'expression' : 'item';
}

function roleInExpression(node: Node, index: number): Role {
  switch (node.kind) {
    case 'conditional':
      return index === 0 ? 'test' : 'expression';
    case 'unary':
      return node.value === '!' ? 'test' : 'expression';
    case 'binary':
      return node.value === '&&' || node.value === '||' ? 'test' : 'expression';
    case 'args':
      return 'argument';
    case 'call':
    case 'member':
      return index === 0 ? 'expression' : 'fixed';
    case 'function':
    case 'switch':
    case 'stmt-expr':
    case 'designator':
    case 'enumerator':
    case 'label':
    case 'goto':
    case 'macro-decl':
    case 'define':
      return index === 0 && node.kind === 'switch' ? 'expression' : 'fixed';
    case 'var':
      return index === 2 ? 'expression' : 'fixed';
    default:
      return 'expression';
  }
}
