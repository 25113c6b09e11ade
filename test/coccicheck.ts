/**
 * Runs the kernel's own scripts/coccicheck, unchanged, with SPATCH set to this package's vspatch, in all its modes and ways,
 * and says how each run ended.
 *
 *     npm run coccicheck -- TREE [--folder drivers/soc/ti] [--rule scripts/coccinelle/api/resource_size.cocci]
 *                                [--all] [--vspatch COMMAND] [--against spatch]
 *
 * TREE is the source of Linux; it is read only, as the runs see links to it and a copy of `--folder`. With `--all` there
 * is a run with every rule, too. `--vspatch` names an installed one to take instead of this checkout's, `--against` a
 * spatch to run as well; the exit status of the program is then 1 when one run ended with 0 there and not here, and
 * without it when one did not end with 0.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const MODES = ['report', 'patch', 'context', 'org', 'chain'] as const;

/** A run of coccicheck: its name, the command, and the variables set for it. */
interface Check {
  readonly name: string;
  readonly command: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
}

interface Ending {
  readonly status: number;
  readonly output: string;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    folder: { type: 'string', default: 'drivers/soc/ti' },
    rule: { type: 'string', default: 'scripts/coccinelle/api/resource_size.cocci' },
    all: { type: 'boolean', default: false },
    vspatch: { type: 'string', default: fileURLToPath(new URL('../../bin/vspatch.js', import.meta.url)) },
    against: { type: 'string' },
  },
});
const [tree] = positionals;
if (tree === undefined) {
  console.error('name the folder of a Linux source tree');
  process.exitCode = 2;
} else {
  process.exitCode = checkTree(path.resolve(tree));
}

function checkTree(source: string): number {
  const view = mkdtempSync(path.join(tmpdir(), 'vedalia-coccicheck-'));
  try {
    linkTree(source, view);
    return runAll(view, checks(view)) ? 0 : 1;
  } finally {
    rmSync(view, { recursive: true });
  }
}

/** A tree whose only sources are those of the folder: everything else on the way to it is a link, which is not followed. */
function linkTree(source: string, view: string): void {
  const steps = values.folder.split('/');
  steps.forEach((step, depth) => {
    const above = steps.slice(0, depth).join('/');
    mkdirSync(path.join(view, above), { recursive: true });
    for (const name of depth === 0 ? readdirSync(source) : []) {
      if (name !== step) symlinkSync(path.join(source, name), path.join(view, name));
    }
  });
  cpSync(path.join(source, values.folder), path.join(view, values.folder), { recursive: true });
}

function checks(view: string): readonly Check[] {
  const { folder, rule } = values;
  const file = path.join(folder, readdirSync(path.join(view, folder)).find((name) => name.endsWith('.c')) ?? '');
  const make = ['make', 'coccicheck'];
  const online = ['bash', 'scripts/coccicheck', file];
  const one = MODES.flatMap((mode): Check[] => [
    { name: `${mode}, M=${folder}`, command: [...make, `M=${folder}`], variables: { MODE: mode, COCCI: rule } },
    { name: `${mode}, whole tree`, command: make, variables: { MODE: mode, COCCI: rule } },
    { name: `${mode}, C=2`, command: online, variables: { MODE: mode, COCCI: rule, C: '2', srctree: '.' } },
  ]);
  if (!values.all) return one;
  const every = MODES.flatMap((mode): Check[] => [
    { name: `${mode}, M=${folder}, all rules`, command: [...make, `M=${folder}`], variables: { MODE: mode } },
    { name: `${mode}, C=2, all rules`, command: online, variables: { MODE: mode, C: '2', srctree: '.' } },
  ]);
  return [...one, ...every];
}

/** Whether all runs ended as they should. */
function runAll(view: string, all: readonly Check[]): boolean {
  let right = true;
  for (const check of all) {
    const here = run(view, check, values.vspatch);
    const there = values.against === undefined ? null : run(view, check, values.against);
    const good = here.status === 0 || (there !== null && there.status !== 0);
    right &&= good;
    const other = there === null ? '' : `, ${values.against ?? ''}: ${String(there.status)}`;
    console.log(`${good ? 'ok    ' : 'FAILED'} ${check.name}: ${String(here.status)}${other}`);
    if (!good) console.log(here.output);
  }
  return right;
}

function run(view: string, { command, variables }: Check, spatch: string): Ending {
  const [program = '', ...words] = command;
  const env = { ...process.env, ...variables, SPATCH: spatch };
  const { status, stdout, stderr } = spawnSync(program, words, { cwd: view, env, encoding: 'latin1' });
  return { status: status ?? -1, output: stdout + stderr };
}
