import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import test from 'ava';
import { initParser } from '../../src/engine/index.js';
import { loadPatches, runFiles } from '../../src/tree/index.js';
import type { TreeResult } from '../../src/tree/index.js';
import { makeFolder } from './folder.js';

const RENAME = '@r@ @@\n- old_call();\n+ new_call();\n';
/** Ends the thread as a crash does: without an error that could be caught. */
const DIE = '@s@ @@\nstuck();\n@script:javascript depends on s@ @@\nprint.constructor("return process")().exit(7);\n';
const CODE = 'void f(void)\n{\n\told_call();\n}\n';

test('a thread that ends without an error costs the file that it was at, and no other', async (t) => {
  await initParser();
  const names = ['a.c', 'b.c', 'c.c', 'd.c', 'e.c'];
  const folder = makeFolder(t, {
    ...Object.fromEntries(names.map((name) => [name, CODE])),
    'b.c': CODE.replace('old_call();', 'old_call();\n\tstuck();'),
    'e.c': CODE.replace('old_call();', 'stuck();\n\told_call();'),
  });
  const files = names.map((name) => path.join(folder, name));
  const set = loadPatches([{ path: 'all.cocci', text: RENAME + DIE }], {});
  for (const jobs of [1, 2]) {
    const results: TreeResult[] = [];
    // A time limit makes sure that there are threads.
    await runFiles(set, files, { jobs, timeoutSeconds: 100 }, { onResult: (result) => results.push(result) });
    t.deepEqual(
      results.map(({ output, diagnostics }) => [output !== null, diagnostics.map(({ code }) => code).join()]),
      [
        [true, ''],
        [false, 'internal-error'],
        [true, ''],
        [true, ''],
        [false, 'internal-error'],
      ],
    );
    t.regex(results[1]?.diagnostics[0]?.message ?? '', /ended with status 7/);
  }
});

test('with a thread that is given up the interpreter goes that it waits for', async (t) => {
  await initParser();
  const folder = makeFolder(t, { 'a.c': CODE, 'b.c': CODE.replace('old_call();', 'stuck();') });
  const [files, pid] = [['a.c', 'b.c'].map((name) => path.join(folder, name)), path.join(folder, 'pid')];
  const script = [
    '@s@ @@\nstuck();',
    '@script:python depends on s@ @@',
    `import os\nwith open(${JSON.stringify(pid)}, "w") as file: file.write(str(os.getpid()))`,
    'while True: pass\n',
  ];
  const set = loadPatches([{ path: 'all.cocci', text: RENAME + script.join('\n') }], { python: 'system' });
  const results: TreeResult[] = [];
  await runFiles(set, files, { timeoutSeconds: 3 }, { onResult: (result) => results.push(result) });
  t.deepEqual(
    results.map(({ diagnostics }) => diagnostics.map(({ code }) => code)),
    [[], ['timeout']],
  );
  // One that has ended stays in the table until this process ends.
  const state = (): string =>
    spawnSync('ps', ['-o', 'stat=', '-p', readFileSync(pid, 'utf8')], { encoding: 'utf8' }).stdout;
  while (/^[^Z]/.test(state().trim())) await turn();
  t.pass();
});
