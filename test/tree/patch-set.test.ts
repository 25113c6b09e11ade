import test from 'ava';
import { initParser } from '../../src/engine/index.js';
import { SourceText } from '../../src/text/index.js';
import { applyPatches, loadPatches } from '../../src/tree/index.js';

await initParser();

const rename = (from: string, to: string): { path: string; text: string } => ({
  path: `${from}.cocci`,
  text: `@${from}@ @@\n- ${from}();\n+ ${to}();\n`,
});

test('each patch sees what those before it have made', async (t) => {
  const set = loadPatches([rename('a', 'b'), rename('b', 'c'), rename('x', 'y')], {});
  const { output, matches } = await applyPatches(set, new SourceText('in.c', 'void f(void)\n{\n\ta();\n}\n'));
  t.is(output, 'void f(void)\n{\n\tc();\n}\n');
  t.deepEqual(matches, { a: 1, b: 1 });
});

test('code that cannot be read is told of once, however many patches meet it', async (t) => {
  const set = loadPatches([rename('a', 'b'), rename('x', 'y')], {});
  const text = 'void f(void)\n{\n\ta(; x(;\n}\n';
  const { diagnostics } = await applyPatches(set, new SourceText('in.c', text));
  t.deepEqual(
    new Set(diagnostics.map(({ code, line, column }) => `${code} ${String(line)}:${String(column)}`)).size,
    diagnostics.length,
  );
  t.not(diagnostics.length, 0);
});
