import type { Node, NodeKind } from '../c/index.js';
import type { CompiledRule } from '../compile/index.js';
import { mayMatch } from './possible-kinds.js';

/** Kinds that match kid by kid, their values equal or a metavariable's. */
const PLAIN: ReadonlySet<NodeKind> = new Set<NodeKind>([
  'ident',
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
  'expr-stmt',
  'return',
]);

/**
 * False where kinds and names alone tell that a pattern does not match a node, however its metavariables are bound. Most
 * code is told so, and telling it makes nothing that has to be thrown away.
 */
export function mayFit(pattern: Node, node: Node, rule: CompiledRule): boolean {
  const { kids } = pattern;
  switch (pattern.kind) {
    case 'bare':
    case 'optional':
    case 'test':
      return kids[0] == null || mayFit(kids[0], node, rule);
    case 'disj':
      for (const kid of kids) if (kid !== null && mayFit(kid, node, rule)) return true;
      return false;
    case 'conj':
      for (const kid of kids) if (kid !== null && !mayFit(kid, node, rule)) return false;
      return true;
    case 'nest':
      return pattern.value !== '<+...' || kids[0] == null || mayFitInside(kids[0], node, rule);
    case 'binary':
      // `x || ...` may be x alone.
      return kids[1]?.kind === 'dots' ? mayMatch(pattern, node, rule) : mayFitPlain(pattern, node, rule);
    default:
      return mayFitPlain(pattern, node, rule);
  }
}

function mayFitInside(pattern: Node, node: Node, rule: CompiledRule): boolean {
  if (mayFit(pattern, node, rule)) return true;
  for (const kid of node.kids) if (kid !== null && mayFitInside(pattern, kid, rule)) return true;
  return false;
}

function mayFitPlain(pattern: Node, node: Node, rule: CompiledRule): boolean {
  if (!mayMatch(pattern, node, rule)) return false;
  if (pattern.kind !== node.kind) return true;
  if (pattern.kind === 'args') return mayFitList(pattern, node, rule);
  if (!PLAIN.has(pattern.kind)) return true;
  if (pattern.value !== node.value && pattern.value !== '' && !rule.metavariables.has(pattern.value)) return false;
  for (let index = 0; index < pattern.kids.length; index++) {
    const kid = pattern.kids[index];
    const part = node.kids[index];
    if (kid != null && part != null && !mayFit(kid, part, rule)) return false;
  }
  return true;
}

/** Whether the elements that are one each are found in order; without any that are many, no more may be there. */
function mayFitList(pattern: Node, node: Node, rule: CompiledRule): boolean {
  let hasMany = false;
  let at = 0;
  for (const element of pattern.kids) {
    if (element === null) continue;
    if (!isOne(element, rule)) {
      hasMany = true;
      continue;
    }
    while (at < node.kids.length && !fitsAt(element, node.kids[at], rule)) at++;
    if (at++ >= node.kids.length) return false;
  }
  return hasMany || at === node.kids.length || node.kids.some((kid) => kid?.kind === 'directive');
}

function fitsAt(element: Node, node: Node | null | undefined, rule: CompiledRule): boolean {
  return node != null && mayFit(element, node, rule);
}

/** Whether a list element stands for exactly one. */
export function isOne(element: Node, rule: CompiledRule): boolean {
  const { kind, kids } = element;
  if (kind === 'disj') return kids.every((kid) => kid !== null && isOne(kid, rule));
  return kind !== 'optional' && kind !== 'conj' && kind !== 'seq' && !isMany(element, rule);
}

/** Whether a list element stands for any number. */
export function isMany({ kind, value }: Node, rule: CompiledRule): boolean {
  return kind === 'dots' || (kind === 'meta' && rule.metavariables.get(value)?.kind.endsWith(' list') === true);
}
