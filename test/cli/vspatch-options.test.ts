import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';
import { writeControlFlow } from '../../src/cli/vspatch-flow.js';
import { SPATCH_OPTIONS } from '../../src/cli/vspatch-option-table.js';
import { initParser } from '../../src/engine/index.js';
import { makeFolder } from '../tree/folder.js';
import { runVspatch as run } from './recording.js';

/** What `spatch --longhelp` of 1.1.1 lists, without dashes. */
const NAMES = `
D I U all-includes allow-inconsistent-paths bench c c++ c++= cache-limit cache-prefix chunksize cocci-file
comment-annotater-c compare-c compare-c-hardcoded compare-with-expected control-flow control-flow-to-file
ctl-inline-let ctl-show-mcodekind date debug debug-cpp debug-etdt debug-lexer debug-parse-cocci debug-typedef
debug-unparsing debugger defined dir disable-iso disable-multi-pass disable-once disable-worth-trying-opt
disallow-nested-exps expected-extension expected-score-file expected-spacing-score-file
external-analysis-file extract-macros extract-macros-select file-groups filter-define-error filter-msg
filter-msg-define-error filter-passed-level force-diff force-kr graphical-trace gt-without-label ibm
ifdef-to-if ignore ignore-unknown-options in-place include include-headers include-headers-for-types indent
index int-bits iso iso-file iso-limit itu j jobs kbuild-info keep-comments l1 linux-spacing local-includes
long-bits longhelp loop macro-file macro-file-builtins max max-width mod-distrib no-gotos no-ifdef-to-if
no-include-cache no-includes no-iso-limit no-loops no-safe-expressions no-saved-typedefs no-scanner
no-show-diff no-update-score-file noadd-typedef-root noif0-passing o ocaml-regexps only-return-is-error-exit
opt-c out-place pad parse parse-c parse-c++ parse-ch parse-cocci parse-error-msg parse-h parse-handler
parse-i parse-unparse partial-match patch preprocess prevent-kr print-options-only profile profile-iso
profile-per-file pyoutput python quiet recursive-includes relax-include-path reverse rule-dependencies
save-tmp-files selected-only shorthelp show-SP show-before-fixed-flow show-bindings show-c show-cocci
show-ctl-tex show-ctl-text show-dependencies show-diff show-flow show-misc show-trace-profile show-transinfo
show-trying smpl-spacing sp sp-file steps suffix temp-files test test-attributes test-cfg-ifdef test-cpp
test-okfailed test-regression-okfailed test-spacing testall timeout tmp-dir tokens-c track-iso type-c
type-error-msg undefined use-cache use-coccigrep use-gitgrep use-glimpse use-idutils verbose-ctl-engine
verbose-engine verbose-includes verbose-match verbose-parsing version very-quiet xxx
`
  .trim()
  .split(/\s+/);

const RENAME = '@@ @@\n- old_call();\n+ new_call();\n';
const CODE = 'void f(void)\n{\n\told_call();\n}\n';

test('every option of spatch is known', (t) => {
  t.deepEqual(
    NAMES.filter((name) => !SPATCH_OPTIONS.has(name)),
    [],
  );
});

test('a refused option ends the run with its name and the reason, any other is taken', async (t) => {
  const folder = makeFolder(t, { 'r.cocci': RENAME, 'a.c': CODE });
  const numbers = new Set(['U', 'jobs', 'j', 'timeout', 'max-width', 'int-bits', 'long-bits']);
  for (const name of NAMES) {
    const option = SPATCH_OPTIONS.get(name);
    if (option === undefined || ACTIONS.has(name)) continue;
    const value = numbers.has(name) ? '1' : (VALUES[name] ?? 'x');
    const word = name.length === 1 ? `-${name}` : `--${name}`;
    const joined = name.endsWith('=') ? [`${word}11`] : [word, value];
    const words = option.values === 0 ? [word] : joined;
    const { status, error } = await run(
      '--very-quiet',
      '--no-show-diff',
      ...words,
      '--sp-file',
      path.join(folder, 'r.cocci'),
      path.join(folder, 'a.c'),
    );
    t.is(status, option.use === 'refused' ? 2 : 0, `${name}: ${error}`);
    t.is(error, option.use === 'refused' ? `vspatch: option '${word}' is not supported: ${option.why}\n` : '', name);
  }
});

/** Those that do something else than to patch, or need a value of a form of its own. */
const ACTIONS = new Set([
  'sp',
  'sp-file',
  'cocci-file',
  'D',
  'o',
  'iso',
  'iso-file',
  'file-groups',
  'parse-c',
  'parse-cocci',
  'in-place',
  'out-place',
  'control-flow-to-file',
  'index',
  'max',
  'macro-file',
  'macro-file-builtins',
  'version',
  'shorthelp',
  'longhelp',
  'print-options-only',
]);
const VALUES: Readonly<Record<string, string>> = { patch: '.' };

test('the last of several options counts, whatever name it goes by', async (t) => {
  const folder = makeFolder(t, { 'r.cocci': RENAME, 'a.c': CODE });
  const at = (name: string): string => path.join(folder, name);
  const words = ['--very-quiet', '--sp-file', 'nowhere.cocci', '--cocci-file', at('r.cocci'), at('a.c')];
  t.is((await run('--no-show-diff', '--show-diff', ...words)).out.split('\n').length, 9);
  t.is((await run('--show-diff', '--no-show-diff', ...words)).out, '');
  t.is((await run('--sp-file', at('r.cocci'), '--show-trying', '--quiet', at('a.c'))).error.includes('trying'), false);
});

test('definitions of macros tell how they are to be read', async (t) => {
  const folder = makeFolder(t, {
    'r.cocci': '@@ expression e; @@\n- return e;\n+ leave(e);\n',
    'a.c': 'int f(void)\n{\n\tOUT 1;\n}\n',
    'm.h': '#define OUT return\n',
  });
  const at = (name: string): string => path.join(folder, name);
  const words = ['--very-quiet', '--sp-file', at('r.cocci'), at('a.c')];
  t.is((await run(...words)).out, '');
  for (const option of ['--macro-file', '--macro-file-builtins'])
    t.true((await run(option, at('m.h'), ...words)).out.includes('+\tleave(1);'));
  t.is((await run('--macro-file', at('none.h'), ...words)).status, 2);
});

test('.cocciconfig of the searched folder is read', async (t) => {
  const config =
    '# ours\n[other]\n\toptions = --bogus\n[spatch]\n\toptions = --very-quiet -U 0 # few\n\toptions = --use-gitgrep\n';
  const folder = makeFolder(t, {
    'r.cocci': RENAME,
    'd/a.c': CODE,
    'd/.cocciconfig': config,
    'e/.cocciconfig': '[spatch]\noptions = --bogus\n',
  });
  const words = ['--sp-file', path.join(folder, 'r.cocci'), '--dir'];
  const { status, out, error } = await run(...words, path.join(folder, 'd'));
  t.is(status, 0);
  t.is(error, '');
  t.regex(out, /^diff -U 0 -p .*\n.*\n.*\n@@ -3 \+3 @@/);
  const wrong = await run(...words, path.join(folder, 'e'));
  t.is(wrong.status, 2);
  t.regex(wrong.error, /unknown option '--bogus' \(in .*e\/\.cocciconfig\)/);
});

test('a patch may bring options, which lose to the command line and win over .cocciconfig', async (t) => {
  const folder = makeFolder(t, {
    'r.cocci': `#spatch -U 0\n${RENAME}`,
    'd/.cocciconfig': '[spatch]\noptions = -U 1\n',
    'd/sub/a.c': CODE,
  });
  const words = ['--very-quiet', '--dir', path.join(folder, 'd/sub'), '--sp-file'];
  const heads = async (...more: string[]): Promise<string> => (await run(...words, ...more)).out.slice(0, 9);
  t.is(await heads(path.join(folder, 'r.cocci')), 'diff -U 0');
  t.is(await heads(path.join(folder, 'r.cocci'), '-U', '2'), 'diff -U 2');
  writeFileSync(path.join(folder, 'plain.cocci'), RENAME);
  t.is(await heads(path.join(folder, 'plain.cocci')), 'diff -U 1', 'of a folder around the searched one');
});

test('--dir takes a file, as if it stood alone', async (t) => {
  const folder = makeFolder(t, { 'r.cocci': RENAME, 'a.c': CODE });
  const at = (name: string): string => path.join(folder, name);
  const { out } = await run('--very-quiet', '--sp-file', at('r.cocci'), '--dir', at('a.c'));
  t.true(out.startsWith(`--- ${at('a.c')}\n+++ `), out);
});

test('--parse-cocci takes the patch of --sp-file', async (t) => {
  const folder = makeFolder(t, { 'r.cocci': RENAME });
  const file = path.join(folder, 'r.cocci');
  t.deepEqual(await run('--parse-cocci', '--sp-file', file), await run('--parse-cocci', file));
});

test('--max-width tells where added arguments are broken', async (t) => {
  const patch = '@@ @@\n- old_call();\n+ new_call(first_argument, second_argument);\n';
  const folder = makeFolder(t, { 'r.cocci': patch, 'a.c': CODE });
  const words = ['--very-quiet', '--sp-file', path.join(folder, 'r.cocci'), path.join(folder, 'a.c')];
  t.regex((await run(...words)).out, /^\+\tnew_call\(first_argument, second_argument\);$/m);
  t.regex(
    (await run('--max-width', '40', ...words)).out,
    /^\+\tnew_call\(first_argument,\n\+\t\t second_argument\);$/m,
  );
});

test('--pyoutput names the class that cocci is made from', async (t) => {
  const folder = makeFolder(t, {
    'r.cocci':
      '@r@ position p; @@\n old_call@p();\n\n@script:python@ p << r.p; @@\ncocci.tell(p)\n\n@@ @@\n-old_call();\n',
    'a.c': CODE,
    'mine.py':
      'from coccilib.output import Output\nclass Mine(Output):\n    def tell(self, p): print("line", p[0].line)\n',
  });
  const words = ['--very-quiet', '--no-show-diff', '--sp-file', path.join(folder, 'r.cocci'), path.join(folder, 'a.c')];
  process.env['PYTHONPATH'] = folder;
  t.is((await run('--pyoutput', 'mine.Mine', ...words)).out, 'line 3\n');
  const { status, error } = await run('--pyoutput', 'mine.Other', ...words);
  t.is(status, 255);
  t.regex(error, /module 'mine' has no attribute 'Other'/);
});

test('runs share files by --max and --index', async (t) => {
  const names = ['a', 'b', 'c', 'd', 'e'];
  const files = Object.fromEntries(names.map((name) => [`d/${name}.c`, CODE]));
  const folder = makeFolder(t, { 'r.cocci': RENAME, ...files });
  const done = async (...words: string[]): Promise<readonly string[]> => {
    const { out } = await run(
      '--very-quiet',
      '--sp-file',
      path.join(folder, 'r.cocci'),
      '--dir',
      path.join(folder, 'd'),
      ...words,
    );
    return out.match(/(?<=^\+\+\+ b\/)./gm) ?? [];
  };
  t.deepEqual(await done('--max', '2', '--index', '0'), ['a', 'b', 'c']);
  t.deepEqual(await done('--max', '2', '--index', '1'), ['d', 'e']);
  t.deepEqual(await done('--max', '2', '--index', '1', '--mod-distrib'), ['b', 'd']);
  const { status } = await run('--sp-file', path.join(folder, 'r.cocci'), '--max', '2', '--index', '2', folder);
  t.is(status, 2);
  for (const option of ['--max', '--index'])
    t.is((await run('--sp-file', path.join(folder, 'r.cocci'), option, '1', folder)).status, 255);
});

test('what spatch has and vspatch does in another way is told of', async (t) => {
  const folder = makeFolder(t, { 'r.cocci': RENAME, 'a.c': CODE });
  const { error } = await run('--use-gitgrep', '--sp-file', path.join(folder, 'r.cocci'), '--dir', folder);
  t.regex(error, /^note: option '--use-gitgrep': vspatch looks for the words that a patch requires itself\n/);
});

test('functions that are tried and times are told of', async (t) => {
  const folder = makeFolder(t, { 'r.cocci': RENAME, 'a.c': CODE });
  const words = ['--sp-file', path.join(folder, 'r.cocci'), path.join(folder, 'a.c')];
  t.regex((await run('--show-trying', ...words)).error, /\n {5}trying function: f: .*\/a\.c:1\n/);
  t.regex((await run('--profile', ...words)).error, /seconds +files +rule\n/);
  t.is((await run('--profile', '--very-quiet', ...words)).error, '');
});

test('isomorphisms are switched off by name', async (t) => {
  const folder = makeFolder(t, {
    'r.cocci': '@@ expression e; @@\n- e == NULL\n+ gone(e)\n',
    'a.c': 'void f(void) { if (!p) return; }\n',
  });
  const words = ['--very-quiet', '--sp-file', path.join(folder, 'r.cocci'), path.join(folder, 'a.c')];
  t.not((await run(...words)).out, '');
  t.is(
    (await run('--disable-iso', 'is_null', '--disable-iso', 'isnt_null1', '--disable-iso', 'all', ...words)).out,
    '',
  );
});

const LOOP = 'void f(void)\n{\n\twhile (x) {\n\t\tb();\n\t\ta();\n\t}\n}\n';

test('paths go round a loop unless --no-loops is given', async (t) => {
  const folder = makeFolder(t, { 'r.cocci': '@r exists@ @@\n a();\n ... when any\n-b();\n', 'a.c': LOOP });
  const words = ['--very-quiet', '--sp-file', path.join(folder, 'r.cocci'), path.join(folder, 'a.c')];
  t.regex((await run(...words)).out, /^-\t\tb\(\);$/m);
  t.is((await run('--no-loops', ...words)).out, '');
  t.regex((await run('--no-loops', '--loop', ...words)).out, /^-\t\tb\(\);$/m);
});

test('paths follow gotos unless --no-gotos is given', async (t) => {
  const code = 'void f(void)\n{\n\ta();\n\tgoto out;\n\tc();\nout:\n\tb();\n}\n';
  const folder = makeFolder(t, { 'r.cocci': '@r exists@ @@\n a();\n ... when any\n-b();\n', 'a.c': code });
  const words = ['--very-quiet', '--sp-file', path.join(folder, 'r.cocci'), path.join(folder, 'a.c')];
  t.not((await run(...words)).out, '');
  t.is((await run('--no-gotos', ...words)).out, '');
});

test('the graph of a function is written as a dot file', async (t) => {
  const folder = makeFolder(t, { 'a.c': `${LOOP}void g(void) { }\n` });
  const at = (name: string): string => path.join(folder, name);
  await initParser();
  await writeControlFlow([at('a.c:f')], folder);
  t.false(existsSync(at('a:g.dot')));
  const dot = readFileSync(at('a:f.dot'), 'utf8');
  t.true(dot.startsWith('digraph "f" {\n'));
  t.regex(dot, /\[label="while \(x\)"\];/);
  await writeControlFlow([at('a.c')], folder);
  t.true(existsSync(at('a:g.dot')));
  t.regex((await run('--control-flow-to-file', at('a.c:h'))).error, /no function h in/);
});
