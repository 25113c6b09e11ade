/*
 * The model checker on what is hard for lists of witnesses: user CPU time, work and memory of the checker by itself, then
 * whole runs of vspatch on generated files. Run: npm run bench -- ctl [times=1]
 */
import { solve } from '../../src/ctl/index.js';
import {
  chain,
  diamonds,
  exported,
  loops,
  nest,
  nestInNest,
  pair,
  somePath,
  straight,
  twofold,
} from '../ctl/families.js';
import type { Family } from '../ctl/families.js';
import { showPrograms } from './ctl-programs.js';

const NODES = 5000;
const VALUES = 50;

const families: readonly (readonly [string, Family])[] = [
  ['straight 5000', pair(straight(NODES), VALUES)],
  ['loops 5000', pair(loops(NODES), VALUES)],
  ['diamonds 5000', nest(diamonds(NODES), VALUES)],
  ['diamonds 5000', nestInNest(diamonds(NODES), VALUES)],
  ['loops 5000', somePath(loops(NODES), VALUES)],
  ['straight 1000, 10 values', exported(straight(1000), 10)],
  ['straight 1000, 26 values', exported(straight(1000), 26)],
  ['straight 5000, 50 values, gives up', exported(straight(NODES), VALUES)],
  ['straight 400', twofold(400)],
  ['straight 5000', twofold(NODES)],
  ['400 ifs', chain(400)],
];

/** Prints what the families cost, whole runs the best of `times`. */
export function benchCtl([times = '1']: readonly string[]): Promise<void> {
  for (const [shape, family] of families) showFamily(shape, family);
  showPrograms(Number(times));
  return Promise.resolve();
}

function showFamily(shape: string, { name, graph, model, formula }: Family): void {
  const start = process.cpuUsage();
  const { solutions, work, overflow } = solve(graph, model, formula);
  const milliseconds = (process.cpuUsage(start).user / 1000).toFixed(1);
  const hits = solutions.reduce((sum, solution) => sum + solution.hits.length, 0);
  const megabytes = (process.memoryUsage().rss / 1e6).toFixed(0);
  const found = `${String(solutions.length)} solutions, ${String(hits)} hits`;
  console.log(`${name}, ${shape}: ${milliseconds} ms, work ${String(work)}, ${found}, ${megabytes} MB`);
  if (overflow !== null) console.log('  overflow', overflow.work, [...overflow.candidates]);
}
