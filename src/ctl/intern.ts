import type { Formula } from './types.js';

/** Numbers of formulas, so that a formula is known by its operator and the numbers of its parts. */
const numbers = new WeakMap<Formula, number>();
/** Held weakly: a formula lives as long as somebody uses it. */
const known = new Map<string, WeakRef<Formula>>();
const forgotten = new FinalizationRegistry<string>((key) => {
  if (known.get(key)?.deref() === undefined) known.delete(key);
});
let count = 0;

/** The one formula with this operator and these parts: `made`, unless there is an equal one already. */
export function interned(operator: string, parts: readonly Formula[], made: Formula): Formula {
  const key = [operator, ...parts.map((part) => numberOf(part))].join(' ');
  const before = known.get(key)?.deref();
  if (before !== undefined) return before;
  known.set(key, new WeakRef(made));
  forgotten.register(made, key);
  return made;
}

function numberOf(formula: Formula): number {
  const before = numbers.get(formula);
  if (before !== undefined) return before;
  count += 1;
  numbers.set(formula, count);
  return count;
}
