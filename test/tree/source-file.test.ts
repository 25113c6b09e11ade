import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import test from 'ava';
import { FileLock } from '../../src/tree/file-lock.js';
import { lex } from '../../src/c/index.js';
import { readSource, replaceFile, writeFileAtomically } from '../../src/tree/index.js';
import { makeFolder } from './folder.js';

const ALL_BYTES = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)).toString('latin1');

test('reading and writing keeps every byte', (t) => {
  const file = path.join(makeFolder(t, { 'a.c': ALL_BYTES }), 'a.c');
  const { text } = readSource(file);
  t.is(text.length, 256);
  writeFileAtomically(file, text + text);
  t.is(readFileSync(file, 'latin1'), ALL_BYTES + ALL_BYTES);
});

test('the mode of a file is kept and nothing else is left in the folder', (t) => {
  const folder = makeFolder(t, { 'a.c': 'old' });
  const file = path.join(folder, 'a.c');
  chmodSync(file, 0o751);
  writeFileAtomically(file, 'new');
  t.is(statSync(file).mode & 0o777, 0o751);
  t.deepEqual(readdirSync(folder), ['a.c']);
});

test('a new file can be made', (t) => {
  const file = path.join(makeFolder(t, {}), 'new.c');
  writeFileAtomically(file, 'int x;\n');
  t.is(readFileSync(file, 'utf8'), 'int x;\n');
});

test('a link stays a link', (t) => {
  const folder = realpathSync(makeFolder(t, { 'a.c': 'old' }));
  const link = path.join(folder, 'link.c');
  symlinkSync('a.c', link);
  writeFileAtomically(link, 'new');
  t.is(realpathSync(link), path.join(folder, 'a.c'));
  t.is(readFileSync(path.join(folder, 'a.c'), 'utf8'), 'new');
});

test('when writing fails the temporary file goes', (t) => {
  const folder = makeFolder(t, {});
  const target = path.join(folder, 'taken');
  mkdirSync(path.join(target, 'full'), { recursive: true });
  t.throws(() => {
    writeFileAtomically(target, 'text');
  });
  t.deepEqual(readdirSync(folder), ['taken']);
});

test('a file is replaced while it is what the new text was made from, and its old text kept where that is wanted', (t) => {
  const folder = makeFolder(t, { 'a.c': 'old' });
  const file = path.join(folder, 'a.c');
  chmodSync(file, 0o640);
  t.is(replaceFile(file, { before: 'old', after: 'new', backupSuffix: '.orig' }), null);
  t.is(readFileSync(file, 'utf8'), 'new');
  t.is(readFileSync(`${file}.orig`, 'utf8'), 'old');
  t.is(statSync(`${file}.orig`).mode & 0o777, 0o640);
  t.is(replaceFile(file, { before: 'old', after: 'newer', backupSuffix: '.again' })?.code, 'file-changed');
  t.is(readFileSync(file, 'utf8'), 'new');
  t.deepEqual(readdirSync(folder).sort(), ['a.c', 'a.c.orig']);
});

test('two runs do not write one file at once; a lock that was left behind does not count', (t) => {
  const folder = makeFolder(t, { 'a.c': 'old', '.a.c.vedalia-lock': '' });
  const file = path.join(folder, 'a.c');
  t.is(replaceFile(file, { before: 'old', after: 'new' })?.code, 'file-busy');
  utimesSync(path.join(folder, '.a.c.vedalia-lock'), 1000, 1000);
  t.is(replaceFile(file, { before: 'old', after: 'new' }), null);
  t.deepEqual(readdirSync(folder), ['a.c']);
});

test('the lock of a killed process is taken over at once, with what it has left', (t) => {
  const folder = makeFolder(t, { 'a.c': 'old' });
  const program = [
    `import { FileLock } from ${JSON.stringify(new URL('../../src/tree/file-lock.js', import.meta.url).href)};`,
    `import { writeFileSync } from 'node:fs';`,
    `FileLock.take('a.c', '.a.c.half'); writeFileSync('.a.c.half', 'ne');`,
    `process.kill(process.pid, 'SIGKILL');`,
  ];
  spawnSync(process.execPath, ['--input-type=module', '-e', program.join('\n')], { cwd: folder });
  t.deepEqual(readdirSync(folder).sort(), ['.a.c.half', '.a.c.vedalia-lock', 'a.c']);
  t.is(replaceFile(path.join(folder, 'a.c'), { before: 'old', after: 'new' }), null);
  t.deepEqual(readdirSync(folder), ['a.c']);
});

test('the lock of a process that lives is left alone', (t) => {
  const folder = makeFolder(t, { 'a.c': 'old' });
  const file = path.join(folder, 'a.c');
  const lock = FileLock.take(file, path.join(folder, '.a.c.half'));
  t.is(FileLock.take(file, ''), null);
  t.is(replaceFile(file, { before: 'old', after: 'new' })?.code, 'file-busy');
  lock?.release();
  t.is(replaceFile(file, { before: 'old', after: 'new' }), null);
});

test('a file that cannot be written is told of', (t) => {
  const folder = makeFolder(t, {});
  t.is(replaceFile(path.join(folder, 'gone.c'), { before: '', after: 'new' })?.code, 'file-unwritable');
});

test('files of any length are read whole, byte by byte', (t) => {
  const file = path.join(makeFolder(t, {}), 'a.c');
  const sizes = [0, 1, 65535, 65536, 65537, 200_000];
  for (const text of sizes.flatMap((size) => ['x'.repeat(size), 'x\n\xe9'.repeat(size).slice(0, size)])) {
    writeFileSync(file, text, 'latin1');
    t.true(readSource(file).text === text, String(text.length));
    writeFileSync(file, `${text}\n`, 'latin1');
    t.true(readSource(file).text === `${text}\n`, String(text.length));
  }
});

test('a text stays as it is when others are read and taken apart', (t) => {
  const folder = makeFolder(t, { 'a.c': 'a;'.repeat(50_000), 'b.c': 'b b;'.repeat(60_000) });
  const first = readSource(path.join(folder, 'a.c'));
  const second = readSource(path.join(folder, 'b.c'));
  const tokens = lex(first.text);
  t.is(lex(second.text).count, 180_000);
  t.is(tokens.count, 100_000);
  t.true(first.text === 'a;'.repeat(50_000));
  t.throws(() => readSource(folder), { code: 'EISDIR' });
  t.throws(() => readSource(path.join(folder, 'c.c')), { code: 'ENOENT' });
});
