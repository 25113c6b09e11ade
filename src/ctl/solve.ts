import { AtomTable } from './atoms.js';
import { allBits, bitsOf } from './bitset.js';
import { compile } from './compile.js';
import type { Compiled } from './compile.js';
import { edgeTable } from './edges.js';
import { Enumeration } from './enumeration.js';
import { compareNumbers, environmentOf, withoutAll } from './environment.js';
import type { Environment } from './environment.js';
import { Evaluator } from './evaluator.js';
import { Fixpoints } from './fixpoint.js';
import { Memo } from './memo.js';
import { BudgetExceeded, DEFAULT_BUDGET, Meter } from './meter.js';
import { requiredClauses } from './required.js';
import type { Budget, Formula, Graph, Model, Overflow, Solution, State, Value, Variable } from './types.js';

/** What a search may be told. */
export interface SolveOptions {
  /** When to give up; `DEFAULT_BUDGET` when omitted. */
  readonly budget?: Budget;
  /** Variables whose values are known before; they are in the bindings of every solution and hit. */
  readonly bindings?: ReadonlyMap<Variable, Value>;
  /** The states that may be roots; all when omitted. */
  readonly roots?: Iterable<State>;
  /** Whether each root is a solution of its own, with its own hits. */
  readonly rootByRoot?: boolean;
  /** By variable, where the numbers of candidates are written while the search runs, for those who watch it. */
  readonly counts?: Int32Array | null;
  /** Called now and then while the search runs; what it throws ends the search. */
  readonly look?: () => void;
  /** Shortcuts that change the work, never the answer; all on when omitted. @internal */
  readonly shortcuts?: Shortcuts;
}

/** @internal */
export interface Shortcuts {
  /** Looking first whether the atoms that the formula cannot do without hold anywhere. */
  readonly required: boolean;
  readonly pruning: boolean;
  readonly memo: boolean;
  readonly streaming: boolean;
}

/** How a search ended. */
export interface Ending {
  /** Null when every solution was found. Otherwise the ones found so far are right, but there may be more. */
  readonly overflow: Overflow | null;
  /** Node visits of the whole search; the same on every machine. */
  readonly work: number;
}

/** All that a search found. */
export interface Outcome extends Ending {
  /** By first root, then by bindings; each set of bindings once. */
  readonly solutions: readonly Solution[];
}

const SHORTCUTS: Shortcuts = { required: true, pruning: true, memo: true, streaming: true };

/**
 * Where and how the formula holds: one solution for each set of values of its free variables, or for each
 * root and set of values.
 *
 * A variable has a value only where a positive atom binds it; otherwise it is absent from the bindings, positive atoms
 * that would bind it do not hold, and under a negation it stands for any value ("no match at all"). `exists` chooses anew
 * at every state and on every path. Several bindings may hold at one root. An exhausted budget ends this search and
 * nothing else.
 *
 * The semantics are those of CTL-VW (Brunel et al., POPL 2009); variables are bound before formulas are checked, so the
 * work is bounded by the number of bindings times the number of edges.
 */
export function solve(graph: Graph, model: Model, formula: Formula, options: SolveOptions = {}): Outcome {
  const search = solutionsOf(graph, model, formula, options);
  const solutions: Solution[] = [];
  let step = search.next();
  while (step.done !== true) {
    solutions.push(step.value);
    step = search.next();
  }
  return { solutions: inOrder(solutions), ...step.value };
}

/** The same one after the other, in the order in which they are found; what is not asked for is not worked out. */
export function* solutionsOf(
  graph: Graph,
  model: Model,
  formula: Formula,
  options: SolveOptions = {},
): Generator<Solution, Ending> {
  const meter = new Meter(options.budget ?? DEFAULT_BUDGET, options.counts ?? null, options.look);
  const shortcuts = options.shortcuts ?? SHORTCUTS;
  const compiled = compile(formula, model);
  const atoms = new AtomTable(model, graph.states, meter);
  const fixed = options.bindings ?? new Map<Variable, Value>();
  const variables = Math.max(compiled.variables, ...[...fixed.keys()].map((variable) => variable + 1));
  const environment = environmentOf(variables, fixed);
  if (shortcuts.required && !mayHold(formula, atoms, withoutAll(environment, compiled.quantified)))
    return { overflow: null, work: meter.work };
  const evaluator = evaluatorOf({ graph, atoms, compiled, meter }, shortcuts);
  const roots = options.roots === undefined ? allBits(graph.states) : bitsOf(graph.states, options.roots);
  const enumeration = new Enumeration(evaluator, compiled.root, {
    streaming: shortcuts.streaming,
    rootByRoot: options.rootByRoot ?? false,
  });
  try {
    yield* enumeration.solutions(environment, roots);
  } catch (error) {
    if (!(error instanceof BudgetExceeded)) throw error;
    return { overflow: meter.overflow(), work: meter.work };
  }
  return { overflow: null, work: meter.work };
}

/**
 * Whether of the atoms that the formula cannot do without enough hold somewhere: mostly they do not, and no more need be
 * asked.
 */
function mayHold(formula: Formula, atoms: AtomTable, environment: Environment): boolean {
  const required = requiredClauses(formula);
  return required?.every((clause) => clause.some((atom) => atoms.holdsAnywhere(atom, environment))) ?? false;
}

interface Parts {
  readonly graph: Graph;
  readonly atoms: AtomTable;
  readonly compiled: Compiled;
  readonly meter: Meter;
}

function evaluatorOf({ graph, atoms, compiled, meter }: Parts, shortcuts: Shortcuts): Evaluator {
  return new Evaluator({
    states: graph.states,
    dag: compiled.dag,
    supports: compiled.supports,
    meter,
    atoms,
    edges: edgeTable(graph),
    fixpoints: new Fixpoints(graph.states, meter),
    memo: new Memo(shortcuts.memo, 3),
    pruning: shortcuts.pruning,
  });
}

/** By first root, then by bindings, which list their variables in rising order. */
function inOrder(solutions: readonly Solution[]): Solution[] {
  const keyed = solutions.map((solution) => ({
    solution,
    key: [solution.roots[0] ?? 0, ...[...solution.bindings].flat()],
  }));
  return keyed.sort((a, b) => compareNumbers(a.key, b.key)).map(({ solution }) => solution);
}
