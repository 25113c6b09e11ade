import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';
import { vedalia } from '../../src/cli/index.js';
import { makeFolder } from '../tree/folder.js';
import { record } from './recording.js';

const RENAME = '@@ expression e; @@\n- old_call(e);\n+ first(e);\n+ second(e);\n';
const AGAIN = '@@ expression e; @@\n- second(e);\n+ last(e);\n';
const STAR = '@found@ @@\n* old_call(...);\n';
const SCRIPT =
  '@r@ position p; @@\nold_call@p(...);\n@script:javascript@ p << r.p; @@\nprint(`old call in line ${p[0].line}`);\n';
const CODE = 'void f(void)\n{\n\told_call(1);\n\told_call(2);\n}\n\nvoid g(void)\n{\n\told_call(3);\n}\n';

function git(folder: string, ...words: string[]): void {
  execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@b.c', ...words], { cwd: folder, stdio: 'pipe' });
}

function outcomeOf(folder: string, words: readonly string[]): string {
  const bin = path.resolve('bin/vedalia.js');
  return execFileSync(process.execPath, [bin, 'apply', ...words, '--quiet'], { cwd: folder, encoding: 'utf8' });
}

test('only edits and findings on lines that differ from the revision are made and told', (t) => {
  const name = 'ä "b".c';
  const folder = makeFolder(t, {
    'rename.cocci': RENAME,
    'again.cocci': AGAIN,
    'star.cocci': STAR,
    'script.cocci': SCRIPT,
    'a.c': CODE,
    'same.c': CODE,
  });
  writeFileSync(path.join(folder, name), CODE);
  git(folder, 'init', '-q');
  git(folder, 'add', '.');
  git(folder, 'commit', '-qm', 'start');
  const changed = `${CODE.replace('old_call(2)', 'old_call(22)')}\nvoid h(void)\n{\n\tother();\n\tsecond(9);\n}\n`;
  writeFileSync(path.join(folder, 'a.c'), changed.replace('void f', 'int x;\n\nvoid f'));
  writeFileSync(path.join(folder, name), changed);
  writeFileSync(path.join(folder, 'new.c'), CODE);
  const lines = ['--changed-since', 'HEAD', '--changed-lines'];
  const added = (diff: string): string[] => diff.split('\n').filter((line) => /^(\+\t|\+\+\+)/.test(line));
  const diff = outcomeOf(folder, ['rename.cocci', 'again.cocci', 'a.c', 'same.c', ...lines]);
  t.deepEqual(added(diff), ['+++ b/a.c', '+\tfirst(22);', '+\tlast(22);', '+\tlast(9);']);
  t.is(added(outcomeOf(folder, ['rename.cocci', 'new.c', ...lines])).length, 7);
  t.is(added(outcomeOf(folder, ['rename.cocci', name, ...lines])).length, 3);
  t.is(outcomeOf(folder, ['star.cocci', 'a.c', ...lines]), 'a.c:6:2: matches found\n');
  t.is(outcomeOf(folder, ['script.cocci', 'a.c', ...lines]), 'old call in line 6\n');
});

test('what goes wrong with the revision is told', async (t) => {
  const folder = makeFolder(t, { 'star.cocci': STAR, 'a.c': CODE });
  const recording = record();
  const words = ['apply', path.join(folder, 'star.cocci'), path.join(folder, 'a.c'), '--changed-lines'];
  t.is(await vedalia(words, recording.io), 2);
  t.regex(recording.error(), /--changed-since REVISION/);
});
