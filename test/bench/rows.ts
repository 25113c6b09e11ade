import { measure } from './tree-programs.js';
import type { Cost, Run } from './tree-programs.js';

/** Programs that do the same, and what is asked of their costs. */
export interface Row {
  readonly title: string;
  readonly runs: readonly (Run | null)[];
  /** Done before each round of runs. */
  readonly before?: () => void;
  /** What must hold of the costs, in the order of the runs. */
  readonly bound: string;
  readonly holds: (cpu: readonly number[], megabytes: readonly number[]) => boolean;
}

/** Measures each program, the best of `times` runs, all of them by turns, and says whether the bound holds. */
export function showRow(row: Row, times: number): void {
  console.log(`\n${row.title}\n    CPU s   wall s       MB    lines`);
  const rounds = Array.from({ length: times }, () => {
    row.before?.();
    return row.runs.map((run) => (run === null ? null : measure(run)));
  });
  const costs = row.runs.map((run, index) => {
    const cost = best(rounds.flatMap((round) => round[index] ?? []));
    if (run !== null && cost !== null) show(run, cost);
    return cost;
  });
  const cpu = costs.map((cost) => cost?.cpu ?? Number.NaN);
  const megabytes = costs.map((cost) => cost?.megabytes ?? Number.NaN);
  console.log(`${row.holds(cpu, megabytes) ? 'reached' : 'NOT REACHED'}: ${row.bound}`);
}

function best(costs: readonly Cost[]): Cost | null {
  return costs.reduce<Cost | null>((least, cost) => (least === null || cost.cpu < least.cpu ? cost : least), null);
}

function show(run: Run, { cpu, wall, megabytes, lines, status }: Cost): void {
  const numbers = [cpu.toFixed(3), wall.toFixed(3), megabytes.toFixed(0), String(lines)].map((each) =>
    each.padStart(9),
  );
  console.log(
    `${numbers.join('')}  ${run.program}${status === 0 || status === 1 ? '' : ` (status ${String(status)})`}`,
  );
}
