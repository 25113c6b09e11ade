import test from 'ava';
import { gitNames, resultDiff } from '../../src/report/index.js';
import type { TreeResult } from '../../src/tree/index.js';

const BEFORE = ['int first(void)', '{', '\ta();', '\tb();', '\tc();', '\td();', '\te();', '\treturn 0;', '}', ''].join(
  '\n',
);

function result(fields: Partial<TreeResult>): TreeResult {
  const nothing = {
    output: null,
    edits: [],
    starredLines: [],
    states: [],
    findings: [],
    printed: '',
    diagnostics: [],
    matches: {},
  };
  return { path: 'drivers/x.c', before: BEFORE, ...nothing, ...fields };
}

test('a change is a diff with the names that are asked for', (t) => {
  const diff = resultDiff(result({ output: BEFORE.replace('\te();\n', '') }), { names: gitNames });
  t.is(
    diff,
    [
      '--- a/drivers/x.c',
      '+++ b/drivers/x.c',
      '@@ -4,6 +4,5 @@',
      ' \tb();',
      ' \tc();',
      ' \td();',
      '-\te();',
      ' \treturn 0;',
      ' }',
      '',
    ].join('\n'),
  );
});

test('hunks name the function they are in, with less context, under a heading', (t) => {
  const names = (path: string): { pathBefore: string; pathAfter: string; heading: string } => ({
    pathBefore: path,
    pathAfter: path,
    heading: 'diff',
  });
  const diff = resultDiff(result({ output: BEFORE.replace('d();', 'dd();') }), { names, context: 1, functions: true });
  t.deepEqual(diff.split('\n').slice(0, 4), [
    'diff',
    '--- drivers/x.c',
    '+++ drivers/x.c',
    '@@ -5,3 +5,3 @@ int first(void)',
  ]);
});

test('a hunk at the start of a file is in no function', (t) => {
  const diff = resultDiff(result({ output: BEFORE.replace('a();', 'aa();') }), { names: gitNames, functions: true });
  t.true(diff.includes('\n@@ -1,6 +1,6 @@\n'));
});

test('starred lines are shown as removed', (t) => {
  const diff = resultDiff(result({ starredLines: [3, 5] }), { names: gitNames });
  t.deepEqual(diff.match(/^-\t.*$/gm), ['-\ta();', '-\tc();']);
});

test('no change, no diff', (t) => {
  t.is(resultDiff(result({}), { names: gitNames }), '');
});

test('names start at the tree, however the path was spelled', (t) => {
  t.is(gitNames('./a//x.c').pathBefore, 'a/a/x.c');
  t.is(gitNames('/usr/x.c').pathAfter, 'b/usr/x.c');
});

test('the heads of hunks are those of GNU diff', (t) => {
  const one = resultDiff(result({ before: 'int x;\n', output: 'int y;\n' }), { names: gitNames });
  t.true(one.includes('\n@@ -1 +1 @@\n'));
  const added = resultDiff(result({ before: 'int f(void);\n', output: 'int f(void);\nint x;\n' }), {
    names: gitNames,
    context: 0,
    functions: true,
  });
  t.true(added.includes('\n@@ -1,0 +2 @@ int f(void);\n'));
});

test('lines of the file that look like heads of hunks stay', (t) => {
  const before = '@@ -1,1 +1,1 @@\nint x;\n';
  const diff = resultDiff(result({ before, output: `${before}int y;\n` }), { names: gitNames, functions: true });
  t.true(diff.includes('\n @@ -1,1 +1,1 @@\n'));
});
