import { bitsOf, intersection, isEmpty, members } from './bitset.js';
import type { Bits } from './bitset.js';
import { candidatesOf } from './candidates.js';
import type { Candidates } from './candidates.js';
import { ABSENT, UNKNOWN, bindingsOf, valueOf, withValue } from './environment.js';
import type { Environment } from './environment.js';
import { Mode } from './evaluator.js';
import type { Evaluator } from './evaluator.js';
import type { Node } from './node.js';
import type { Solution, Variable } from './types.js';
import { witnessOf } from './witness.js';

/** How far the free variables are bound. */
interface Stage {
  readonly environment: Environment;
  /** Variables with a value that the formula could do without: some atom must bind each. */
  readonly optional: readonly Variable[];
  /** States where the formula may still hold. */
  readonly roots: Bits;
}

interface Choice extends Candidates {
  readonly variable: Variable;
}

interface Manner {
  /** Whether answers about a value of the outermost variable are forgotten once it is done. */
  readonly streaming: boolean;
  /** Whether each root makes a solution of its own. */
  readonly rootByRoot: boolean;
}

/** Binds the free variables of a formula one after the other, the one with the fewest values first. */
export class Enumeration {
  constructor(
    private readonly evaluator: Evaluator,
    private readonly formula: Node,
    private readonly manner: Manner,
  ) {}

  /** The solutions at the given states, each set of bindings once; nothing of a solution is kept once it is handed out. */
  *solutions(environment: Environment, roots: Bits): Generator<Solution, void> {
    const open = this.formula.free.filter((variable) => valueOf(environment, variable) === UNKNOWN);
    // What only negations mention can never have a value.
    const start = open
      .filter((v) => !this.formula.bindable.has(v))
      .reduce((e, v) => withValue(e, v, ABSENT), environment);
    yield* this.bind({ environment: start, optional: [], roots }, 0);
  }

  private *bind(stage: Stage, depth: number): Generator<Solution, void> {
    const roots = this.bound(stage);
    if (isEmpty(roots)) return;
    const choice = this.choose({ ...stage, roots });
    if (choice === null) {
      yield* this.finish(stage, roots);
      return;
    }
    this.evaluator.machine.meter.countCandidates(choice.variable, choice.values.length);
    for (const value of choice.required ? choice.values : [ABSENT, ...choice.values]) {
      const optional = choice.required || value === ABSENT ? stage.optional : [...stage.optional, choice.variable];
      const environment = withValue(stage.environment, choice.variable, value);
      yield* this.bind({ environment, optional, roots }, depth + 1);
      if (depth === 0 && this.manner.streaming) this.evaluator.machine.memo.forget(choice.variable);
    }
  }

  /** The roots that are left when the undecided variables may have any value. */
  private bound(stage: Stage): Bits {
    if (!this.evaluator.machine.pruning) return stage.roots;
    return intersection(stage.roots, this.evaluator.evaluate(this.goal(stage), stage.environment, Mode.upper));
  }

  private goal(stage: Stage): Node {
    const optional = [...stage.optional].sort((a, b) => a - b);
    return this.evaluator.machine.supports.of(optional, this.formula);
  }

  /** The undecided variable with the fewest values, required ones before others; null when all are decided. */
  private choose(stage: Stage): Choice | null {
    const node = this.goal(stage);
    let best: Choice | null = null;
    for (const variable of this.formula.free) {
      if (valueOf(stage.environment, variable) !== UNKNOWN) continue;
      const question = { node, environment: stage.environment, within: stage.roots };
      const choice = { variable, ...candidatesOf(this.evaluator.machine, variable, question) };
      if (best === null || compareChoices(choice, best) < 0) best = choice;
    }
    return best;
  }

  private *finish(stage: Stage, within: Bits): Generator<Solution, void> {
    const roots = intersection(within, this.evaluator.evaluate(this.goal(stage), stage.environment));
    if (isEmpty(roots)) return;
    const groups = this.manner.rootByRoot
      ? members(roots).map((root) => bitsOf(this.evaluator.machine.states, [root]))
      : [roots];
    for (const states of groups) {
      this.evaluator.machine.meter.countSolution();
      const hits = witnessOf(this.evaluator, this.formula, { environment: stage.environment, states });
      yield { roots: members(states), bindings: bindingsOf(stage.environment), hits };
    }
  }
}

function compareChoices(a: Choice, b: Choice): number {
  return Number(b.required) - Number(a.required) || a.values.length - b.values.length || a.variable - b.variable;
}
