/**
 * CTL-VW as in J. Brunel et al., "A foundation for flow-based program matching using temporal logic and model checking"
 * (POPL 2009), over states, variables and values that are plain numbers: this room knows neither C nor SmPL.
 */

/** Index of a state (a node of the graph). */
export type State = number;
/** Index of a variable of the formula, from 0. */
export type Variable = number;
/** An interned value, 0 ≤ value < 2³¹; equal values have equal numbers. */
export type Value = number;
/** An index that only the model understands: which pattern an atom stands for. */
export type Atom = number;

/**
 * A graph in compressed rows: the successors of `s` are `direct[directStart[s]] … direct[directStart[s + 1] - 1]`.
 * Direct edges are what AX and AU follow; EX, EU and EF follow `all`, which holds the direct and the control edges.
 */
export interface Graph {
  readonly states: number;
  readonly directStart: Uint32Array;
  readonly direct: Uint32Array;
  readonly allStart: Uint32Array;
  readonly all: Uint32Array;
}

export type Formula =
  | { readonly op: 'true' }
  | { readonly op: 'false' }
  | { readonly op: 'atom'; readonly atom: Atom }
  | { readonly op: 'and' | 'or'; readonly parts: readonly Formula[] }
  /** Ordered choice: `first ∨ (¬first ∧ second)`; a free variable has the same value in both. */
  | { readonly op: 'seqor'; readonly first: Formula; readonly second: Formula }
  /**
   * Nothing under `not` binds or is part of a witness; a variable without value there stands for any value, so that "no
   * f(x)" means none at all. `uncheck` binds, but is no part of a witness.
   */
  | { readonly op: 'not' | 'uncheck'; readonly part: Formula }
  /** Chooses at every state anew: a value that a positive atom binds, or none where the part needs none. */
  | { readonly op: 'exists'; readonly variable: Variable; readonly part: Formula }
  /**
   * AX EX AF EF AG EG; `backwards` looks along the edges the other way. AX needs a successor; AF is a least fixpoint; for
   * AG and EG a path may end where it has no successor.
   */
  | {
      readonly op: 'AX' | 'EX' | 'AF' | 'EF' | 'AG' | 'EG';
      readonly part: Formula;
      readonly backwards?: boolean;
    }
  /**
   * AU is a least fixpoint: a path that loops for ever fails it. AW, weak until, also takes paths that stay in `left` for
   * ever or end there. Where `left` holds as well as `right`, the witness has what lies behind, too.
   */
  | { readonly op: 'AU' | 'EU' | 'AW'; readonly left: Formula; readonly right: Formula; readonly backwards?: boolean };

/** One way in which an atom holds: where, with which values, and what the caller wants to remember of it. */
export interface AtomMatch {
  readonly state: State;
  /** Pairs variable, value; a variable that the atom leaves open is absent. */
  readonly bindings: readonly (readonly [Variable, Value])[];
  /** Handed back in `Solution.hits`. */
  readonly tag: number;
}

export interface Model {
  /** Every way in which the atom holds anywhere in the graph. Asked once per atom. */
  matches(atom: Atom): readonly AtomMatch[];
  /** The variables the atom can bind. */
  variables(atom: Atom): readonly Variable[];
  /**
   * The variables whose values the caller reads from the hits of the atom, besides those that it binds. Without this
   * every hit carries all variables in force, and is repeated for each combination of their values.
   */
  wanted?(atom: Atom): readonly Variable[];
}

/** Counts, never time, so that a run that gives up does so every time and on every machine. */
export interface Budget {
  /** Node visits of boolean model checking. */
  readonly work: number;
  readonly solutions: number;
}

/** An atom that contributed to a solution: at which state, by which match. */
export interface Hit {
  readonly atom: Atom;
  readonly state: State;
  readonly tag: number;
  /** The values of the variables in force at this atom: the solution's and those of the quantifiers around it. */
  readonly bindings: ReadonlyMap<Variable, Value>;
}

export interface Solution {
  /** States at which the formula holds with these bindings. */
  readonly roots: readonly State[];
  /** The values of the formula's free variables; a variable that no atom bound is absent. */
  readonly bindings: ReadonlyMap<Variable, Value>;
  /** The witness: every positive atom that takes part, outside `not` and `uncheck`, in order of state, each once. */
  readonly hits: readonly Hit[];
}

/** How far a solver that ran out of budget came, for a diagnostic. */
export interface Overflow {
  readonly work: number;
  /** Variables with the most candidate values that each had to choose from at a time. */
  readonly candidates: ReadonlyMap<Variable, number>;
}
