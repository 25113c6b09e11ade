import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';
import type { ExecutionContext } from 'ava';
import { makeFolder } from '../tree/folder.js';
import { runVspatch as run } from './recording.js';

const RENAME = '@rename@ @@\n- old_call();\n+ new_call();\n';
const VIRTUAL = '@@ identifier virtual.n; @@\n- old_call();\n+ n();\n';
const CODE = 'void f(void)\n{\n\told_call();\n}\n';
const CHANGED = CODE.replace('old_call', 'new_call');
const BODY = ' void f(void)\n {\n-\told_call();\n+\tnew_call();\n }\n';

function folderOf(t: ExecutionContext, files: Readonly<Record<string, string>> = {}): (name: string) => string {
  const folder = makeFolder(t, {
    'r.cocci': RENAME,
    'd/a.c': CODE,
    'd/sub/b.c': CODE,
    'd/h.h': CODE,
    'd/n.c': CHANGED,
    ...files,
  });
  return (name) => path.join(folder, name);
}

test('a diff is printed with the name of a temporary file', async (t) => {
  const at = folderOf(t);
  const { status, out, error } = await run('--sp-file', at('r.cocci'), at('d/a.c'));
  t.is(status, 0);
  t.is(error, `HANDLING: ${at('d/a.c')}\ndiff = \n`);
  const [before, after, ...rest] = out.split('\n');
  t.is(before, `--- ${at('d/a.c')}`);
  t.regex(after ?? '', /^\+\+\+ \/tmp\/cocci-output-\d+-[0-9a-f]{6}-a\.c$/);
  t.is(rest.join('\n'), `@@ -1,4 +1,4 @@\n${BODY}`);
});

test('a semantic patch needs no option in front of it', async (t) => {
  const at = folderOf(t);
  const named = await run('--sp-file', at('r.cocci'), at('d/a.c'), '-o', at('named.c'));
  const bare = await run(at('r.cocci'), at('d/a.c'), '-o', at('bare.c'));
  t.deepEqual([named.status, bare.status], [0, 0]);
  t.is(readFileSync(at('bare.c'), 'latin1'), readFileSync(at('named.c'), 'latin1'));
});

test('options may be spelled with one dash and underscores, and their values joined', async (t) => {
  const at = folderOf(t);
  const spellings = [
    ['-sp_file', at('r.cocci'), '-very_quiet', '-no_show_diff'],
    ['--cocci-file', at('r.cocci'), '--very-quiet', '--no-show-diff'],
    [`--sp-file=${at('r.cocci')}`, '-very-quiet', '-no-show-diff', `-I${at('d')}`],
  ];
  for (const words of spellings) t.deepEqual(await run(...words, at('d/a.c')), { status: 0, out: '', error: '' });
});

test('paths in diffs of folders are relative to the folder', async (t) => {
  const at = folderOf(t);
  const { out } = await run('--very-quiet', '--sp-file', at('r.cocci'), '--dir', at('d'));
  const one = (name: string): string =>
    `diff -u -p a/${name} b/${name}\n--- a/${name}\n+++ b/${name}\n@@ -1,4 +1,4 @@\n${BODY}`;
  t.is(out, one('a.c') + one('sub/b.c'));
});

test('headers of folders are left alone unless they are asked for', async (t) => {
  const at = folderOf(t);
  const { out } = await run(
    '--very-quiet',
    '--sp-file',
    at('r.cocci'),
    '--dir',
    at('d'),
    '--include-headers',
    '--patch',
    at('.'),
  );
  t.deepEqual(
    out.match(/^diff .*$/gm),
    ['a.c', 'h.h', 'sub/b.c'].map((name) => `diff -u -p a/d/${name} b/d/${name}`),
  );
});

test('-U sets the context', async (t) => {
  const at = folderOf(t);
  const { out } = await run('--very-quiet', '--sp-file', at('r.cocci'), '--patch', at('d'), '-U', '1', at('d/a.c'));
  t.is(
    out,
    'diff -U 1 -p a/a.c b/a.c\n--- a/a.c\n+++ b/a.c\n@@ -2,3 +2,3 @@ void f(void)\n {\n-\told_call();\n+\tnew_call();\n }\n',
  );
});

test('-o gets the changed file, or nothing when there is no change', async (t) => {
  const at = folderOf(t);
  const words = ['--very-quiet', '--no-show-diff', '--sp-file', at('r.cocci'), '-o', at('out.c')];
  t.is((await run(...words, at('d/n.c'))).status, 0);
  t.false(existsSync(at('out.c')));
  t.is((await run(...words, at('d/a.c'))).status, 0);
  t.is(readFileSync(at('out.c'), 'utf8'), CHANGED);
});

test('-o cannot take two changed files', async (t) => {
  const at = folderOf(t);
  const { status, error } = await run(
    '--very-quiet',
    '--sp-file',
    at('r.cocci'),
    '-o',
    at('o.c'),
    at('d/a.c'),
    at('d/sub/b.c'),
  );
  t.is(status, 255);
  t.regex(error, /multiple modified files/);
});

test('--in-place keeps a backup when given a suffix', async (t) => {
  const at = folderOf(t);
  await run('--very-quiet', '--sp-file', at('r.cocci'), '--in-place', '--suffix', '.orig', at('d/a.c'));
  t.is(readFileSync(at('d/a.c'), 'utf8'), CHANGED);
  t.is(readFileSync(at('d/a.c.orig'), 'utf8'), CODE);
});

test('--out-place writes beside the file', async (t) => {
  const at = folderOf(t);
  await run('--very-quiet', '--sp-file', at('r.cocci'), '--out-place', at('d/a.c'));
  t.is(readFileSync(at('d/a.c'), 'utf8'), CODE);
  t.is(readFileSync(at('d/a.c.cocci_res'), 'utf8'), CHANGED);
});

test('starred lines are printed as removed', async (t) => {
  const at = folderOf(t, { 's.cocci': '@@ @@\n* old_call();\n' });
  const { out } = await run('--very-quiet', '--sp-file', at('s.cocci'), at('d/a.c'));
  t.true(out.endsWith(' void f(void)\n {\n-\told_call();\n }\n'));
});

test('starred lines of folders are shown against a file that is nowhere', async (t) => {
  const at = folderOf(t, { 's.cocci': '@@ @@\n* old_call();\n' });
  const { out } = await run('--very-quiet', '--sp-file', at('s.cocci'), '--patch', at('.'), '--dir', at('d/sub'));
  t.is(out.split('\n')[0], `diff -u -p ${at('d/sub/b.c')} /tmp/nothing/d/sub/b.c`);
});

test('--very-quiet leaves errors only', async (t) => {
  const at = folderOf(t, { 'u.cocci': '@@ expression unused; @@\n- old_call();\n+ new_call();\n' });
  t.regex((await run('--sp-file', at('u.cocci'), at('d/n.c'))).error, /warning\[unused-metavariable\]/);
  t.is((await run('--very-quiet', '--sp-file', at('u.cocci'), at('d/n.c'))).error, '');
});

test('--parse-cocci accepts a right patch and refuses a wrong one', async (t) => {
  const at = folderOf(t, { 'bad.cocci': '@@ @@\n- foo(;\n' });
  const right = await run('--parse-cocci', at('r.cocci'));
  t.is(right.status, 0);
  t.regex(right.out, /^@rename@\n/);
  const wrong = await run('--parse-cocci', at('bad.cocci'));
  t.is(wrong.status, 255);
  t.regex(wrong.error, /bad\.cocci:2:/);
});

test('a patch brings options of its own', async (t) => {
  const at = folderOf(t, {
    'own.cocci': '# spatch --no-show-diff --very-quiet\n@@ @@\n- old_call();\n+ new_call();\n',
  });
  t.deepEqual(await run('--sp-file', at('own.cocci'), at('d/a.c')), { status: 0, out: '', error: '' });
});

test('the files of a group are patched as one: a rule sees all of them before the next', async (t) => {
  const call = 'void b(void)\n{\n\tx(1);\n\ty(1);\n}\n';
  const files = { 'b.c': call, 'a.c': 'void a(void)\n{\n\tmark(x);\n}\n', 'c.c': call };
  const patch = '@r@ identifier f; @@\nmark(f);\n\n@@ identifier r.f; @@\n- f(1);\n+ f(2);\n';
  const at = folderOf(t, { ...files, 'g.cocci': patch });
  const lists = makeFolder(t, { groups: `${at('b.c')}\n${at('a.c')}\n\n${at('c.c')}\n` });
  const words = ['--very-quiet', '--sp-file', at('g.cocci'), '--file-groups', path.join(lists, 'groups')];
  const { status, out } = await run(...words);
  t.is(status, 0);
  t.true(out.includes('-\tx(1);\n+\tx(2);\n \ty(1);\n'));
  t.is(out.match(/^---/gm)?.length, 1);
});

test('files can come from a list, be optional or be ignored', async (t) => {
  const at = folderOf(t);
  const folder = makeFolder(t, { groups: `${at('d/a.c')}\n\n${at('d/n.c')}\n` });
  const words = ['--very-quiet', '--sp-file', at('r.cocci'), '--patch', at('d')];
  t.regex((await run(...words, '--file-groups', path.join(folder, 'groups'))).out, /^diff .* b\/a\.c\n/);
  t.deepEqual(await run(...words, '--opt-c', at('nowhere.c')), { status: 0, out: '', error: '' });
  t.is((await run(...words, '--dir', at('d'), '--ignore', at('d/sub'))).out.match(/^diff/gm)?.length, 1);
});

test('wrong command lines end with 2, what is at fault itself with 255', async (t) => {
  const at = folderOf(t);
  const sp = ['--sp-file', at('r.cocci')];
  const cases: [number, string[], RegExp][] = [
    [2, ['--bogus'], /unknown option '--bogus'/],
    [2, ['--sp-file'], /needs an argument/],
    [2, [...sp, '-U', 'x', at('d/a.c')], /wrong argument 'x'/],
    [2, [...sp, '--reverse', at('d/a.c')], /'--reverse' is not supported: write the patch/],
    [2, sp, /no C files given/],
    [2, ['--parse-cocci'], /no semantic patch/],
    [255, [at('d/a.c')], /no semantic patch/],
    [255, [...sp, at('nowhere.c')], /does not exist/],
    [255, [...sp, '-D', 'report', at('d/a.c')], /no virtual rule report/],
  ];
  for (const [wanted, words, message] of cases) {
    const { status, error } = await run(...words);
    t.is(status, wanted, words.join(' '));
    t.regex(error, message);
  }
});

test('unknown options are passed over when that is asked for', async (t) => {
  const at = folderOf(t);
  const { status } = await run(
    '--ignore-unknown-options',
    '--bogus',
    '--very-quiet',
    '--sp-file',
    at('r.cocci'),
    at('d/a.c'),
  );
  t.is(status, 0);
});

test('information is printed without a patch', async (t) => {
  t.regex((await run('--version')).out, /^spatch version 1\.3\.1 \(vedalia \d+\.\d+\.\d+\)\n/);
  t.regex((await run('--help')).out, /--sp-file <value>/);
  t.is((await run('--print-options-only', '--sp-file', 'x')).out, "options: '--print-options-only' '--sp-file' 'x'\n");
});

test('options in a patch may be quoted and may stand on several lines', async (t) => {
  const at = folderOf(t, { 'q.cocci': `#spatch --opt-c 'no such file'\n#spatch -D\n# spatch n=done\n${VIRTUAL}` });
  const { status, out, error } = await run('--very-quiet', '--sp-file', at('q.cocci'), at('d/a.c'));
  t.is(error, '');
  t.is(status, 0);
  t.true(out.includes('+\tdone();'));
});
