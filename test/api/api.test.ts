import test from 'ava';
import { applyPatch, compilePatch, formatDiagnostic, parsePatch } from '../../src/index.js';

const RENAME = '@rename@ @@\n- old_call();\n+ new_call();\n';
const CODE = 'void f(void)\n{\n\told_call();\n}\n';

test('a patch is applied to a text', async (t) => {
  const { output, diff, matches, diagnostics } = await applyPatch(RENAME, CODE);
  t.is(output, CODE.replace('old_call', 'new_call'));
  t.regex(diff, /^--- a\/input\.c\n\+\+\+ b\/input\.c\n/);
  t.deepEqual(matches, { rename: 1 });
  t.deepEqual(diagnostics, []);
});

test('it may be parsed or compiled once for many texts', async (t) => {
  const compiled = compilePatch({ text: RENAME, path: 'r.cocci' });
  for (const patch of [parsePatch(RENAME), compiled]) {
    const { diff } = await applyPatch(patch, { text: CODE, path: 'lib/x.c' });
    t.true(diff.startsWith('--- a/lib/x.c\n'));
  }
});

test('no match is a value', async (t) => {
  const { output, diff, matches } = await applyPatch(RENAME, 'int x;\n');
  t.is(output, null);
  t.is(diff, '');
  t.deepEqual(matches, { rename: 0 });
});

test('a mistake in the patch is a diagnostic and nothing is changed', async (t) => {
  const { output, diagnostics } = await applyPatch(
    { text: '@@ @@\n- foo(;\n+ bar();\n', path: 'bad.cocci' },
    'void f(void) { foo(); }\n',
  );
  t.is(output, null);
  t.regex(diagnostics.map(formatDiagnostic).join('\n'), /^bad\.cocci:2:\d+: error\[/);
});
