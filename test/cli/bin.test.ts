import { spawnSync } from 'node:child_process';
import path from 'node:path';
import test from 'ava';
import { makeFolder } from '../tree/folder.js';

const MANY_CALLS = Array.from(
  { length: 400 },
  (_, index) => `void f${String(index)}(void)\n{\n\told_call();\n}\n\n`,
).join('');

function shell(command: string, cwd: string): { status: number | null; out: string; error: string } {
  const bin = path.resolve('bin');
  const { status, stdout, stderr } = spawnSync('bash', ['-c', command], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, BIN: bin },
  });
  return { status, out: stdout, error: stderr };
}

test('the programs run, and their exit status is that of the process', (t) => {
  const folder = makeFolder(t, { 'r.cocci': '@@ @@\n- old_call();\n+ new_call();\n', 'a.c': MANY_CALLS });
  const check = shell('node "$BIN/vedalia.js" apply r.cocci a.c --check', folder);
  t.is(check.status, 1);
  t.is(check.error, '');
  t.is(check.out.match(/^\+\tnew_call\(\);$/gm)?.length, 400);
  t.is(shell('node "$BIN/vspatch.js" --sp-file nowhere.cocci a.c', folder).status, 2);
});

test('a reader that goes away ends the program without a word', (t) => {
  const folder = makeFolder(t, { 'r.cocci': '@@ @@\n- old_call();\n+ new_call();\n', 'a.c': MANY_CALLS });
  const { out, error } = shell('node "$BIN/vedalia.js" apply r.cocci a.c | head -n 1', folder);
  t.is(out, '--- a/a.c\n');
  t.is(error, '');
});

test('standard input comes through a pipe or a file', (t) => {
  const folder = makeFolder(t, {
    'r.cocci': '@@ @@\n- old_call();\n+ new_call();\n',
    'a.c': 'void f(void) { old_call(); }\n',
  });
  for (const input of ['cat a.c |', '< a.c']) {
    t.is(
      shell(`${input} node "$BIN/vedalia.js" apply r.cocci - --write`, folder).out,
      'void f(void) { new_call(); }\n',
    );
  }
});
