/*
 * What runs over a source tree cost, beside spatch, ripgrep and ast-grep where these are installed, all in one run on one
 * machine. Run: npm run bench -- tree LINUX [times=1] [REGEX]
 * Prints CPU seconds (of the best of `times` runs), wall seconds, peak memory and lines of output for each program.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { filesBelow } from './sample.js';
import { installed, measure, processor, runners } from './tree-programs.js';
import type { Run } from './tree-programs.js';
import { showRow } from './rows.js';
import type { Row } from './rows.js';

const RULES = {
  nowhere: '@@ expression e; @@\n- vedalia_stands_nowhere(e);\n',
  module: '@@ @@\n- try_module_get(THIS_MODULE)\n+ true\n',
  guard: '@@ expression E; @@\n- if (E != NULL) kfree(E);\n+ kfree(E);\n',
  star: '@@ expression E; @@\n* kfree(E)\n',
  plus: '@@ expression e1, e2; @@\n- e1 = e1 + e2\n+ e1 += e2\n',
} as const;

const PATTERNS = ['get-this-module', 'owner-field', 'put-after-failed-get', 'unbalanced-get'].map((name) =>
  path.resolve('patterns/module-refcount', `${name}.cocci`),
);

const at = (costs: readonly number[], index: number): number => costs[index] ?? Number.NaN;

/** Runs the rows whose titles `only` matches over a tree, each program `times` times. */
export function benchTree([tree, times = '1', only = '']: readonly string[]): Promise<void> {
  if (tree === undefined) throw new Error('name a folder of C files, for example a Linux source tree');
  const work = mkdtempSync(path.join(tmpdir(), 'vedalia-bench-'));
  for (const [name, text] of Object.entries(RULES)) writeFileSync(path.join(work, `${name}.cocci`), text);
  try {
    console.log(`${processor()}; beside: ${installed().join(', ')}`);
    const all = [...scanRows(work, tree), ...matchRows(work, tree), ...runRows(work, tree)];
    for (const row of all.filter(({ title }) => new RegExp(only).test(title))) showRow(row, Number(times));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return Promise.resolve();
}

function scanRows(work: string, tree: string): readonly Row[] {
  const { vspatch, spatch, ripgrep } = runners(work);
  const [nowhere, module] = [path.join(work, 'nowhere.cocci'), path.join(work, 'module.cocci')];
  return [
    {
      title: 'a word that stands nowhere, whole tree',
      runs: [vspatch(nowhere, tree), ripgrep('vedalia_stands_nowhere', tree), spatch(nowhere, tree)],
      bound: 'at most 1.5 x rg',
      holds: (cpu) => at(cpu, 0) <= 1.5 * at(cpu, 1),
    },
    {
      title: '- try_module_get(THIS_MODULE), whole tree',
      runs: [vspatch(module, tree), spatch(module, tree)],
      bound: 'a sixth of spatch',
      holds: (cpu) => at(cpu, 0) <= at(cpu, 1) / 6,
    },
  ];
}

function matchRows(work: string, tree: string): readonly Row[] {
  const { vspatch, spatch, astGrep } = runners(work);
  const [guard = '', star = '', plus = ''] = ['guard', 'star', 'plus'].map((name) => path.join(work, `${name}.cocci`));
  const drivers = path.join(tree, 'drivers');
  const mtd = path.join(drivers, 'mtd');
  return [
    {
      title: 'if (E != NULL) kfree(E);, drivers',
      runs: [
        vspatch(guard, drivers),
        astGrep('if ($E != NULL) kfree($E);', 'kfree($E);', drivers),
        spatch(guard, drivers),
      ],
      bound: 'a twelfth of spatch, less than ast-grep',
      holds: (cpu) => at(cpu, 0) <= at(cpu, 2) / 12 && !(at(cpu, 0) > at(cpu, 1)),
    },
    {
      title: '* kfree(E), drivers/mtd',
      runs: [vspatch(star, mtd), astGrep('kfree($E)', null, mtd), spatch(star, mtd)],
      bound: 'a fifth of spatch',
      holds: (cpu) => at(cpu, 0) <= at(cpu, 2) / 5,
    },
    {
      title: '- e1 = e1 + e2 + e1 += e2, drivers/mtd',
      runs: [vspatch(plus, mtd), astGrep('$A = $A + $B', '$A += $B', mtd), spatch(plus, mtd)],
      bound: 'a third of spatch',
      holds: (cpu) => at(cpu, 0) <= at(cpu, 2) / 3,
    },
  ];
}

function runRows(work: string, tree: string): readonly Row[] {
  const { apply, list } = runners(work);
  const changing = path.join(work, 'changing.c');
  const cached = apply([path.join(work, 'module.cocci')], tree, [changing, `--cache=${path.join(work, 'cache')}`]);
  /** Fills the cache; then a file that belongs to the run, beside the tree, gets another content. */
  const changeOne = (): void => {
    writeFileSync(changing, 'void f(void)\n{\n\tg(1);\n}\n');
    measure(cached);
    writeFileSync(changing, 'void f(void)\n{\n\tg(22);\n}\n');
  };
  return [
    {
      title: 'module-refcount: four in one run, then one by one, whole tree',
      runs: [apply(PATTERNS, tree), ...PATTERNS.map((each) => apply([each], tree))],
      bound: 'at most 1.5 x the dearest',
      holds: ([all = Number.NaN, ...each]) => all <= 1.5 * Math.max(...each),
    },
    kernelRow(tree, (rules) => apply(rules, path.join(tree, 'drivers/mtd'), ['-D', 'report', '--quiet'])),
    {
      title: 'second run with --cache, one file changed, whole tree',
      runs: [cached, list(tree)],
      before: changeOne,
      bound: 'under twice listing and looking at the files',
      holds: (cpu) => at(cpu, 0) < 2 * at(cpu, 1),
    },
  ];
}

/** The semantic patches that come with Linux, all in one run and one by one. */
function kernelRow(tree: string, apply: (rules: readonly string[]) => Run): Row {
  const rules = filesBelow(path.join(tree, 'scripts/coccinelle'), /\.cocci$/);
  return {
    title: `the ${String(rules.length)} rules of the kernel in one run, then one by one, drivers/mtd`,
    runs: [apply(rules), ...rules.map((rule) => apply([rule]))].map((run, index) =>
      index === 0 ? { ...run, program: 'vedalia apply, all rules' } : run,
    ),
    bound: 'under a third of all runs together',
    holds: ([all = Number.NaN, ...each]) => all < each.reduce((sum, one) => sum + one, 0) / 3,
  };
}
