import test from 'ava';
import { applyPatch, compilePatch } from '../../src/index.js';
import { Random } from '../ctl/random.js';
import { drawProgram, isSound, printProgram, smallerPrograms } from './programs.js';
import { drawPatch, printPatch } from './rules.js';

test('drawn programs are read whole, and so are those that are one step smaller', async (t) => {
  const random = new Random(7);
  for (let round = 0; round < 40; round++) {
    const program = drawProgram(random);
    t.true(isSound(program));
    for (const some of [program, ...smallerPrograms(program).slice(0, 3)]) {
      const { diagnostics } = await applyPatch('@@ @@\n- nowhere();\n', printProgram(some));
      t.deepEqual(diagnostics, [], printProgram(some));
    }
  }
});

test('drawn patches are read without an error', (t) => {
  const random = new Random(11);
  for (let round = 0; round < 200; round++) {
    const text = printPatch(drawPatch(random));
    const errors = compilePatch(text).diagnostics.filter(({ severity }) => severity === 'error');
    t.deepEqual(errors, [], text);
  }
});
