/** Shapes on which checkers that list witnesses grow out of bounds; sizes in statements. */
import { and, atom, au, ax, eu, exists, ex, not, or, seqor, truth, uncheck } from '../../src/ctl/index.js';
import type { AtomMatch, Formula, Graph, Model } from '../../src/ctl/index.js';
import { graphOf, modelOf } from './random.js';

export interface Family {
  readonly name: string;
  readonly graph: Graph;
  readonly model: Model;
  readonly formula: Formula;
}

/** Variables and atoms; the last atom is the end of the function. */
const [X, Y, Z] = [0, 1, 2] as const;
const [A, B, C, D, EXIT] = [0, 1, 2, 3, 4] as const;

/** 0 → 1 → 2 …, the last state is the end. */
export function straight(states: number): Graph {
  return graphOf(Array.from({ length: states }, (_, s) => (s + 1 < states ? [s + 1] : [])));
}

/** Every tenth state also goes back by nine. */
export function loops(states: number): Graph {
  return graphOf(
    Array.from({ length: states }, (_, s) => [...(s + 1 < states ? [s + 1] : []), ...(s % 10 === 9 ? [s - 9] : [])]),
  );
}

/** Fours of states: a fork, two arms, and the fork of the next four. */
export function diamonds(states: number): Graph {
  return graphOf(
    Array.from({ length: states }, (_, s) => {
      if (s + 4 > states) return s + 1 < states ? [s + 1] : [];
      return [[s + 1, s + 2], [s + 3], [s + 3], s + 1 < states ? [s + 1] : []][s % 4] ?? [];
    }),
  );
}

/** Matches of statements that take turns: state `s` matches atom `s % atoms`, with one of `values` values. */
function turns(states: number, variables: readonly number[], values: number): AtomMatch[][] {
  const matches: AtomMatch[][] = [[], [], [], [], [{ state: states - 1, bindings: [], tag: 0 }]];
  for (let state = 0; state + 1 < states; state++) {
    const place = state % variables.length;
    const variable = variables[place] ?? 0;
    matches[place]?.push({ state, bindings: [[variable, (state * 7919) % values]], tag: 0 });
  }
  return matches;
}

/** `A(x) ... B(x)`: the shortest way, on all paths. */
export function pair(graph: Graph, values: number): Family {
  const guard = and(not(atom(A)), not(atom(B)));
  const formula = exists(X, and(atom(A), ax(au(guard, or(atom(B), atom(EXIT))))));
  return { name: 'A(x) ... B(x)', graph, model: modelOf(turns(graph.states, [X, X], values), [[X], [X]]), formula };
}

/** `A(x) <... B(x) ...> C(x)`. */
export function nest(graph: Graph, values: number): Family {
  const body = or(atom(B), not(uncheck(atom(B))));
  const formula = exists(X, and(atom(A), ax(au(and(body, not(atom(C))), or(atom(C), atom(EXIT))))));
  const model = modelOf(turns(graph.states, [X, X, X], values), [[X], [X], [X]]);
  return { name: 'A(x) <... B(x) ...> C(x)', graph, model, formula };
}

/** A nest in a nest whose body is a choice of four. */
export function nestInNest(graph: Graph, values: number): Family {
  const choice = [A, B, C, D].map((index) => atom(index)).reduceRight((rest, first) => seqor(first, rest));
  const local = exists(Y, choice);
  const inner = and(atom(A), ax(au(or(local, not(uncheck(local))), or(atom(B), atom(EXIT)))));
  const formula = exists(X, and(atom(A), ax(au(or(inner, not(uncheck(inner))), atom(EXIT)))));
  const matches = turns(graph.states, [X, X, Y, Y], values);
  return { name: 'nest in nest, four branches', graph, model: modelOf(matches, [[X], [X], [Y], [Y]]), formula };
}

/** `A(x) ... B(y) ... C(z)` with all three exported. */
export function exported(graph: Graph, values: number): Family {
  const last = and(atom(B), ax(au(not(atom(B)), or(atom(C), atom(EXIT)))));
  const formula = and(atom(A), ax(au(not(atom(A)), or(last, atom(EXIT)))));
  const model = modelOf(turns(graph.states, [X, Y, Z], values), [[X], [Y], [Z]]);
  return { name: 'three exported variables', graph, model, formula };
}

/** A nest whose body matches twice, with other values, at every statement. */
export function twofold(states: number): Family {
  const matches = Array.from({ length: states - 1 }, (_, state) =>
    [0, 1].map((tag): AtomMatch => ({ state, tag, bindings: [[Y, state * 2 + tag]] })),
  ).flat();
  const model = modelOf([[], matches, [], [], [{ state: states - 1, bindings: [], tag: 0 }]], [[], [Y]]);
  const local = exists(Y, atom(B));
  const formula = au(or(local, not(uncheck(local))), atom(EXIT));
  return { name: 'nest with two matches at each statement', graph: straight(states), model, formula };
}

/** `if` after `if`, each with an arm that matches and a way around it, and a nest over all. */
export function chain(ifs: number): Family {
  const graph = diamonds(ifs * 4);
  const family = nest(graph, 5);
  return { ...family, name: 'nest in a chain of ifs' };
}

/** `exists` in a rule that looks for one path. */
export function somePath(graph: Graph, values: number): Family {
  const formula = exists(X, and(atom(A), ex(eu(truth, and(atom(B), ex(eu(truth, exists(Y, atom(C)))))))));
  const model = modelOf(turns(graph.states, [X, X, Y], values), [[X], [X], [Y]]);
  return { name: 'one path, any statements between', graph, model, formula };
}
