import { spawnSync } from 'node:child_process';
import { rmSync, symlinkSync } from 'node:fs';
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

test('the files of a folder begin with its name as it was given', async (t) => {
  const folder = makeFolder(t, FILES);
  const spelled = path.relative('.', folder);
  const { files } = await listFiles([`./${spelled}/sub//`]);
  t.deepEqual(files, [`./${spelled}/sub/c.c`, `./${spelled}/sub/deep/d.c`]);
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

test('a link is followed when it leads to another file of the folder, and no file comes twice', async (t) => {
  const folder = makeFolder(t, { ...FILES });
  symlinkSync(folder, path.join(folder, 'sub', 'up'));
  symlinkSync(path.join(folder, 'b.c'), path.join(folder, 'again.c'));
  symlinkSync(path.join(folder, 'notes.txt'), path.join(folder, 'notes.c'));
  symlinkSync('/etc/hostname', path.join(folder, 'outside.c'));
  symlinkSync('nowhere', path.join(folder, 'dangling.c'));
  const { files } = await listFiles([folder, path.join(folder, 'again.c'), `${folder}/./b.c`]);
  t.deepEqual(
    files.map((file) => path.relative(folder, file)),
    ['a.h', 'b.c', 'gen/e.c', 'notes.c', 'sub/c.c', 'sub/deep/d.c'],
  );
});

const IGNORING = {
  ...FILES,
  '.gitignore': 'gen/\n*.h\n',
  'sub/.gitignore': '/c.c\n!kept.h\n',
  'sub/kept.h': '',
};

test('ignore rules that leave nothing of a named folder are overruled', async (t) => {
  const folder = makeFolder(t, { ...FILES, '.gitignore': '/*\n' });
  const { files, overruled } = await listFiles([folder]);
  t.deepEqual(files, (await listFiles([folder], { ignored: true })).files);
  t.deepEqual(overruled, [`${folder}/`]);
  t.is((await listFiles([folder], { exclude: ['*'] })).files.length, 0);
});

test('ignored files are left out, with git and without it', async (t) => {
  const folder = makeFolder(t, IGNORING);
  const list = async (ignored: boolean): Promise<string[]> =>
    (await listFiles([folder], { ignored })).files.map((file) => path.relative(folder, file));
  const wanted = ['b.c', 'sub/deep/d.c', 'sub/kept.h'];
  t.deepEqual(await list(false), wanted);
  rmSync(path.join(folder, '.git'), { recursive: true });
  spawnSync('git', ['init', '-q'], { cwd: folder });
  t.deepEqual(await list(false), wanted);
  t.deepEqual(await list(true), ['a.h', 'b.c', 'gen/e.c', 'sub/c.c', 'sub/deep/d.c', 'sub/kept.h']);
  t.deepEqual((await listFiles([path.join(folder, 'gen')])).files, [path.join(folder, 'gen/e.c')]);
});

test('in a work tree files that git knows are found though they are ignored, deleted ones are not', async (t) => {
  const folder = makeFolder(t, { ...IGNORING, 'gone.c': '', 'nested/x.c': '', 'nested/y.c': '' });
  rmSync(path.join(folder, '.git'), { recursive: true });
  spawnSync('git', ['init', '-q'], { cwd: folder });
  spawnSync('git', ['init', '-q'], { cwd: path.join(folder, 'nested') });
  spawnSync('git', ['add', '-f', 'gen/e.c', 'gone.c'], { cwd: folder });
  rmSync(path.join(folder, 'gone.c'));
  const { files } = await listFiles([folder], { exclude: ['sub', 'nested/y.c'] });
  t.deepEqual(
    files.map((file) => path.relative(folder, file)),
    ['b.c', 'gen/e.c', 'nested/x.c'],
  );
});
