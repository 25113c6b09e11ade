import test from 'ava';
import { applyPatch, compilePatch } from '../../src/index.js';
import { Random } from '../ctl/random.js';
import { composedPatches } from './composed.js';
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

test('what edits make of drawn programs is C again', async (t) => {
  const random = new Random(13);
  const drawn = Array.from({ length: 60 }, () => printPatch(drawPatch(random)));
  for (const text of [...composedPatches(), ...drawn]) {
    const patch = compilePatch(text);
    for (let round = 0; round < 4; round++) {
      const program = printProgram(drawProgram(random));
      const { diagnostics, output } = await applyPatch(patch, program);
      const wrong = diagnostics.filter(({ code }) => code === 'broken-edit' || code === 'internal-error');
      t.deepEqual(wrong, [], `${text}\n${program}\n${output ?? ''}`);
    }
  }
});
