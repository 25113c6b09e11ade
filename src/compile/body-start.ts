import type { Node } from '../c/index.js';

/** The words of which one is the first of each statement that the pattern of a branch matches; null: not known. */
export function startingWords(branch: Node | null | undefined): readonly string[] | null {
  switch (branch?.kind) {
    case 'ident':
      return [branch.value];
    case 'expr-stmt':
    case 'block':
    case 'seq':
    case 'call':
    case 'assign':
    case 'binary':
    case 'member':
    case 'index':
      return startingWords(branch.kids[0]);
    case 'disj':
      return united(branch.kids.map(startingWords));
    default:
      return null;
  }
}

function united(lists: readonly (readonly string[] | null)[]): readonly string[] | null {
  const words = new Set<string>();
  for (const list of lists) {
    if (list === null) return null;
    for (const word of list) words.add(word);
  }
  return [...words];
}
