import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';
import { CodeCache } from '../../src/cli/code-cache.js';
import { makeFolder } from '../tree/folder.js';

test('code is found again with the time of the run that it comes from', (t) => {
  const cache = new CodeCache(path.join(makeFolder(t, {}), 'code', 'build'));
  t.is(cache.read('a'), null);
  cache.write('a', { bytes: Buffer.from('code'), milliseconds: 120.5 });
  t.deepEqual(cache.read('a'), { bytes: Buffer.from('code'), milliseconds: 120.5 });
});

test('code of a run that took several times as long is better, until runs are long', (t) => {
  const of = (milliseconds: number) => ({ bytes: Buffer.alloc(0), milliseconds });
  t.true(CodeCache.isBetter(1, null));
  t.false(CodeCache.isBetter(300, of(100)));
  t.true(CodeCache.isBetter(500, of(100)));
  t.false(CodeCache.isBetter(100_000, of(2000)));
});

test('a folder that cannot be made costs nothing but the code', (t) => {
  const folder = makeFolder(t, { file: '' });
  const cache = new CodeCache(path.join(folder, 'file', 'build'));
  cache.write('a', { bytes: Buffer.from('code'), milliseconds: 1 });
  t.is(cache.read('a'), null);
  t.deepEqual(readdirSync(folder), ['file']);
});

test('a new build removes what other builds kept a month ago', (t) => {
  const folder = makeFolder(t, {});
  for (const name of ['old', 'young']) {
    mkdirSync(path.join(folder, name));
    writeFileSync(path.join(folder, name, 'a'), '');
  }
  const longAgo = new Date(Date.now() - 40 * 86_400_000);
  utimesSync(path.join(folder, 'old'), longAgo, longAgo);
  new CodeCache(path.join(folder, 'new')).write('a', { bytes: Buffer.from('code'), milliseconds: 1 });
  t.deepEqual(readdirSync(folder).sort(), ['new', 'young']);
});
