import {
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import test from 'ava';
import { listFiles } from '../../src/tree/index.js';
import { makeFolder } from './folder.js';

const FILES = { 'tree/a.c': '', 'tree/sub/b.c': '', 'tree/sub/c.h': '', 'tree/sub/deep/d.c': '', 'tree/no.txt': '' };

/** Everything in a folder looks as if nothing had happened for an hour: what changed a moment ago is never trusted. */
function settle(folder: string): void {
  const before = new Date(Date.now() - 3_600_000);
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    utimesSync(path.join(folder, name), before, before);
  utimesSync(folder, before, before);
}

test('with a cache the list of files is the same, whatever has happened since the last run', async (t) => {
  const folder = makeFolder(t, FILES);
  const [tree, cache] = [path.join(folder, 'tree'), path.join(folder, 'cache')];
  const at = (name: string): string => path.join(tree, name);
  const changes: readonly (() => void)[] = [
    () => undefined,
    () => {
      writeFileSync(at('sub/new.c'), '');
    },
    () => {
      rmSync(at('sub/b.c'));
    },
    () => {
      writeFileSync(at('sub/more.txt'), '');
    },
    () => {
      renameSync(at('sub/deep'), at('sub/deeper'));
    },
    () => {
      writeFileSync(at('.gitignore'), 'sub/deeper/\n');
    },
    () => {
      writeFileSync(at('.gitignore'), 'new.c\n');
    },
    () => {
      rmSync(at('.gitignore'));
    },
    () => {
      symlinkSync('a.c', at('link.c'));
    },
    () => {
      rmSync(at('link.c'));
    },
    () => {
      mkdirSync(at('link.c'));
    },
    () => {
      writeFileSync(at('link.c/e.c'), '');
    },
    () => {
      rmSync(at('sub'), { recursive: true });
    },
  ];
  for (const settled of [false, true]) {
    for (const [index, change] of changes.entries()) {
      if (settled) settle(tree);
      if (!settled || index > 0) change();
      for (const ignored of [false, true]) {
        const options = { ignored, exclude: ['more.txt'] };
        t.deepEqual(await listFiles([tree], { ...options, cache }), await listFiles([tree], options));
      }
    }
    rmSync(tree, { recursive: true });
    for (const name of Object.keys(FILES)) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), '');
    }
  }
});

test('what is kept of a folder may be broken, or for another search', async (t) => {
  const folder = makeFolder(t, FILES);
  const [tree, cache] = [path.join(folder, 'tree'), path.join(folder, 'cache')];
  const list = async (extensions: readonly string[]): Promise<number> =>
    (await listFiles([tree], { cache, extensions })).files.length;
  t.is(await list(['.c']), 3);
  t.is(await list(['.h']), 1);
  for (const name of readdirSync(cache)) truncateSync(path.join(cache, name, 'names'), 70);
  t.is(await list(['.c']), 3);
});
