export {
  af,
  ag,
  and,
  atom,
  au,
  auAcrossLoops,
  aw,
  ax,
  ef,
  eg,
  eu,
  ex,
  exists,
  falsity,
  freeVariables,
  not,
  or,
  seqor,
  truth,
  uncheck,
} from './formula.js';
export type { Way } from './formula.js';
export { requiredClauses } from './required.js';
export { solutionsOf, solve } from './solve.js';
export type { Ending, Outcome, SolveOptions } from './solve.js';
export type {
  Atom,
  AtomMatch,
  Budget,
  Formula,
  Graph,
  Hit,
  Model,
  Overflow,
  Solution,
  State,
  Value,
  Variable,
} from './types.js';
