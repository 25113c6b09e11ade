import path from 'node:path';
import test from 'ava';
import { vspatch } from '../../src/cli/index.js';
import { record } from '../cli/recording.js';
import { makeFolder } from './folder.js';

const PATCH = `virtual again
@initialize:python@ @@
coccinelle.passes = 1

@r@ identifier f; @@
f(...);

@script:python depends on !again@
f << r.f;
@@
print("first", f)
it = Iteration()
it.add_virtual_rule(again)
it.add_virtual_identifier(name, f)
it.register()

@s depends on again@ identifier virtual.name; @@
name(...);

@script:python depends on s@
f << virtual.name;
@@
print("again", f)

@finalize:python@
all << merge.passes;
@@
print("end", all)
`;

async function run(
  t: Parameters<typeof makeFolder>[0],
  { named }: { readonly named: boolean },
  ...options: readonly string[]
): Promise<[string, string]> {
  const patch = named ? PATCH.replace('it.register()', 'it.set_files(cocci.files())\nit.register()') : PATCH;
  const folder = makeFolder(t, { 'p.cocci': patch, 'a.c': 'void g(void) { one(1); two(2); }\n' });
  const to = record();
  await vspatch([...options, '--sp-file', path.join(folder, 'p.cocci'), path.join(folder, 'a.c')], to.io);
  return [to.out(), to.error()];
}

test('passes over all files come when all files are done, the last first, and are merged', async (t) => {
  const [out] = await run(t, { named: false }, '--very-quiet', '--no-show-diff');
  const lines = out.trimEnd().split('\n');
  t.deepEqual(lines.slice(0, 2).sort(), ['first one', 'first two']);
  const [first = '', second = ''] = lines;
  t.deepEqual(lines.slice(2), [second.replace('first', 'again'), first.replace('first', 'again'), 'end [1, 1, 1]']);
});

test('beside diffs no further pass is made, and a warning says so', async (t) => {
  const [out, error] = await run(t, { named: false });
  t.false(out.includes('again'));
  t.true(out.endsWith('end [1]\n'));
  t.regex(error, /warning\[iteration-not-run\]/);
});

test('passes over named files come as they were asked for', async (t) => {
  const [out] = await run(t, { named: true }, '--very-quiet', '--no-show-diff');
  const lines = out.trimEnd().split('\n');
  t.deepEqual(
    lines.slice(2, 4),
    lines.slice(0, 2).map((line) => line.replace('first', 'again')),
  );
});
