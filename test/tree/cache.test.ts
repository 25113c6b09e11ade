import { existsSync, readFileSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';
import { initParser } from '../../src/engine/index.js';
import { cacheStats, clearCache, loadPatches, runFiles } from '../../src/tree/index.js';
import type { TreeResult } from '../../src/tree/index.js';
import { pruneCache } from '../../src/tree/cache-folder.js';
import { CacheIndex, indexRows, packIndex, packsNamed } from '../../src/tree/cache-index.js';
import type { IndexEntry, IndexRow } from '../../src/tree/cache-index.js';
import { see } from '../../src/tree/file-stamp.js';
import { untouched } from '../../src/tree/result.js';
import { ResultCache } from '../../src/tree/result-cache.js';
import { makeFolder } from './folder.js';

await initParser();

const PATCH = '@@ expression e; @@\n- free(e);\n+ kfree(e);\n@@ @@\n* look(...)\n';
const SET = loadPatches([{ path: 'r.cocci', text: PATCH }], {});
const TEXTS = ['free(x);', 'look(x);', 'none();', 'free(x); look(y);', 'free(; ('];
const body = (statements: string): string => `void f(int x)\n{\n\t${statements}\n}\n`;
const FILES = Object.fromEntries(TEXTS.map((text, index) => [`f${String(index)}.c`, body(text)]));

async function run(folder: string, cache: string | null, jobs = 1): Promise<readonly TreeResult[]> {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.c'))
    .sort()
    .map((name) => path.join(folder, name));
  const results: TreeResult[] = [];
  const place = cache === null ? {} : { cache: { folder: cache, version: '1' } };
  const summary = await runFiles(SET, files, { jobs, ...place }, { onResult: (result) => results.push(result) });
  return [...results, { ...untouched(`${String(summary.files)} ${String(summary.looked)}`), before: '' }];
}

/** The text before is only there where it is shown. */
function shown(results: readonly TreeResult[]): unknown {
  return results.map(({ before, ...rest }) => [
    rest,
    rest.output === null && rest.starredLines.length === 0 ? '' : before,
  ]);
}

test('results are the same with a cache that is empty, full, out of date or broken', async (t) => {
  const folder = makeFolder(t, FILES);
  const cache = path.join(folder, 'cache');
  const same = async (jobs = 1): Promise<void> => {
    t.deepEqual(shown(await run(folder, cache, jobs)), shown(await run(folder, null)));
  };
  await same();
  await same();
  writeFileSync(path.join(folder, 'f2.c'), body('free(z);'));
  writeFileSync(path.join(folder, 'g.c'), body('free(g);'));
  rmSync(path.join(folder, 'f0.c'));
  await same();
  for (let index = 0; index < 60; index++) writeFileSync(path.join(folder, `h${String(index)}.c`), body('free(h);'));
  await same(2);
  await same(2);
  const [own = ''] = readdirSync(cache);
  for (const name of readdirSync(path.join(cache, own))) truncateSync(path.join(cache, own, name), 40);
  await same();
  rmSync(path.join(cache, own), { recursive: true });
  await same();
});

test('known results that take too much memory are read again when their turn comes', async (t) => {
  const folder = makeFolder(t, FILES);
  const files = Object.keys(FILES).map((name) => path.join(folder, name));
  const collect = async (mostWaiting: number): Promise<readonly TreeResult[]> => {
    const results: TreeResult[] = [];
    const cache = { folder: path.join(folder, 'cache'), version: '1', mostWaiting };
    const onResult = (result: TreeResult): void => {
      results.push(result);
      if (mostWaiting === 0) writeFileSync(path.join(folder, 'f3.c'), 'other');
    };
    await runFiles(SET, files, { jobs: 1, cache }, { onResult });
    return results;
  };
  const first = await collect(1000);
  t.deepEqual(shown(await collect(100)), shown(first));
  const last = await collect(0);
  t.deepEqual(
    last.map(({ diagnostics }) => diagnostics[0]?.code),
    first.map(({ path: file, diagnostics }) => (file.endsWith('f3.c') ? 'file-changed' : diagnostics[0]?.code)),
  );
});

test('many small runs leave few packs', async (t) => {
  const folder = makeFolder(t, FILES);
  const cache = path.join(folder, 'cache');
  for (let index = 0; index < 12; index++) {
    writeFileSync(path.join(folder, `n${String(index)}.c`), body(`free(n${String(index)});`));
    await run(folder, cache);
  }
  t.deepEqual(shown(await run(folder, cache)), shown(await run(folder, null)));
  t.is(cacheStats(cache).files, 17);
});

test('a file that looks as it did is not read; one that may have changed unseen is', (t) => {
  const folder = makeFolder(t, { 'a.c': 'one' });
  const file = path.join(folder, 'a.c');
  const later = Date.now() + 60_000;
  const store = path.join(folder, 'cache');
  const cache = new ResultCache(store, [file]);
  const sighting = see(file, later);
  if (sighting === null) throw new Error('no file');
  t.is(cache.find(0, sighting), undefined);
  cache.put(sighting, { ...untouched(file), before: 'another text: it was not read' });
  cache.save();
  const again = new ResultCache(store, [file]);
  t.deepEqual(again.find(0, sighting), { ...untouched(file), before: '' });
  const fresh = see(file, Date.now());
  t.is(fresh === null ? null : again.find(0, fresh), undefined);
  again.close();
  t.is(see(path.join(folder, 'b.c')), null);
});

const STAMP = { size: 1, modified: 2, changed: 3, inode: 4 };
const entry = (pack: string | null, offset = 5): IndexEntry => ({
  stamp: STAMP,
  place: pack === null ? null : { pack, offset, length: 6 },
});
const ROWS: readonly IndexRow[] = [
  ['b.c', entry('p')],
  ['d.c', null],
  ['d/\u00e9.c', entry(null)],
  ['a.c', entry('q', 1)],
];

test('an index holds what was put into it; one that is cut off is empty', (t) => {
  const bytes = packIndex(ROWS);
  const folder = makeFolder(t, {});
  const file = path.join(folder, 'index');
  t.deepEqual(indexRows(file), []);
  t.deepEqual(indexRows(folder), []);
  writeFileSync(file, bytes);
  t.deepEqual(indexRows(file), ROWS);
  t.deepEqual(packsNamed(file), ['p', 'q']);
  for (let end = 0; end < bytes.length; end++) {
    writeFileSync(file, bytes.subarray(0, end));
    t.deepEqual(indexRows(file), []);
  }
  writeFileSync(file, packIndex([]));
  t.deepEqual(indexRows(file), []);
});

test('files are found in an index in its order, and in any other', (t) => {
  const file = path.join(makeFolder(t, {}), 'index');
  writeFileSync(file, packIndex(ROWS));
  const index = CacheIndex.open(file);
  const paths = ROWS.map(([file]) => file);
  for (let count = 0; count <= paths.length; count++) t.true(index.beginsWith(paths.slice(0, count)));
  for (const files of [['b'], ['b.c', 'd'], ['d.c'], [...paths, 'z.c']]) t.false(index.beginsWith(files));
  for (const files of [paths, ['b.c', 'bb.c', 'd/\u00e9.c', ''], ['a.c', 'b.c', 'd/', 'd.c', 'd.c']]) {
    t.deepEqual(
      [...index.rowsOf(files)],
      files.map((file) => paths.indexOf(file)),
    );
  }
  index.close();
});

test('a changed file is told of beside the index; a new list of files makes a new index', async (t) => {
  const folder = makeFolder(t, FILES);
  const cache = path.join(folder, 'cache');
  await run(folder, cache);
  const own = path.join(cache, readdirSync(cache)[0] ?? '');
  const held = (): readonly string[] => readdirSync(own).filter((name) => !name.startsWith('pack-'));
  const index = readFileSync(path.join(own, 'index'));
  writeFileSync(path.join(folder, 'f2.c'), body('free(z);'));
  await run(folder, cache);
  t.deepEqual(held(), ['changes', 'index']);
  t.deepEqual(readFileSync(path.join(own, 'index')), index);
  rmSync(path.join(folder, 'f1.c'));
  await run(folder, cache);
  t.deepEqual(held(), ['index']);
  t.deepEqual(shown(await run(folder, cache)), shown(await run(folder, null)));
});

test('a cache is cut down to its size, and nothing else in its folder is touched', async (t) => {
  const folder = makeFolder(t, { ...FILES, 'cache/mine.txt': 'mine' });
  const cache = path.join(folder, 'cache');
  await run(folder, cache);
  const [own = ''] = readdirSync(cache).filter((name) => name !== 'mine.txt');
  pruneCache(cache, path.join(cache, own), 1 << 20);
  t.is(cacheStats(cache).runs, 1);
  pruneCache(cache, path.join(cache, own), 10);
  t.is(cacheStats(cache).runs, 0);
  await run(folder, cache);
  clearCache(cache);
  t.deepEqual(readdirSync(cache), ['mine.txt']);
  t.true(existsSync(path.join(folder, 'f0.c')));
});
