import { readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';
import type { ExecutionContext } from 'ava';
import { vedalia } from '../../src/cli/index.js';
import type { StatusLine } from '../../src/cli/index.js';
import { makeFolder } from '../tree/folder.js';
import { record } from './recording.js';
import type { Outcome } from './recording.js';

const RENAME = '@rename@ @@\n- old_call();\n+ new_call();\n';
const STAR = '@found@ @@\n* old_call();\n';
const CODE = 'void f(void)\n{\n\told_call();\n}\n';
const CHANGED = CODE.replace('old_call', 'new_call');

async function run(words: readonly string[], input = ''): Promise<Outcome> {
  const recording = record(input);
  const status = await vedalia(words, recording.io);
  return { status, out: recording.out(), error: recording.error() };
}

function folderOf(t: ExecutionContext, files: Readonly<Record<string, string>> = {}): (name: string) => string {
  const folder = makeFolder(t, { 'rename.cocci': RENAME, 'star.cocci': STAR, 'a.c': CODE, 'b.c': CHANGED, ...files });
  return (name) => path.join(folder, name);
}

test('apply prints a diff and leaves the file alone', async (t) => {
  const at = folderOf(t);
  const { status, out, error } = await run(['apply', at('rename.cocci'), at('a.c')]);
  t.is(status, 0);
  t.is(error, '');
  t.regex(out, /^--- a\/.*a\.c\n\+\+\+ b\/.*a\.c\n@@ -1,4 \+1,4 @@\n/);
  t.true(out.includes('-\told_call();\n+\tnew_call();\n'));
  t.is(readFileSync(at('a.c'), 'utf8'), CODE);
});

test('apply --write changes the file and prints nothing', async (t) => {
  const at = folderOf(t);
  t.deepEqual(await run(['apply', at('rename.cocci'), at('a.c'), at('b.c'), '--write', '--quiet']), {
    status: 0,
    out: '',
    error: '',
  });
  t.is(readFileSync(at('a.c'), 'utf8'), CHANGED);
});

test('apply --check tells by its status', async (t) => {
  const at = folderOf(t);
  t.is((await run(['apply', at('rename.cocci'), at('a.c'), '--check'])).status, 1);
  t.is((await run(['apply', at('rename.cocci'), at('b.c'), '--check'])).status, 0);
  t.is((await run(['apply', at('star.cocci'), at('a.c'), '--check'])).status, 1);
});

test('apply reads standard input, and with --write is a filter', async (t) => {
  const at = folderOf(t);
  t.true((await run(['apply', at('rename.cocci'), '-'], CODE)).out.includes('+\tnew_call();\n'));
  t.is((await run(['apply', at('rename.cocci'), '-', '--write'], CODE)).out, CHANGED);
  t.is((await run(['apply', at('rename.cocci'), '-', '--write'], CHANGED)).out, CHANGED);
});

test('starred lines are findings', async (t) => {
  const at = folderOf(t);
  const { out, status } = await run(['apply', at('star.cocci'), at('a.c')]);
  t.is(status, 0);
  t.regex(out, /a\.c:3:2: /);
});

test('apply --json prints one object a line', async (t) => {
  const at = folderOf(t);
  const { out } = await run(['apply', at('rename.cocci'), at('star.cocci'), at('a.c'), '--json']);
  const objects = out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { type: string; path: string });
  t.like(objects[0], { type: 'change', path: at('a.c'), matches: { rename: 1 } });
});

test('apply --verbose says on standard error what matched', async (t) => {
  const at = folderOf(t);
  const { error } = await run(['apply', at('rename.cocci'), at('a.c'), at('b.c'), '--verbose', '--jobs', '1']);
  t.true(error.includes('rename 1 (changed)'));
  t.true(error.includes('2 files: 1 without the words of a rule, 1 parsed, 1 matched, 1 to be edited'));
});

test('a mistake in the patch is shown with its place and ends with 2', async (t) => {
  const at = folderOf(t, { 'bad.cocci': '@@ @@\n- foo(;\n' });
  const { status, error, out } = await run(['apply', at('bad.cocci'), at('a.c')]);
  t.is(status, 2);
  t.is(out, '');
  t.regex(error, /bad\.cocci:2:\d+: error\[/);
  t.regex(error, /2 \| - foo\(;/);
});

test('mistakes on the command line end with 2 and a sentence, never a stack trace', async (t) => {
  const at = folderOf(t);
  const cases: [string[], RegExp][] = [
    [['apply', at('a.c')], /no semantic patch/],
    [['apply', at('rename.cocci')], /no C files given/],
    [['apply', at('rename.cocci'), '-', at('a.c')], /standard input/],
    [['apply', at('rename.cocci'), at('nowhere.c')], /no such file or folder: .*nowhere\.c/],
    [['apply', at('nowhere.cocci'), at('a.c')], /cannot read .*nowhere\.cocci: no such file/],
    [['apply', at('rename.cocci'), at('a.c'), '--jobs', 'many'], /whole number/],
    [['aply'], /Did you mean apply/],
    [['apply', '--wrong'], /unknown option/],
  ];
  for (const [words, message] of cases) {
    const { status, error } = await run(words);
    t.is(status, 2, words.join(' '));
    t.regex(error, message);
    t.notRegex(error, /\n {4}at /);
  }
});

test('an undeclared virtual rule is an error, one that some patch declares is not', async (t) => {
  const at = folderOf(t, { 'virtual.cocci': 'virtual report\n@depends on report@ @@\n* old_call();\n' });
  t.is((await run(['apply', at('rename.cocci'), at('a.c'), '-D', 'report'])).status, 2);
  const { status, error } = await run(['apply', at('rename.cocci'), at('virtual.cocci'), at('b.c'), '-D', 'report']);
  t.is(error, '');
  t.is(status, 0);
});

test('query --isos prints the forms that isomorphisms add', async (t) => {
  const at = folderOf(t, { 'check.cocci': '@@ expression e; @@\n- if (e != NULL) free(e);\n' });
  const { status, out } = await run(['query', '--isos', at('check.cocci')]);
  t.is(status, 0);
  t.regex(out, /if\n +disj\n +binary !=\n +meta e\n +ident NULL\n +meta e\n/);
});

test('query prints words and queries of each rule', async (t) => {
  const at = folderOf(t);
  const { status, out } = await run(['query', at('rename.cocci')]);
  t.is(status, 0);
  t.regex(out, /^@rename@\nwords: old_call\n/);
  t.regex(out, /call_expression/);
});

test('parse prints tree, tokens or numbers', async (t) => {
  const at = folderOf(t);
  t.regex((await run(['parse', '--tree', at('a.c')])).out, /function[\s\S]*\n *call\n/);
  t.regex((await run(['parse', '--tokens', at('a.c')])).out, /^1:1 keyword void\n1:6 identifier f\n/);
  const numbers = /a\.c: 30 bytes, 11 tokens, 1 unit, 1 function, 0 not read\n/;
  t.regex((await run(['parse', at('a.c')])).out, numbers);
  const both = await run(['parse', '--stats', at('a.c'), at('b.c')]);
  t.regex(both.out, numbers);
  t.regex(both.out, /\n2 files, 2 read whole: \d+ bytes, .*, 0 not read\n$/);
  t.is((await run(['parse', at('nowhere.c')])).status, 2);
});

test('definitions of macros tell parse and apply how they are to be read', async (t) => {
  const folder = makeFolder(t, {
    'a.c': 'int f(void)\n{\n\tOUT 1;\n}\n',
    'm.h': '#define OUT return\n',
    'r.cocci': '@@ expression e; @@\n- return e;\n+ leave(e);\n',
  });
  const at = (name: string): string => path.join(folder, name);
  t.is((await run(['parse', at('a.c')])).status, 1);
  t.is((await run(['parse', '--macro-file', at('m.h'), at('a.c')])).status, 0);
  t.regex((await run(['apply', '--macro-file', at('m.h'), at('r.cocci'), at('a.c')])).out, /^\+\tleave\(1\);$/m);
  t.is((await run(['parse', '--macro-file', at('none.h'), at('a.c')])).status, 2);
});

test('parse --json tells where functions stand and what was not read', async (t) => {
  const text = 'int x;\n__init static int f(void)\n{\n\treturn 0;\n}\nint g(void) {\n\t= ) 3 ) +;\n}\n';
  const at = folderOf(t, { 'j.c': text });
  const { status, out } = await run(['parse', '--json', at('j.c')]);
  t.is(status, 1);
  const line = JSON.parse(out) as { path: string; bytes: number; functions: unknown[]; unread: { code: string }[] };
  t.is(line.bytes, text.length);
  t.deepEqual(line.functions[0], {
    name: 'f',
    start: text.indexOf('__init'),
    bodyStart: text.indexOf('{'),
    bodyEnd: text.indexOf('}') + 1,
  });
  t.true(line.unread.length > 0);
});

test('parse --tree shows what was masked', async (t) => {
  const at = folderOf(t, { 'm.c': 'static int __init f(void)\n{\n\treturn 0;\n}\n' });
  t.regex((await run(['parse', '--tree', at('m.c')])).out, /\nmasked attribute 1:12 __init\n/);
});

test('doctor finds this very installation in order', async (t) => {
  const { status, out } = await run(['doctor']);
  t.is(status, 0);
  t.regex(out, /^vedalia \d+\.\d+\.\d+\nnode \d+/);
  t.regex(out, /\nparser (native|WebAssembly)/);
});

test('help shows examples, version is that of the package', async (t) => {
  const help = await run(['--help']);
  t.is(help.status, 0);
  t.true(help.out.includes('vedalia apply rule.cocci . | git apply'));
  t.regex((await run(['--version'])).out, /^\d+\.\d+\.\d+\n$/);
  t.is((await run([])).status, 2);
});

test('apply takes the names of files from a list, and one shard of them', async (t) => {
  const at = folderOf(t);
  const list = `${at('a.c')}\n${at('b.c')}\n`;
  t.true((await run(['apply', at('rename.cocci'), '--files-from', '-'], list)).out.includes('+\tnew_call();\n'));
  const shards = await Promise.all(
    ['1/2', '2/2'].map((shard) => run(['apply', at('rename.cocci'), '--files-from', '-', '--shard', shard], list)),
  );
  t.is(shards.filter(({ out }) => out.includes('+\tnew_call();\n')).length, 1);
  t.regex((await run(['apply', at('rename.cocci'), at('a.c'), '--shard', '3/2'])).error, /must look like 2\/5/);
});

test('apply --no-scan changes nothing in the result', async (t) => {
  const at = folderOf(t);
  const words = ['apply', at('rename.cocci'), at('a.c'), at('b.c')];
  t.is((await run([...words, '--no-scan'])).out, (await run(words)).out);
});

const BREAKING = '@breaking@ @@\n- old_call();\n+ begin) { end\n';
const UNREAD = 'int g(void)\n{\n\tint +;\n\told_call();\n}\n';

test('a summary ends a run over several files', async (t) => {
  const at = folderOf(t, { 'c.c': UNREAD });
  const { error } = await run(['apply', at('rename.cocci'), at('a.c'), at('b.c'), at('c.c'), '--write', '--jobs', '1']);
  t.regex(error, /^3 files: 1 without the words of a rule, 2 parsed, .* edited, .* failed, 1 not fully read\n/m);
  t.is((await run(['apply', at('star.cocci'), at('b.c')])).error, '');
});

test('an edit after which code cannot be read is withheld unless it is forced', async (t) => {
  const at = folderOf(t, { 'breaking.cocci': BREAKING });
  const words = ['apply', at('breaking.cocci'), at('a.c'), '--write', '--ledger', at('ledger')];
  const { status, error } = await run(words);
  t.is(status, 2);
  t.regex(error, /a\.c:\d+:\d+: error\[broken-edit\]/);
  t.is(readFileSync(at('a.c'), 'utf8'), CODE);
  t.regex(readFileSync(at('ledger'), 'utf8'), /"state":"withheld".*\n.*"rule":"breaking","state":"matched"/);
  t.is((await run([...words, '--force'])).status, 0);
  t.true(readFileSync(at('a.c'), 'utf8').includes('begin) {'));
});

test('two arguments that lack a comma after an edit are no declaration, and the edit is withheld', async (t) => {
  const code = 'void g(int x)\n{\n\tf(x);\n}\n';
  const at = folderOf(t, { 'comma.cocci': '@@ expression E; @@\n- f(E);\n+ f(E one);\n', 'comma.c': code });
  const { status, error } = await run(['apply', at('comma.cocci'), at('comma.c'), '--write']);
  t.is(status, 2);
  t.regex(error, /comma\.c:3:4: error\[broken-edit\]/);
  t.is(readFileSync(at('comma.c'), 'utf8'), code);
});

test('the ledger says what became of each rule in each file', async (t) => {
  const at = folderOf(t, { 'c.c': UNREAD, 'd.c': 'int old_call;\n' });
  await run(['apply', at('rename.cocci'), at('a.c'), at('b.c'), at('c.c'), at('d.c'), '--ledger', at('ledger')]);
  const lines = readFileSync(at('ledger'), 'utf8').trimEnd().split('\n');
  const entries = lines.map((line) => JSON.parse(line) as { file: string; rule: string | null; state: string });
  t.deepEqual(
    entries.filter(({ file }) => file !== at('c.c')),
    [
      { file: at('a.c'), rule: 'rename', state: 'edited', spans: [{ start: 16, end: 27 }] },
      { file: at('b.c'), rule: null, state: 'no-words', spans: [] },
      { file: at('d.c'), rule: null, state: 'no-match', spans: [] },
    ] as unknown[],
  );
  t.true(entries.some(({ file, rule, state }) => file === at('c.c') && rule === 'rename' && state === 'unread'));
});

test('apply --strict ends with 3 when code with the words of a rule could not be read', async (t) => {
  const at = folderOf(t, { 'c.c': UNREAD, 'd.c': `${UNREAD.replace('old_call', 'other')}${CODE}` });
  t.is((await run(['apply', at('rename.cocci'), at('c.c')])).status, 0);
  t.is((await run(['apply', at('rename.cocci'), at('c.c'), '--strict'])).status, 3);
  t.is((await run(['apply', at('rename.cocci'), at('d.c'), '--strict'])).status, 0);
});

test('a file that changes while it is worked on is not overwritten, and the old text can be kept', async (t) => {
  const at = folderOf(t);
  t.is((await run(['apply', at('rename.cocci'), at('a.c'), '--write', '--backup-suffix', '.orig'])).status, 0);
  t.is(readFileSync(at('a.c.orig'), 'utf8'), CODE);
});

test('progress goes to standard error: plain lines, or a bar on a terminal', async (t) => {
  const at = folderOf(t);
  const words = ['apply', at('rename.cocci'), at('a.c'), at('b.c'), '--quiet'];
  const plain = await run([...words, '--progress', 'plain']);
  t.regex(plain.error, /^1\/2 files, 1 matches, \d+ files\/s, .* left\n2\/2 files, 1 matches, .*\n$/);
  t.is((await run([...words, '--progress', 'bar'])).error.match(/files\/s/g)?.length, 2);
  t.is((await run(words)).error, '');
  const recording = record();
  const shown: (string | null)[] = [];
  const statusLine = (): Promise<StatusLine> => Promise.resolve((text) => shown.push(text));
  await vedalia(words, { ...recording.io, statusLine });
  t.true(shown.some((text) => /^\[#+\.*\] 1\/2 files, 1 matches/.test(text ?? '')));
  t.is(shown.at(-1), null);
  t.is(recording.out(), plain.out);
});
