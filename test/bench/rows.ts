import { measure } from './tree-programs.js';
import type { Cost, Run } from './tree-programs.js';

/** Programs that do the same, and what is asked of their costs. */
export interface Row {
  readonly title: string;
  readonly runs: readonly (Run | null)[];
  /** Done before each of the runs. */
  readonly before?: () => void;
  /** What must hold of the costs, in the order of the runs. */
  readonly bound: string;
  readonly holds: (cpu: readonly number[], megabytes: readonly number[]) => boolean;
}

/** Measures each program, the best of `times` runs, and says whether the bound holds. */
export function showRow(row: Row, times: number): void {
  row.before?.();
  console.log(`\n${row.title}\n    CPU s   wall s       MB    lines`);
  const costs = row.runs.map((run) => {
    if (run === null) return null;
    const cost = best(run, times);
    show(run, cost);
    return cost;
  });
  const cpu = costs.map((cost) => cost?.cpu ?? Number.NaN);
  const megabytes = costs.map((cost) => cost?.megabytes ?? Number.NaN);
  console.log(`${row.holds(cpu, megabytes) ? 'reached' : 'NOT REACHED'}: ${row.bound}`);
}

function best(run: Run, times: number): Cost {
  const costs = Array.from({ length: times }, () => measure(run));
  return costs.reduce((least, cost) => (cost.cpu < least.cpu ? cost : least));
}

function show(run: Run, { cpu, wall, megabytes, lines, status }: Cost): void {
  const numbers = [cpu.toFixed(2), wall.toFixed(2), megabytes.toFixed(0), String(lines)].map((each) =>
    each.padStart(9),
  );
  console.log(
    `${numbers.join('')}  ${run.program}${status === 0 || status === 1 ? '' : ` (status ${String(status)})`}`,
  );
}
