import path from 'node:path';
import test from 'ava';
import { initParser } from '../../src/engine/index.js';
import { SourceText } from '../../src/text/index.js';
import { applyPatches, loadPatches, readSource } from '../../src/tree/index.js';
import type { PatchSet } from '../../src/tree/index.js';
import { makeFolder } from './folder.js';

test.before(async () => {
  await initParser();
});

function load(file: string): PatchSet {
  return loadPatches([{ path: file, text: readSource(file).text }], {});
}

test('rules of included patches come before those of the patch, and can be inherited from', async (t) => {
  const folder = makeFolder(t, {
    'main.cocci': '// rules\n#include "lib/base.cocci"\n\n@@ identifier base.f; @@\n- f(1)\n+ f(2)\n',
    'lib/base.cocci': '#include "more.cocci"\n@base@ identifier f; @@\n  use(f);\n',
    'lib/more.cocci': '@@ @@\n- three\n+ use\n',
  });
  const set = load(path.join(folder, 'main.cocci'));
  t.deepEqual(set.diagnostics, []);
  const { output } = await applyPatches(set, new SourceText('a.c', 'void g(void)\n{\n\tuse(h);\n\th(1);\n}\n'));
  t.is(output, 'void g(void)\n{\n\tuse(h);\n\th(2);\n}\n');
});

test('a mistake in an included patch, or behind it, is told with the place where it stands', (t) => {
  const folder = makeFolder(t, {
    'main.cocci': '#include "bad.cocci"\n@@ @@\n- foo(;\n',
    'bad.cocci': '// two lines\n// of comment\n@@ @@\n- bar(;\n',
  });
  const found = load(path.join(folder, 'main.cocci')).diagnostics.map((each) => [
    path.basename(each.path),
    each.line,
    each.frame,
  ]);
  t.deepEqual(found, [
    ['bad.cocci', 4, '- bar(;'],
    ['main.cocci', 3, '- foo(;'],
  ]);
});

test('a patch that is not there or includes itself is an error', (t) => {
  const folder = makeFolder(t, {
    'main.cocci': '#include "nowhere.cocci"\n#include "main.cocci"\n@@ @@\n- foo();\n',
  });
  const found = load(path.join(folder, 'main.cocci')).diagnostics.map(({ code, line }) => [code, line]);
  t.deepEqual(found, [
    ['include-not-found', 1],
    ['include-not-found', 2],
  ]);
});

test('an include inside a rule is a pattern', (t) => {
  const folder = makeFolder(t, { 'main.cocci': '@@ @@\n#include "x.h"\n+ #include "y.h"\n' });
  t.deepEqual(load(path.join(folder, 'main.cocci')).diagnostics, []);
});
