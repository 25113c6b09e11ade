import { readdirSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';
import { initParser } from '../../src/engine/index.js';
import { keepSummary, keptSummary, loadPatches, runFiles } from '../../src/tree/index.js';
import type { PatchSet, PatchSummary } from '../../src/tree/index.js';
import { makeFolder } from './folder.js';

await initParser();

const PATCH = 'using "own.iso"\n@r@ expression e; @@\n- free(e);\n+ kfree(e);\n';
const ISOMORPHISM = 'Expression\n@ own @\nexpression X;\n@@\nfree(X) => vfree(X)\n';

/** What a summary holds, without what it was made from. */
function plain({ texts, options, sources, isomorphisms, words, divisible }: PatchSummary): unknown {
  return { texts, options, sources, isomorphisms, words, divisible };
}

interface Kept {
  readonly folder: string;
  readonly set: PatchSet;
  /** What is kept of the patches as they are now. */
  readonly again: (version?: string) => PatchSummary | null;
}

function keep(folder: string, text = PATCH): Kept {
  const texts = [{ path: path.join(folder, 'r.cocci'), text }];
  const cache = { folder: path.join(folder, 'cache'), version: '1' };
  const set = loadPatches(texts, {});
  keepSummary(cache, set);
  return { folder: cache.folder, set, again: (version = '1') => keptSummary({ ...cache, version }, texts, {}) };
}

test('what compiling patches told is kept for the same patches, options and version', (t) => {
  const { set, again } = keep(makeFolder(t, { 'own.iso': ISOMORPHISM }));
  t.deepEqual(set.diagnostics, []);
  const kept = again();
  t.deepEqual(kept === null ? null : plain(kept), plain(set));
  t.is(again('2'), null);
});

test('patches that name a file of isomorphisms are compiled anew when it has changed', (t) => {
  const folder = makeFolder(t, { 'own.iso': ISOMORPHISM });
  const { again } = keep(folder);
  t.not(again(), null);
  writeFileSync(path.join(folder, 'own.iso'), ISOMORPHISM.replace('vfree', 'wfree'));
  t.is(again(), null);
});

test('patches with something to be told are compiled in each run, and so are those whose kept state is broken', (t) => {
  const told = keep(
    makeFolder(t, {}),
    '@r@ expression e; @@\n- free(e);\n+ kfree(e, f);\n@s depends on nobody@ @@\n- g();\n',
  );
  t.not(told.set.diagnostics.length, 0);
  t.is(told.again(), null);
  const { folder, again } = keep(makeFolder(t, { 'own.iso': ISOMORPHISM }));
  for (const name of readdirSync(folder)) truncateSync(path.join(folder, name, 'patches'), 20);
  t.is(again(), null);
});

test('a run that knows only the summary of patches compiles them for the files they may change', async (t) => {
  const folder = makeFolder(t, {
    'own.iso': ISOMORPHISM,
    'a.c': 'void f(int x)\n{\n\tfree(x);\n}\n',
    'b.c': 'void f(int x)\n{\n}\n',
  });
  const kept = keep(folder).again();
  const files = ['a.c', 'b.c'].map((name) => path.join(folder, name));
  const outputs: (string | null)[] = [];
  if (kept !== null) await runFiles(kept, files, { jobs: 1 }, { onResult: ({ output }) => outputs.push(output) });
  t.deepEqual(outputs, ['void f(int x)\n{\n\tkfree(x);\n}\n']);
});
