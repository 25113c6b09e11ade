import type { CFile, Node } from '../c/index.js';
import type { Action } from '../edit/index.js';
import type { PlacedAction } from './actions.js';

/**
 * Removals that complete the removal of declarators: when all of a declaration's declarators go, so do its type and
 * punctuation; when some go, so does a comma for each.
 */
export function declaratorActions(file: CFile, placed: readonly PlacedAction[]): Action[] {
  const removals = new Map(
    placed.flatMap(({ action }) => (action.kind === 'remove' ? [[action.token, action] as const] : [])),
  );
  const replaced = new Set(
    placed.flatMap(({ action }) => (action.kind === 'insert' && action.replaces ? [action.token] : [])),
  );
  if (removals.size === 0) return [];
  const made: Action[] = [];
  const visit = (node: Node): void => {
    if (DECLARATIONS.has(node.kind)) made.push(...completed(node, removals, replaced));
    for (const kid of node.kids) if (kid !== null) visit(kid);
  };
  for (const unit of file.units) {
    if (![...removals.keys()].some((token) => token >= unit.firstToken && token < unit.endToken)) continue;
    for (const tree of file.trees(unit)) tree.items.forEach(visit);
  }
  return made;
}

const DECLARATIONS: ReadonlySet<string> = new Set(['declaration', 'typedef', 'field']);

function completed(node: Node, removals: ReadonlyMap<number, Action>, replaced: ReadonlySet<number>): Action[] {
  const variables = node.kids.filter((kid): kid is Node => kid?.kind === 'var');
  const gone = variables.map((variable) => isGone(variable, removals, replaced));
  const removal = removals.get(variables[gone.indexOf(true)]?.kids[1]?.first ?? -1);
  if (variables.length < 2 || removal === undefined) return [];
  if (gone.every(Boolean)) {
    return Array.from({ length: node.last - node.first + 1 }, (_, index) => ({
      ...removal,
      token: node.first + index,
    }));
  }
  const commas = node.tokens.slice(node.kind === 'typedef' ? 1 : 0, -1);
  return missingCommas(gone, commas, removals).map((token) => ({ ...removal, token }));
}

/** `x = e` that becomes another `x = e`, also with the comma or semicolon behind it, stays a declarator. */
function isGone(variable: Node, removals: ReadonlyMap<number, Action>, replaced: ReadonlySet<number>): boolean {
  const name = variable.kids[1]?.first ?? -1;
  if (!removals.has(name)) return false;
  for (let token = name; token <= variable.last || removals.has(token); token++) if (replaced.has(token)) return false;
  return true;
}

/** The commas of declarators that go, where the pattern removes none beside them. */
function missingCommas(
  gone: readonly boolean[],
  commas: readonly number[],
  removals: ReadonlyMap<number, Action>,
): number[] {
  const free = new Set(commas.filter((comma) => removals.has(comma)));
  const firstKept = gone.indexOf(false);
  return gone.flatMap((isGone, index) => {
    if (!isGone) return [];
    const beside = [commas[index], commas[index - 1]].find((comma) => comma !== undefined && free.delete(comma));
    const comma = commas[index < firstKept ? index : index - 1];
    return beside !== undefined || comma === undefined ? [] : [comma];
  });
}
