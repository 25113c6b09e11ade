import type { Node } from '../c/index.js';
import type { CompiledRule } from '../compile/index.js';
import { listOf } from './state.js';
import type { MatchState } from './state.js';

/** Whether `early` binds nothing that `late` does not bind to the same; where they stand makes no difference. */
export function isCovered(early: MatchState, late: MatchState): boolean {
  const bound = new Map(listOf(late.bindings).map(({ name, value }) => [name, value.key]));
  return listOf(early.bindings).every(
    ({ name, value }) => value.positions !== undefined || bound.get(name) === value.key,
  );
}

/**
 * Whether a branch of a disjunction leaves no room for a later one: what both bind is the same, and what only the first
 * binds means nothing outside the disjunction (`shared` are the names that do).
 */
export function excludes(early: MatchState, late: MatchState, shared: ReadonlySet<string>): boolean {
  const bound = new Map(listOf(late.bindings).map(({ name, value }) => [name, value.key]));
  return listOf(early.bindings).every(({ name, value }) => {
    if (value.positions !== undefined) return true;
    return bound.has(name) ? bound.get(name) === value.key : !shared.has(name);
  });
}

const outsideNames = new WeakMap<Node, ReadonlySet<string>>();

/** The metavariables that a rule's patterns have outside of a part of them. */
export function namesOutside(part: Node, { atoms }: CompiledRule): ReadonlySet<string> {
  const known = outsideNames.get(part);
  if (known !== undefined) return known;
  const names = new Set<string>();
  const visit = (node: Node): void => {
    if (node === part) return;
    if (node.kind === 'meta') names.add(node.value);
    for (const kid of node.kids) if (kid !== null) visit(kid);
  };
  for (const atom of atoms) if ('pattern' in atom) visit(atom.pattern);
  outsideNames.set(part, names);
  return names;
}
