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
  const gone = variables.map((variable) => {
    const name = variable.kids[1]?.first ?? -1;
    if (!removals.has(name)) return false;
    // `x = e` that becomes another `x = e` stays a declarator.
    for (let token = name; token <= variable.last; token++) if (replaced.has(token)) return false;
    return true;
  });
  const removal = removals.get(variables[gone.indexOf(true)]?.kids[1]?.first ?? -1);
  if (variables.length < 2 || removal === undefined) return [];
  if (gone.every(Boolean)) {
    return Array.from({ length: node.last - node.first + 1 }, (_, index) => ({
      ...removal,
      token: node.first + index,
    }));
  }
  const commas = node.tokens.slice(node.kind === 'typedef' ? 1 : 0, -1);
  const firstKept = gone.indexOf(false);
  return variables.flatMap((_, index) => {
    const comma = commas[index < firstKept ? index : index - 1];
    return gone[index] === true && comma !== undefined ? [{ ...removal, token: comma }] : [];
  });
}
