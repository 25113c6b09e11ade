import test from 'ava';
import { applyPatch } from '../../src/index.js';

const TIMES = 200;

test('positions of several rules with which others are compared do not multiply', async (t) => {
  const rules = ['one', 'two', 'three'].map((name) => `@${name}@ position p; @@\n${name}@p()\n\n`);
  const patch = `${rules.join('')}@@ position q != {one.p, two.p, three.p}; identifier f; @@\n- f@q();\n+ other();\n`;
  const calls = Array.from({ length: TIMES }, () => '\tone();\n\ttwo();\n\tthree();\n').join('');
  const input = `void g(void)\n{\n${calls}\tfour();\n}\n`;
  const { output } = await applyPatch({ text: patch, path: 'p.cocci' }, { text: input, path: 'in.c' });
  t.is(output, input.replace('four', 'other'));
});
