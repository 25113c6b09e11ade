import type { Node } from '../c/index.js';
import type { PlusCode, Rule } from '../smpl/index.js';

/**
 * Inherited metavariables without whose values a rule cannot match. Those that stand only in some branches of a
 * disjunction are not among them: without a value the other branches match still. Nor are those behind `when`, which
 * then is never met, and those that are declared only.
 */
export function neededNames(rule: Rule): ReadonlySet<string> {
  const inherited = rule.metavariables.filter((metavariable) => metavariable.inherited !== null);
  const needed = inherited.length === 0 ? new Set<string>() : new NeedOf(rule).names(rule.body.root);
  return new Set(inherited.map(({ name }) => name).filter((name) => needed.has(name)));
}

/** Finds the metavariables that a tree cannot do without. */
class NeedOf {
  readonly #rule: Rule;

  constructor(rule: Rule) {
    this.#rule = rule;
  }

  names(node: Node): Set<string> {
    if (node.kind === 'when') return new Set();
    const sets = node.kids.map((kid) => (kid === null ? new Set<string>() : this.names(kid)));
    const names = node.kind === 'disj' ? common(sets) : joined(sets);
    if (node.value !== '') this.#add(node.value, names);
    for (const index of node.tokens) {
      const token = this.#rule.body.tokens[index];
      for (const name of token?.attached ?? []) this.#add(name, names);
      for (const name of namesIn([token?.before ?? null, token?.after ?? null])) this.#add(name, names);
    }
    return names;
  }

  /** A metavariable brings those of its type and of its seed along. */
  #add(name: string, names: Set<string>): void {
    const metavariable = this.#rule.metavariables.find((one) => one.name === name);
    if (metavariable === undefined || names.has(name)) return;
    names.add(name);
    for (const type of metavariable.types) for (const inner of this.names(type)) names.add(inner);
    for (const piece of metavariable.seed ?? []) if ('name' in piece) this.#add(piece.name, names);
  }
}

function namesIn(codes: readonly (PlusCode | null)[]): string[] {
  return codes.flatMap((code) =>
    (code?.lines ?? []).flatMap(({ pieces }) =>
      pieces.flatMap((piece) => ('metavariable' in piece ? [piece.metavariable] : [])),
    ),
  );
}

function joined(sets: readonly ReadonlySet<string>[]): Set<string> {
  return new Set(sets.flatMap((set) => [...set]));
}

function common([first = new Set<string>(), ...others]: readonly ReadonlySet<string>[]): Set<string> {
  return new Set([...first].filter((name) => others.every((set) => set.has(name))));
}
