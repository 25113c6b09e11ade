import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import test from 'ava';
import { applyPatch } from '../../src/index.js';
import type { ScriptFunction } from '../../src/index.js';

const PATCH = `
@r@ identifier f; expression e; position p; @@
f@p(e)

@script:function name@
f << r.f;
p << r.p;
made;
@@

@@ identifier r.f, name.made; expression e; position r.p; @@
- f@p(e)
+ made(e)
`;
const CODE = 'void g(void)\n{\n\ta(1);\n\tb(2);\n}\n';

function apply(name: ScriptFunction): ReturnType<typeof applyPatch> {
  return applyPatch(PATCH, { path: 'a.c', text: CODE }, { scripts: { name } });
}

test('a script may be a function, which makes values and drops matches', async (t) => {
  const lines: number[] = [];
  const { output, printed, diagnostics } = await apply(({ f, p }, { file, bound }) => {
    if (f?.kind !== 'text' || p?.kind !== 'positions') return { include: false };
    for (const { line } of p.positions) lines.push(line);
    const told = `${file} ${bound.map((names) => names.join('.')).join(' ')}\n`;
    return { include: f.text !== 'b', outputs: { made: `${f.text}_new` }, printed: told };
  });
  t.deepEqual(diagnostics, []);
  t.is(output, CODE.replace('a(1)', 'a_new(1)'));
  t.deepEqual(lines, [3, 4]);
  t.is(printed, 'a.c r.f r.p\n'.repeat(2));
});

test('it may be asynchronous, give code of other kinds, say nothing, and end the work on the file', async (t) => {
  const late = await apply(async () => {
    await Promise.resolve();
    return { outputs: { made: { kind: 'text', text: 'h', form: 'identifier', declarations: '' } } };
  });
  t.is(late.output, 'void g(void)\n{\n\th(1);\n\th(2);\n}\n');
  t.is((await apply(() => undefined)).output, null);
  t.is((await apply(() => ({ exit: true, outputs: { made: 'h' } }))).output, null);
});

test('what it throws, and that it is missing, are diagnostics, and nothing is changed', async (t) => {
  const thrown = await apply(() => {
    throw new RangeError('bad');
  });
  t.is(thrown.output, null);
  t.deepEqual(
    thrown.diagnostics.map(({ code, message }) => [code, message]),
    [['script-error', 'script name: RangeError: bad']],
  );
  const missing = await applyPatch(PATCH, CODE);
  t.is(missing.output, null);
  t.deepEqual(
    missing.diagnostics.map(({ code, message }) => [code, message]),
    [['script-language', 'no function is given for the script name']],
  );
});

test('the example of the README runs', async (t) => {
  const [, program = ''] = /## Library[^]*?scripts[^]*?```js\n([^]*?)```/.exec(readFileSync('README.md', 'utf8')) ?? [];
  const body = program.replace(/^import .*$/gm, '');
  const printed: string[] = [];
  const log = (text: string): unknown => printed.push(text);
  await runInNewContext(`(async () => {${body}})()`, { applyPatch, console: { log } });
  t.deepEqual(printed, ['line 1: kmalloc']);
});
