/**
 * Draws semantic patches and C functions, has vedalia and spatch apply them, and prints where they differ, each
 * difference shrunk to a small pair.
 *
 *     node dist/test/differential/main.js [--pairs 5000] [--seed 1] [--programs 20] [--show 20] [--spatch PROGRAM]
 */
import { parseArgs } from 'node:util';
import { Random } from '../ctl/random.js';
import { askSpatch, askVedalia, tokens } from './judges.js';
import type { Verdict } from './judges.js';
import { drawProgram, printProgram, smallerPrograms } from './programs.js';
import type { Program } from './programs.js';
import { drawPatch, printPatch, smallerPatches } from './rules.js';
import type { DrawnRule } from './rules.js';

interface Pair {
  readonly patch: readonly DrawnRule[];
  readonly program: Program;
}

/** A run's sums. Pairs of which spatch makes nothing, because it refuses the patch or gives the file up, are not counted. */
interface Tally {
  pairs: number;
  agreed: number;
  changed: number;
  refused: number;
  readonly differences: Pair[];
}

const { values } = parseArgs({
  options: {
    pairs: { type: 'string', default: '5000' },
    seed: { type: 'string', default: '1' },
    programs: { type: 'string', default: '20' },
    show: { type: 'string', default: '20' },
    spatch: { type: 'string', default: 'spatch' },
  },
});

const tally = await compare(Number(values.pairs), Number(values.seed), Number(values.programs));
for (const pair of onePerPatch(tally.differences).slice(0, Number(values.show))) await show(await shrink(pair));
const share = ((100 * tally.agreed) / tally.pairs).toFixed(2);
console.log(
  `${String(tally.pairs)} pairs, ${String(tally.changed)} changed by spatch, ${String(tally.agreed)} agree (${share} %), ` +
    `${String(tally.differences.length)} differ; of ${String(tally.refused)} more spatch made nothing`,
);

async function compare(wanted: number, seed: number, width: number): Promise<Tally> {
  const sums: Tally = { pairs: 0, agreed: 0, changed: 0, refused: 0, differences: [] };
  for (let round = 0; sums.pairs < wanted; round++) {
    const random = new Random(seed * 100_000 + round);
    const patch = drawPatch(random);
    const programs = Array.from({ length: width }, () => drawProgram(random));
    await judge(patch, programs, sums);
    if (round % 10 === 9)
      process.stderr.write(`\r${String(sums.pairs)} pairs, ${String(sums.differences.length)} differ `);
  }
  process.stderr.write('\n');
  return sums;
}

async function judge(patch: readonly DrawnRule[], programs: readonly Program[], sums: Tally): Promise<void> {
  const texts = programs.map(printProgram);
  const theirs = askSpatch(printPatch(patch), texts, values.spatch);
  const ours = await askVedalia(printPatch(patch), texts);
  programs.forEach((program, index) => {
    const [text = '', their, our] = [texts[index], theirs[index], ours[index]];
    if (their === undefined || our === undefined || 'failure' in their) {
      sums.refused += 1;
      return;
    }
    sums.pairs += 1;
    if (their.text !== text) sums.changed += 1;
    if (agree(their, our)) sums.agreed += 1;
    else sums.differences.push({ patch, program });
  });
}

function agree(their: Verdict, our: Verdict): boolean {
  return 'text' in their && 'text' in our && tokens(their.text) === tokens(our.text);
}

/** One difference for each patch: others with the same patch mostly have the same reason. */
function onePerPatch(pairs: readonly Pair[]): Pair[] {
  return [...new Map(pairs.map((pair) => [pair.patch, pair])).values()];
}

/** Smaller pairs that differ still, as long as there are some. */
async function shrink(pair: Pair): Promise<Pair> {
  for (const smaller of steps(pair)) if (await differs(smaller)) return await shrink(smaller);
  return pair;
}

function steps({ patch, program }: Pair): Pair[] {
  return [
    ...smallerPrograms(program).map((smaller) => ({ patch, program: smaller })),
    ...smallerPatches(patch).map((smaller) => ({ patch: smaller, program })),
  ];
}

async function differs({ patch, program }: Pair): Promise<boolean> {
  const text = printProgram(program);
  const [our] = await askVedalia(printPatch(patch), [text]);
  const [their] = askSpatch(printPatch(patch), [text], values.spatch);
  return their !== undefined && our !== undefined && 'text' in their && !agree(their, our);
}

async function show({ patch, program }: Pair): Promise<void> {
  const text = printProgram(program);
  const [their] = askSpatch(printPatch(patch), [text], values.spatch);
  const [our] = await askVedalia(printPatch(patch), [text]);
  console.log('='.repeat(80));
  console.log(printPatch(patch));
  console.log(text);
  console.log(`--- spatch\n${outcome(their, text)}\n--- vedalia\n${outcome(our, text)}`);
}

function outcome(verdict: Verdict | undefined, text: string): string {
  if (verdict === undefined) return '';
  if ('failure' in verdict) return verdict.failure;
  return verdict.text === text ? '(unchanged)' : verdict.text;
}
