import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import test from 'ava';
import { makeFolder } from '../tree/folder.js';

const MANY_CALLS = Array.from(
  { length: 400 },
  (_, index) => `void f${String(index)}(void)\n{\n\told_call();\n}\n\n`,
).join('');

const SOME_CALLS = MANY_CALLS.split('\n\n').slice(0, 20).join('\n\n');

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

test('whenever a run is killed each file is old or new', async (t) => {
  const names = Array.from({ length: 60 }, (_, index) => `${String(index)}.c`);
  const folder = makeFolder(t, {
    'r.cocci': '@@ @@\n- old_call();\n+ new_call();\n',
    ...Object.fromEntries(names.map((name) => [name, MANY_CALLS])),
  });
  const changed = MANY_CALLS.replaceAll('old_call', 'new_call');
  const read = (name: string): string => readFileSync(path.join(folder, name), 'utf8');
  const words = [path.resolve('bin/vedalia.js'), 'apply', 'r.cocci', '.', '--write'];
  for (const signal of ['SIGKILL', 'SIGINT'] as const) {
    const before = names.filter((name) => read(name) === changed).length;
    const child = spawn('node', words, { cwd: folder, stdio: 'ignore' });
    const ended = once(child, 'exit');
    const some = (): boolean => names.filter((name) => read(name) === changed).length > before;
    while (child.exitCode === null && !some()) await turn();
    child.kill(signal);
    await ended;
    t.true(names.every((name) => [MANY_CALLS, changed].includes(read(name))));
  }
  shell(`node "$BIN/vedalia.js" apply r.cocci . --write`, folder);
  t.true(names.filter((name) => read(name) === changed).length >= names.length - 1);
});

test('only files that have changed since a revision are worked on', (t) => {
  const folder = makeFolder(t, {
    'r.cocci': '@@ @@\n- old_call();\n+ new_call();\n',
    'same.c': MANY_CALLS,
    'changed.c': MANY_CALLS,
  });
  const git = 'git -c user.name=n -c user.email=e@example.org';
  shell(`git init -q && git add . && ${git} commit -qm first && echo 'int x;' >> changed.c && cp same.c new.c`, folder);
  const apply = 'node "$BIN/vedalia.js" apply r.cocci . --changed-since';
  t.deepEqual(shell(`${apply} HEAD`, folder).out.match(/^--- .*$/gm), ['--- a/changed.c', '--- a/new.c']);
  const { status, error } = shell(`${apply} nowhere`, folder);
  t.is(status, 2);
  t.regex(error, /^vedalia: --changed-since: .*nowhere/);
});

test('merged shards are what one run prints', (t) => {
  const files = Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`s${String(index)}.c`, SOME_CALLS]));
  const folder = makeFolder(t, { 'r.cocci': '@@ @@\n- old_call();\n+ new_call();\n', ...files });
  const read = (name: string): string => readFileSync(path.join(folder, name), 'utf8');
  const merged = (names: string): string => shell(`node "$BIN/vedalia.js" merge ${names}`, folder).out;
  for (const form of ['--ledger l-', '--json --ledger j-']) {
    const apply = `node "$BIN/vedalia.js" apply r.cocci . -q -j 1 ${form}`;
    shell(`${apply}whole > whole; ${apply}one --shard 1/2 > one; ${apply}two --shard 2/2 > two`, folder);
    t.is(merged('two one'), read('whole'));
  }
  t.is(merged('l-two l-one'), read('l-whole'));
});

test('runs that share a cache at once print what they print without one', (t) => {
  const files = Object.fromEntries(
    Array.from({ length: 12 }, (_, index) => [`s${String(index)}.c`, MANY_CALLS.slice(0, 500 * index)]),
  );
  const folder = makeFolder(t, { 'r.cocci': '@@ @@\n- old_call();\n+ new_call();\n', ...files });
  const apply = 'node "$BIN/vedalia.js" apply r.cocci . -q -j 1 --cache=kept';
  shell(`${apply} --shard 1/2 > one & ${apply} > all; wait; ${apply} > again`, folder);
  const read = (name: string): string => readFileSync(path.join(folder, name), 'utf8');
  t.is(read('all').match(/^--- /gm)?.length, 11);
  t.is(read('again'), read('all'));
  t.true(read('one').length > 0);
  const cache = 'node "$BIN/vedalia.js" cache';
  const told = shell(`${cache} stats kept && ${cache} clear kept`, folder).out;
  t.regex(
    told,
    /^kept: 1 sets of patches, 12 results of files, .* MB\nkept: 0 sets of patches, 0 results of files, 0\.0 MB\n$/,
  );
});
