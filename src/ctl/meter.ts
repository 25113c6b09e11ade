import type { Budget, Overflow, Variable } from './types.js';

/** Enough for everything seen in practice: a second or two of work, and far more solutions than a rule should have. */
export const DEFAULT_BUDGET: Budget = { work: 200_000_000, solutions: 50_000 };

/** Node visits between two looks at whether the search is to go on. */
const VISITS_BETWEEN_LOOKS = 100_000;

/** Thrown when a budget is used up; the solver catches it, so it never leaves this room. */
export class BudgetExceeded extends Error {}

/** Counts work, candidates and solutions against a budget. */
export class Meter {
  work = 0;
  private readonly most = new Map<Variable, number>();
  private solutions = 0;
  private nextLook = VISITS_BETWEEN_LOOKS;

  /** `counts`: where the numbers of candidates are kept besides. `look` is called now and then, and may throw. */
  constructor(
    private readonly budget: Budget,
    private readonly counts: Int32Array | null = null,
    private readonly look: () => void = () => undefined,
  ) {}

  /** Counts `visits` node visits; throws BudgetExceeded when there are too many. */
  spend(visits: number): void {
    this.work += visits;
    if (this.work > this.budget.work) throw new BudgetExceeded('work');
    if (this.work < this.nextLook) return;
    this.nextLook = this.work + VISITS_BETWEEN_LOOKS;
    this.look();
  }

  /** Takes down how many values a variable has to choose from. */
  countCandidates(variable: Variable, count: number): void {
    if (count <= (this.most.get(variable) ?? 0)) return;
    this.most.set(variable, count);
    if (this.counts !== null && variable < this.counts.length) this.counts[variable] = count;
  }

  /** Counts one solution; throws BudgetExceeded when there are too many. */
  countSolution(): void {
    this.solutions += 1;
    if (this.solutions > this.budget.solutions) throw new BudgetExceeded('solutions');
  }

  overflow(): Overflow {
    return { work: this.work, candidates: new Map([...this.most].sort(([a], [b]) => a - b)) };
  }
}
