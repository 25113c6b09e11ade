import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { showRow } from './rows.js';

/** A patch and a function on which lists of witnesses grow out of bounds. */
interface Program {
  readonly title: string;
  readonly patch: string;
  readonly body: readonly string[];
}

const SECONDS = 3;
const MEGABYTES = 500;

/** `count` lines, the n-th made of n. */
function lines(count: number, line: (index: number) => string): string[] {
  return Array.from({ length: count }, (_, index) => `\t${line(index)}`);
}

/** Statements that take turns. */
function turns(count: number, names: readonly string[], values: number): string[] {
  return lines(count, (index) => `${names[index % names.length] ?? ''}(${String((index * 7919) % values)});`);
}

const THREE = '@r@ expression x, y, z; @@\na(x);\n...\nb(y);\n...\nc(z);\n';
const VALUES = 13;

const programs: readonly Program[] = [
  {
    title: 'nest in nest with four disjuncts, 5,000 statements',
    patch:
      '@@ expression x, y; @@\na(x);\n<...\nb(x);\n<...\n(\n- c(x);\n+ cc(x);\n|\n- d(y);\n+ dd(y);\n|\n  e(x);\n|\n- g(y);\n)\n' +
      '...>\nh(x);\n...>\nk(x);\n',
    body: [
      'a(1);',
      ...lines(5000, (index) => {
        const call = `${'bcdegcdh'[index % 8] ?? ''}(1);`;
        return index % 4 === 2 ? `if (t) ${call}` : call;
      }),
      'k(1);',
    ],
  },
  {
    title: 'a nest with two matches in each of 400 statements',
    patch: '@@ expression e; @@\nstart();\n<...\n- g(e)\n+ h(e)\n...>\nstop();\n',
    body: ['start();', ...lines(400, (index) => `f(g(${String(index)}), g(${String(index + 1)}));`), 'stop();'],
  },
  {
    title: 'a nest over a chain of 400 if/else',
    patch: '@@ expression e; @@\nstart(e);\n<...\n- f(e);\n+ g(e);\n...>\nstop(e);\n',
    body: ['start(x);', ...lines(400, (index) => `if (t(${String(index)})) f(x); else g(y);`), 'stop(x);'],
  },
  {
    title: 'f(...) { ... + end(); } with 200 early returns',
    patch: '@@ identifier f; @@\nf(...) {\n...\n+ end();\n}\n',
    body: lines(200, (index) => `if (t(${String(index)})) return;`),
  },
  {
    title: 'three exported variables, 1,000 statements',
    patch: `${THREE}\n@depends on r@ expression r.x; @@\n- d(x);\n+ e(x);\n`,
    body: turns(1000, ['a', 'b', 'c', 'd'], VALUES),
  },
  {
    title: 'three exported variables, 1,000 statements, and a rule that matches all three',
    patch: `${THREE}\n@@ expression r.x, r.y, r.z; @@\n- d(x, y, z);\n+ e(x, y, z);\n`,
    body: lines(1000, (index) => {
      const [x, y, z] = [7919, 31, 17].map((step) => String((index * step) % VALUES));
      const name = 'abcd'[index % 4] ?? '';
      return name === 'd' ? `d(${String(x)}, ${String(y)}, ${String(z)});` : `${name}(${String(x)});`;
    }),
  },
  {
    title: 'three exported variables, 1,000 statements, and a rule that adds two of them',
    patch: `${THREE}\n@@ expression r.x, r.y, r.z; @@\n- d(x);\n+ e(x, y, z);\n`,
    body: turns(1000, ['a', 'b', 'c', 'd'], VALUES),
  },
];

/** Measures each of the programs in a run of vspatch of its own. */
export function showPrograms(times: number): void {
  const work = mkdtempSync(path.join(tmpdir(), 'vedalia-bench-'));
  try {
    for (const program of programs) showProgram(work, program, times);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function showProgram(work: string, { title, patch, body }: Program, times: number): void {
  const [rule, file] = [path.join(work, 'bench.cocci'), path.join(work, 'bench.c')];
  writeFileSync(rule, patch);
  writeFileSync(file, `void f(void)\n{\n${body.join('\n')}\n}\n`);
  const words = [path.resolve('bin/vspatch.js'), '--very-quiet', '--sp-file', rule, file];
  const row = {
    title,
    runs: [{ program: 'vspatch', command: process.execPath, words }],
    bound: `under ${String(SECONDS)} s of CPU and ${String(MEGABYTES)} MB`,
    holds: ([cpu = NaN]: readonly number[], [megabytes = NaN]: readonly number[]) =>
      cpu < SECONDS && megabytes < MEGABYTES,
  };
  showRow(row, times);
}
