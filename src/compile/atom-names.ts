import type { Node } from '../c/index.js';
import type { Metavariable, Rule } from '../smpl/index.js';
import type { AtomPattern } from './compiled-rule.js';
import { namesIn, seesMore, termsOf } from './late-variables.js';

/**
 * For each atom, names among which are all metavariables (those of other rules by their second name) whose values can make
 * a difference to where the atom holds and what it binds; null where names do not tell.
 */
export function atomNames(rule: Rule, atoms: readonly AtomPattern[]): readonly ReadonlySet<string>[] | null {
  if (seesMore(rule)) return null;
  const metavariables = new Map(rule.metavariables.map((one) => [one.name, one]));
  return atoms.map((atom) => {
    const names = new Set<string>();
    const add = (name: string): void => {
      if (names.has(name)) return;
      names.add(name);
      const metavariable = metavariables.get(name);
      if (metavariable !== undefined) namesBehind(metavariable).forEach(add);
    };
    for (const tree of [...termsOf(atom), ...besides(atom)]) writtenIn(tree, rule).forEach(add);
    if ('pattern' in atom) attachedTo(atom.pattern, rule).forEach(add);
    return names;
  });
}

function besides(atom: AtomPattern): readonly Node[] {
  return atom.kind === 'implicit-return' ? (atom.beside ?? []) : [];
}

function writtenIn(tree: Node, rule: Rule): string[] {
  const attached = (node: Node): string[] => [
    ...attachedTo(node, rule),
    ...node.kids.flatMap((kid) => (kid === null ? [] : attached(kid))),
  ];
  return [...namesIn(tree), ...attached(tree)];
}

function attachedTo({ tokens }: Node, { body }: Rule): string[] {
  return tokens.flatMap((token) => body.tokens[token]?.attached ?? []);
}

/** What a metavariable's type, length and constraint speak of, and more. */
function namesBehind({ types, length, constraint }: Metavariable): string[] {
  const compared = constraint === null ? [] : (JSON.stringify(constraint).match(/\w+/g) ?? []);
  return [...types.flatMap(namesIn), ...(typeof length === 'string' ? [length] : []), ...compared];
}
