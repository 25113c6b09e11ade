import type { Node } from '../c/index.js';
import { and, or } from '../ctl/index.js';
import type { Formula } from '../ctl/index.js';
import { difference, union } from './continuation.js';
import type { Bound } from './continuation.js';
import { kidsOf } from './formula-parts.js';
import type { FormulaParts } from './formula-parts.js';

/** Which item of a row of items stands beside the dots: the first where the row is behind them. */
export type Side = 'first' | 'last';

/** Formulas that say "this item starts here": what dots beside the item must not meet on their way. */
export class Guards {
  constructor(
    private readonly parts: FormulaParts,
    /** The formula of an item behind which nothing follows. */
    private readonly alone: (item: Node, bound: Bound) => Formula,
  ) {}

  /** "This item starts here", its own metavariables open: any match of it counts, at any position. */
  of(item: Node, known: Bound, side: Side = 'first'): Formula | null {
    const { free, table } = this.parts.context;
    const bound = difference(known, free.positions);
    switch (item.kind) {
      case 'dots':
      case 'nest':
      case 'block':
        return null;
      case 'disj':
      case 'conj':
      case 'seq':
      case 'optional':
        return this.#guardOfGroup(item, bound, side);
      case 'if':
      case 'while':
      case 'for':
      case 'iterator':
      case 'switch':
      case 'do':
      case 'function':
        return this.#guardOfCompound(item, bound);
      case 'meta': {
        const names = free.matched(item);
        const atoms = or(
          table.ofPattern({ kind: 'simple', pattern: item }, names),
          table.ofPattern({ kind: 'compound', pattern: item }, names),
        );
        return this.parts.quantify(difference(names, bound), atoms);
      }
      default:
        return this.parts.quantify(difference(free.matched(item), bound), this.parts.item(item));
    }
  }

  /** All of the statement: where its head is met with another body, or without its `else`, it is not met. */
  #guardOfCompound(item: Node, bound: Bound): Formula {
    const bodies = item.kids.filter((_, index) => BODY_KIDS[item.kind]?.includes(index) ?? false);
    if (this.#takesAny(item, bodies, bound)) {
      const { head, shared } = this.parts.head(item, bodies, bound);
      return this.parts.quantify(shared, head);
    }
    const local = difference(this.parts.context.free.matched(item), bound);
    return this.parts.quantify(local, this.alone(item, union(bound, local)));
  }

  /**
   * Whether the head tells enough: with any body it is the statement. An `if` may lack its `else`. What dots that are all
   * of a body must not meet is left aside: to look for it at each step of other dots costs too much.
   */
  #takesAny(item: Node, bodies: readonly (Node | null)[], bound: Bound): boolean {
    const { free } = this.parts.context;
    const isLoop = item.kind === 'while' || item.kind === 'for' || item.kind === 'iterator';
    const isAny = (body: Node): boolean =>
      (body.kind === 'disj' && kidsOf(body).some(isAny)) ||
      (free.isAnyStatement(body) && !bound.has(body.value)) ||
      (body.kind === 'block' && kidsOf(body).every(({ kind }) => kind === 'dots'));
    return isLoop && bodies.every((body) => body !== null && isAny(body));
  }

  #guardOfGroup(item: Node, bound: Bound, side: Side): Formula | null {
    const all = kidsOf(item);
    const nearest = side === 'first' ? all.slice(0, 1) : all.slice(-1);
    const guards = (item.kind === 'seq' ? nearest : all)
      .map((kid) => this.of(kid, bound, side))
      .filter((guard) => guard !== null);
    if (guards.length === 0) return null;
    return item.kind === 'conj' ? and(...guards) : or(...guards);
  }
}

/** Positions of the bodies among the kids of compound statements. */
export const BODY_KIDS: Readonly<Record<string, readonly number[]>> = {
  if: [1, 2],
  while: [1],
  for: [3],
  iterator: [1],
  switch: [1],
  function: [4],
};
