/*
 * How much of a tree of C files can be read, and at what cost, beside spatch where it is installed, all in one run on one
 * machine. Run: npm run bench -- parse TREE... [--files N] [--seed N] [--show] [--no-spatch] [--no-whole]
 * A function counts as read when its `{` and `}`, as an independent scan sees them, are the body of exactly one function
 * of the file's trees. Of a Linux tree the whole is read besides, by the command line, to see that its memory stays flat.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { initParser } from '../../src/c/index.js';
import { setUpV8 } from '../../src/cli/index.js';
import { readFiles } from './parse-files.js';
import type { Counts } from './parse-files.js';
import { spatchCounts } from './parse-spatch.js';
import type { SpatchCounts } from './parse-spatch.js';
import { filesBelow, sample } from './sample.js';
import { measure, processor } from './tree-programs.js';

/** Shares of functions, and of files, that must be read without a diagnostic; 0 where nothing is asked. */
interface Row {
  readonly name: string;
  readonly files: readonly string[];
  readonly functions: number;
  readonly wholeFiles: number;
}

/** Of what spatch's costs a megabyte. */
const COST = 1 / 5;
/** Megabytes a second. */
const LEXER = 100;
/** Resident megabytes for a whole tree. */
const MEMORY = 300;

/** Runs the benchmark with the words behind `parse`. */
export async function benchParse(words: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: {
      files: { type: 'string', default: '1500' },
      seed: { type: 'string', default: '1' },
      show: { type: 'boolean', default: false },
      spatch: { type: 'boolean', default: true },
      whole: { type: 'boolean', default: true },
    },
    allowNegative: true,
  });
  // As the programs do.
  setUpV8();
  console.log(`${processor()}; parser: tokens first, then tree-sitter (${await initParser()})`);
  for (const tree of positionals) {
    for (const row of rowsOf(tree)) {
      const files = sample(row.files, Number(values.files), Number(values.seed));
      if (files.length === 0) continue;
      const counts = await readFiles(files, values.show);
      judge({ ...row, name: `${path.basename(tree)} ${row.name}` }, counts, values.spatch ? spatchCounts(files) : null);
    }
    if (values.whole && isLinux(tree)) judgeWhole(tree);
  }
}

function isLinux(tree: string): boolean {
  return existsSync(path.join(tree, 'Kbuild')) && existsSync(path.join(tree, 'mm'));
}

/** The kernel's folders have targets of their own; of other trees all `.c` files and all headers are a row each. */
function rowsOf(tree: string): Row[] {
  const below = (folders: readonly string[], pattern: RegExp): string[] =>
    folders.flatMap((folder) => filesBelow(path.join(tree, folder), pattern));
  const core = ['drivers', 'fs', 'net', 'kernel', 'mm', 'sound', 'lib', 'block', 'crypto'];
  if (isLinux(tree)) {
    return [
      { name: 'kernel', files: below(core, /\.c$/), functions: 0.999, wholeFiles: 0.995 },
      { name: 'arch, tools', files: below(['arch', 'tools'], /\.c$/), functions: 0.99, wholeFiles: 0 },
      { name: 'headers', files: below(['.'], /\.h$/), functions: 0.995, wholeFiles: 0.995 },
    ];
  }
  // Coccinelle's tests have what files become beside them, and among both what cannot be read on purpose.
  const results = below(['.'], /\.res$/);
  if (results.length > 100)
    return [{ name: '*.c, *.res', files: below(['.'], /\.(c|res)$/), functions: 0.99, wholeFiles: 0 }];
  return [
    { name: '*.c', files: below(['.'], /\.c$/), functions: 0.995, wholeFiles: 0 },
    { name: '*.h', files: below(['.'], /\.h$/), functions: 0.995, wholeFiles: 0 },
  ];
}

function judge(row: Row, counts: Counts, spatch: SpatchCounts | null): void {
  const { files, cleanFiles, functions, readFunctions, bytes, seconds, lexSeconds } = counts;
  const megabytes = bytes / 1e6;
  const cost = seconds / megabytes;
  console.log(`\n${row.name}: ${String(files)} files, ${megabytes.toFixed(1)} MB`);
  verdict(`functions ${share(readFunctions, functions)}`, row.functions, readFunctions / functions);
  verdict(`files without a diagnostic ${share(cleanFiles, files)}`, row.wholeFiles, cleanFiles / files);
  const speed = megabytes / lexSeconds;
  // Files of some bytes each show what a call costs, not what the lexer does.
  const isLarge = megabytes > 5;
  verdict(`lexer ${speed.toFixed(0)} MB/s of CPU`, isLarge ? LEXER : 0, speed);
  if (spatch === null) {
    console.log(`  parsed whole in ${cost.toFixed(3)} CPU s/MB; spatch was not asked`);
    return;
  }
  const { perfect, total, lost } = spatch;
  const theirs = spatch.seconds / megabytes;
  const ratio = cost / theirs;
  const without = lost === 0 ? '' : `, crashed or without end on ${String(lost)}`;
  console.log(`  spatch --parse-c --no-includes: files without a problem ${share(perfect, total)}${without}`);
  const costs = `parsed whole in ${cost.toFixed(3)} CPU s/MB, spatch ${theirs.toFixed(3)}: 1/${(1 / ratio).toFixed(2)}`;
  verdict(costs, isLarge ? -COST : 0, -ratio);
}

/** A figure with whether it is at least what is asked for; 0 asks for nothing. */
function verdict(figure: string, bound: number, value: number): void {
  const asked = bound === 0 ? '' : value >= bound ? 'reached: ' : 'NOT REACHED: ';
  const want = bound === 0 ? '' : ` (${bound < 0 ? 'at most' : 'at least'} ${String(Math.abs(bound))})`;
  console.log(`  ${asked}${figure}${want}`);
}

function share(part: number, whole: number): string {
  return `${String(part)}/${String(whole)} ${((100 * part) / Math.max(1, whole)).toFixed(3)} %`;
}

/** Reads a whole tree with the command line: the memory that it takes, at its highest. */
function judgeWhole(tree: string): void {
  const words = [path.resolve('bin/vedalia.js'), 'parse', '--stats', tree];
  const { cpu, megabytes, lines } = measure({ program: 'vedalia parse', command: process.execPath, words });
  console.log(`\nvedalia parse --stats ${path.basename(tree)}: ${String(lines)} lines, ${cpu.toFixed(1)} CPU s`);
  verdict(`${megabytes.toFixed(0)} MB resident at the highest`, -MEMORY, -megabytes);
}
