import { symlinkSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';
import { listFiles } from '../../src/tree/index.js';
import { makeFolder } from './folder.js';

const FILES = {
  'b.c': '',
  'a.h': '',
  'notes.txt': '',
  'sub/c.c': '',
  'sub/deep/d.c': '',
  'gen/e.c': '',
  '.git/f.c': '',
};

test('a folder stands for the C files below it, sorted', async (t) => {
  const folder = makeFolder(t, FILES);
  const { files, missing } = await listFiles([folder]);
  t.deepEqual(
    files.map((file) => path.relative(folder, file)),
    ['a.h', 'b.c', 'gen/e.c', 'sub/c.c', 'sub/deep/d.c'],
  );
  t.deepEqual(missing, []);
});

test('the endings of files can be chosen', async (t) => {
  const folder = makeFolder(t, FILES);
  const { files } = await listFiles([folder], { extensions: ['.h'] });
  t.deepEqual(files, [path.join(folder, 'a.h')]);
});

test('a file that is named is taken whatever its ending, and only once', async (t) => {
  const folder = makeFolder(t, FILES);
  const notes = path.join(folder, 'notes.txt');
  const { files } = await listFiles([notes, notes]);
  t.deepEqual(files, [notes]);
});

test('globs are resolved', async (t) => {
  const folder = makeFolder(t, FILES);
  const { files } = await listFiles([`${folder}/sub/**/*.c`]);
  t.deepEqual(
    files.map((file) => path.relative(folder, file)),
    ['sub/c.c', 'sub/deep/d.c'],
  );
});

test('excluded are names anywhere, and paths from the folder, with all they hold', async (t) => {
  const folder = makeFolder(t, FILES);
  const { files } = await listFiles([folder], { exclude: ['gen/', 'sub/deep', '*.h'] });
  t.deepEqual(
    files.map((file) => path.relative(folder, file)),
    ['b.c', 'sub/c.c'],
  );
});

test('paths that lead nowhere are told', async (t) => {
  const folder = makeFolder(t, FILES);
  const nowhere = path.join(folder, 'nowhere.c');
  t.deepEqual(await listFiles([nowhere]), { files: [], missing: [nowhere] });
});

test('links in a folder are not followed', async (t) => {
  const folder = makeFolder(t, FILES);
  symlinkSync(folder, path.join(folder, 'sub', 'up'));
  symlinkSync(path.join(folder, 'b.c'), path.join(folder, 'link.c'));
  const { files } = await listFiles([folder]);
  t.is(files.length, 5);
});
