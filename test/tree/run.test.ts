import { mkdirSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';
import { initParser } from '../../src/engine/index.js';
import { loadPatches, runFiles } from '../../src/tree/index.js';
import type { PatchSet, RunOptions, TreeResult } from '../../src/tree/index.js';
import { makeFolder } from './folder.js';

const RENAME = { path: 'rename.cocci', text: '@@ @@\n- old_call();\n+ new_call();\n' };
const RENAME_AGAIN = { path: 'again.cocci', text: '@@ @@\n- new_call();\n+ newest_call();\n' };
const WITH_CALL = 'void f(void)\n{\n\told_call();\n}\n';
const WITHOUT_CALL = 'void f(void)\n{\n\tother();\n}\n';

test.before(async () => {
  await initParser();
});

async function collect(set: PatchSet, files: readonly string[], options: RunOptions): Promise<TreeResult[]> {
  const results: TreeResult[] = [];
  await runFiles(set, files, options, { onResult: (result) => results.push(result) });
  return results;
}

function manyFiles(): Record<string, string> {
  const names = Array.from({ length: 150 }, (_, index) => `${String(index).padStart(3, '0')}.c`);
  return Object.fromEntries(names.map((name, index) => [name, index % 3 === 0 ? WITH_CALL : WITHOUT_CALL]));
}

test('files that hold the words are patched, the others are passed over', async (t) => {
  const folder = makeFolder(t, { 'a.c': WITH_CALL, 'b.c': WITHOUT_CALL });
  const files = ['a.c', 'b.c'].map((name) => path.join(folder, name));
  const results = await collect(loadPatches([RENAME], {}), files, { jobs: 1 });
  t.is(results.length, 1);
  t.like(results[0], { path: files[0], before: WITH_CALL, output: WITH_CALL.replace('old_call', 'new_call') });
});

test('every file is looked at when that is asked for', async (t) => {
  const folder = makeFolder(t, { 'b.c': WITHOUT_CALL });
  const results = await collect(loadPatches([RENAME], {}), [path.join(folder, 'b.c')], { jobs: 1, everyFile: true });
  t.is(results.length, 1);
  t.is(results[0]?.output, null);
});

test('a second patch sees what the first has made', async (t) => {
  const folder = makeFolder(t, { 'a.c': WITH_CALL });
  const results = await collect(loadPatches([RENAME, RENAME_AGAIN], {}), [path.join(folder, 'a.c')], { jobs: 1 });
  t.is(results[0]?.output, WITH_CALL.replace('old_call', 'newest_call'));
});

test('threads give the same results in the same order', async (t) => {
  const files = manyFiles();
  const folder = makeFolder(t, files);
  const paths = Object.keys(files).map((name) => path.join(folder, name));
  const set = loadPatches([RENAME], {});
  const alone = await collect(set, paths, { jobs: 1 });
  const together = await collect(set, paths, { jobs: 3 });
  t.is(alone.length, 50);
  t.deepEqual(together, alone);
});

test('where few files hold the words all are told of in their order, too', async (t) => {
  const files = Object.keys(manyFiles()).map((name, index) => [name, index % 20 === 7 ? WITH_CALL : WITHOUT_CALL]);
  for (const wanted of [files, files.slice(0, 7).concat(files.slice(8, 27)), files.slice(7, 68), files.slice(10, 60)]) {
    const folder = makeFolder(t, Object.fromEntries(wanted) as Record<string, string>);
    const paths = wanted.map(([name = '']) => path.join(folder, name));
    const heard = async (jobs: number): Promise<readonly string[]> => {
      const told: string[] = [];
      const summary = await runFiles(
        loadPatches([RENAME], {}),
        paths,
        { jobs },
        {
          onResult: (result) => told.push(`${result.path} ${String(result.output)}`),
          onPassedOver: (file) => told.push(file),
        },
      );
      return [...told, `${String(summary.files)} ${String(summary.looked)}`];
    };
    const alone = await heard(1);
    t.is(alone.length, paths.length + 1);
    t.deepEqual(await heard(3), alone);
  }
});

test('a file that cannot be read is reported and the run goes on, alone and in threads', async (t) => {
  const files = manyFiles();
  const folder = makeFolder(t, files);
  mkdirSync(path.join(folder, '010.d'));
  const paths = [...Object.keys(files), '010.d', '200.c'].sort().map((name) => path.join(folder, name));
  const set = loadPatches([RENAME], {});
  for (const jobs of [1, 2]) {
    const failed = (await collect(set, paths, { jobs })).filter(({ diagnostics }) => diagnostics.length > 0);
    t.deepEqual(
      failed.map(({ path: file }) => path.basename(file)),
      ['010.d', '200.c'],
    );
    t.true(failed.every(({ diagnostics }) => diagnostics[0]?.code === 'file-unreadable'));
  }
});

test('a time limit that is not reached changes nothing', async (t) => {
  const folder = makeFolder(t, { 'a.c': WITH_CALL });
  const results = await collect(loadPatches([RENAME], {}), [path.join(folder, 'a.c')], { timeoutSeconds: 100 });
  t.is(results[0]?.output, WITH_CALL.replace('old_call', 'new_call'));
});

test('what the receiver throws ends the run', async (t) => {
  const files = manyFiles();
  const folder = makeFolder(t, files);
  const paths = Object.keys(files).map((name) => path.join(folder, name));
  for (const jobs of [1, 2]) {
    const run = runFiles(
      loadPatches([RENAME], {}),
      paths,
      { jobs },
      {
        onResult: () => {
          throw new Error('enough');
        },
      },
    );
    await t.throwsAsync(run, { message: 'enough' });
  }
});

test('no files, no results', async (t) => {
  t.deepEqual(await collect(loadPatches([RENAME], {}), [], { jobs: 4 }), []);
  t.deepEqual(await collect(loadPatches([RENAME], {}), [], { timeoutSeconds: 1 }), []);
});

test('a file that never ends is given up, and only that one', async (t) => {
  const names = ['a.c', 'b.c', 'c.c', 'd.c'];
  const folder = makeFolder(t, {
    ...Object.fromEntries(names.map((name) => [name, WITH_CALL])),
    'b.c': WITH_CALL.replace('other', 'stuck').replace('old_call();', 'old_call();\n\tstuck();'),
  });
  const hang = '@r@ @@\nstuck();\n@script:javascript depends on r@ @@\nfor (;;);\n';
  const files = names.map((name) => path.join(folder, name));
  for (const jobs of [1, 2]) {
    const set = loadPatches([RENAME, { path: 'hang.cocci', text: hang }], {});
    const results = await collect(set, files, { jobs, timeoutSeconds: 3 });
    t.deepEqual(
      results.map(({ output, diagnostics }) => [output !== null, diagnostics.map(({ code }) => code).join()]),
      [
        [true, ''],
        [false, 'timeout'],
        [true, ''],
        [true, ''],
      ],
    );
    t.regex(results[1]?.diagnostics[0]?.message ?? '', /^gave up after 3 s, at rule /);
  }
});

test('where scripts keep what they know, a file is given up as well, and the run goes on', async (t) => {
  const folder = makeFolder(t, { 'a.c': WITH_CALL, 'b.c': WITH_CALL });
  const files = ['a.c', 'b.c'].map((name) => path.join(folder, name));
  const counting = '@initialize:javascript@ @@\nseen = 0;\n@finalize:javascript@ @@\nprint("the end");\n';
  const set = loadPatches([{ path: 'count.cocci', text: RENAME.text + counting }], {});
  const results: TreeResult[] = [];
  const listener = { onResult: (result: TreeResult) => results.push(result) };
  // No time at all: it is up wherever it is asked for first.
  const { printed } = await runFiles(set, files, { timeoutSeconds: 1e-9 }, listener);
  t.deepEqual(
    results.map(({ output, diagnostics }) => [output, diagnostics.map(({ code }) => code).join()]),
    [
      [null, 'timeout'],
      [null, 'timeout'],
    ],
  );
  t.regex(results[1]?.diagnostics[0]?.message ?? '', /^gave up after 1e-9 s, at rule /);
  t.is(printed, 'the end\n');
  const inTime = await collect(set, files, { timeoutSeconds: 1000 });
  t.true(inTime.every(({ output }) => output?.includes('new_call') === true));
});

test('files that lack the words are heard of in their place', async (t) => {
  const files = manyFiles();
  const folder = makeFolder(t, files);
  const paths = Object.keys(files).map((name) => path.join(folder, name));
  for (const jobs of [1, 2]) {
    const heard: string[] = [];
    await runFiles(
      loadPatches([RENAME], {}),
      paths,
      { jobs },
      {
        onResult: (result) => heard.push(result.path),
        onPassedOver: (file) => heard.push(file),
      },
    );
    t.deepEqual(heard, paths);
  }
});
