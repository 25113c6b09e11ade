import test from 'ava';

import { solve } from '../../src/ctl/index.js';
import { textsOf } from './compare.js';
import { randomCase, VALUES } from './random.js';
import { Reference } from './reference.js';

const CASES = 640;
const GROUPS = 16;
const values = Array.from({ length: VALUES }, (_, value) => value);

for (let group = 0; group < GROUPS; group++) {
  test(`solutions and witnesses are those of the plain semantics, group ${String(group)}`, (t) => {
    for (let seed = group; seed < CASES; seed += GROUPS) {
      const { graph, model, formula } = randomCase(seed);
      const expected = textsOf(new Reference(graph, model, values).solutions(formula));
      const { solutions, overflow } = solve(graph, model, formula);
      const message = `seed ${String(seed)}: ${JSON.stringify(formula)}`;
      t.is(overflow, null, message);
      t.deepEqual(textsOf(solutions), expected, message);
    }
  });
}

test('the random cases are not empty ones', (t) => {
  let solved = 0;
  let hits = 0;
  for (let seed = 0; seed < CASES; seed++) {
    const { graph, model, formula } = randomCase(seed);
    const { solutions } = solve(graph, model, formula);
    solved += Math.min(1, solutions.length);
    hits += solutions.reduce((sum, solution) => sum + solution.hits.length, 0);
  }
  t.true(solved > CASES / 2);
  t.true(hits > CASES);
});
