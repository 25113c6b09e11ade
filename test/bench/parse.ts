/*
 * How much of a tree of C files can be read, and at what cost. Run: npm run bench -- parse TREE [--files N] [--seed N] [--show N]
 * A function counts as read when its `{` and `}` in column 0, as an independent scan sees them, are the body of exactly
 * one function of the file's trees. spatch's own figures for the same files stand beside ours where it is installed.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { functionsOf, initParser, lex, needsBreath, openFile } from '../../src/c/index.js';
import { SourceText } from '../../src/text/index.js';
import { columnZeroBodies } from './column-zero.js';
import { filesBelow, sample } from './sample.js';

interface Row {
  readonly name: string;
  readonly files: readonly string[];
}

interface Counts {
  files: number;
  cleanFiles: number;
  functions: number;
  readFunctions: number;
  bytes: number;
  seconds: number;
  lexSeconds: number;
}

/** Runs the benchmark with the words behind `parse`. */
export async function benchParse(words: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: {
      files: { type: 'string', default: '300' },
      seed: { type: 'string', default: '1' },
      show: { type: 'string', default: '0' },
      spatch: { type: 'boolean', default: true },
    },
    allowNegative: true,
  });
  console.log(`parser: tokens first, then tree-sitter (${await initParser()})`);
  for (const tree of positionals) {
    for (const { name, files } of rowsOf(tree)) {
      const chosen = sample(files, Number(values.files), Number(values.seed));
      if (chosen.length === 0) continue;
      const counts = await readAll(chosen, Number(values.show));
      console.log(`${name}: ${describe(counts)}`);
      if (values.spatch) console.log(`  spatch: ${spatchFigures(chosen, counts.bytes)}`);
    }
  }
}

/** The kernel's folders have targets of their own; of other trees all `.c` files and all headers are a row each. */
function rowsOf(tree: string): Row[] {
  const below = (folders: readonly string[], pattern: RegExp): string[] =>
    folders.flatMap((folder) => filesBelow(path.join(tree, folder), pattern));
  const core = ['drivers', 'fs', 'net', 'kernel', 'mm', 'sound', 'lib', 'block', 'crypto'];
  if (existsSync(path.join(tree, 'Kbuild')) && existsSync(path.join(tree, 'mm'))) {
    return [
      { name: 'kernel', files: below(core, /\.c$/) },
      { name: 'arch, tools', files: below(['arch', 'tools'], /\.c$/) },
      { name: 'headers', files: below(['.'], /\.h$/) },
    ];
  }
  return [
    { name: '*.c', files: below(['.'], /\.c$/) },
    { name: '*.res', files: below(['.'], /\.res$/) },
    { name: '*.h', files: below(['.'], /\.h$/) },
  ];
}

async function readAll(files: readonly string[], show: number): Promise<Counts> {
  const counts = { files: 0, cleanFiles: 0, functions: 0, readFunctions: 0, bytes: 0, seconds: 0, lexSeconds: 0 };
  for (const file of files) {
    readOne(file, counts, show);
    if (needsBreath()) await new Promise((resolve) => setImmediate(resolve));
  }
  return counts;
}

function readOne(name: string, counts: Counts, show: number): void {
  const text = readFileSync(name, 'latin1');
  counts.lexSeconds += secondsOf(() => lex(text));
  const file = openFile(new SourceText(name, text));
  counts.seconds += secondsOf(() => {
    for (const unit of file.units) file.trees(unit);
  });
  const times = new Map<string, number>();
  for (const { bodyStart, bodyEnd } of functionsOf(file)) {
    const key = `${String(bodyStart)}-${String(bodyEnd)}`;
    times.set(key, (times.get(key) ?? 0) + 1);
  }
  for (const { start, end } of columnZeroBodies(text)) {
    const isRead = times.get(`${String(start)}-${String(end)}`) === 1;
    const isWhole = file.diagnostics.every(({ span }) => span.end <= start || span.start >= end);
    counts.functions++;
    if (isRead && isWhole) counts.readFunctions++;
    else if (show > 0) console.log(`  ${name}:${String(text.slice(0, start).split('\n').length)}: function`);
  }
  counts.files++;
  counts.bytes += text.length;
  if (file.diagnostics.length === 0) counts.cleanFiles++;
  else if (show > 0) for (const { code, line } of file.diagnostics) console.log(`  ${name}:${String(line)}: ${code}`);
}

function secondsOf(work: () => void): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

function describe(counts: Counts): string {
  const { files, cleanFiles, functions, readFunctions, bytes, seconds, lexSeconds } = counts;
  const megabytes = bytes / 1e6;
  return [
    `functions ${share(readFunctions, functions)}`,
    `files ${share(cleanFiles, files)}`,
    `${megabytes.toFixed(1)} MB`,
    `${(seconds / megabytes).toFixed(3)} CPU s/MB`,
    `lexer ${(megabytes / lexSeconds).toFixed(0)} MB/s`,
    `${(process.memoryUsage.rss() / 1e6).toFixed(0)} MB resident`,
  ].join(', ');
}

function share(part: number, whole: number): string {
  return `${String(part)}/${String(whole)} ${((100 * part) / Math.max(1, whole)).toFixed(3)} %`;
}

/** What `spatch --parse-c --no-includes` says of the same files, and what it costs. */
function spatchFigures(files: readonly string[], bytes: number): string {
  const list = path.join(mkdtempSync(path.join(tmpdir(), 'vedalia-bench-')), 'times');
  const script = 'time spatch --parse-c --no-includes "$@" 2>&1';
  const timed = spawnSync('bash', ['-c', `TIMEFORMAT="%U %S"; { ${script} ; } 2> "$0"`, list, ...files], {
    encoding: 'latin1',
    maxBuffer: 1 << 30,
  });
  const perfect = /NB total files = (\d+); perfect = (\d+)/.exec(timed.stdout);
  if (perfect === null) return 'not installed, or it failed';
  if (!existsSync(list)) writeFileSync(list, '0 0');
  const [user = 0, system = 0] = (readFileSync(list, 'utf8').trim().split('\n').at(-1) ?? '').split(' ').map(Number);
  const cost = ((user + system) / (bytes / 1e6)).toFixed(3);
  return `files ${share(Number(perfect[2]), Number(perfect[1]))}, ${cost} CPU s/MB`;
}
