import test from 'ava';

import { solve } from '../../src/ctl/index.js';
import { textsOf } from './compare.js';
import { randomCase, VALUES } from './random.js';
import { Reference } from './reference.js';

const CASES = Number(process.env.CASES??4000);
const GROUPS = 8;
const values = Array.from({ length: VALUES }, (_, value) => value);

for (let group = 0; group < GROUPS; group++) {
  test(`solutions and witnesses are those of the plain semantics, group ${String(group)}`, (t) => {
    let found = 0;
    for (let seed = group; seed < CASES; seed += GROUPS) {
      const { graph, model, formula } = randomCase(seed);
      const expected = textsOf(new Reference(graph, model, values).solutions(formula));
      const { solutions, overflow } = solve(graph, model, formula);
      found += expected.length;
      const message = `seed ${String(seed)}: ${JSON.stringify(formula)}`;
      t.is(overflow, null, message);
      t.deepEqual(textsOf(solutions), expected, message);
    }
    t.true(found > CASES / GROUPS);
  });
}
