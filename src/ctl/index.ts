export type {
  Atom, AtomMatch, Budget, Formula, Graph, Hit, Model, Overflow, Solution, State, Value, Variable,
} from './types.js';
