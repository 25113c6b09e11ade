import test from 'ava';

import { solutionsOf, solve } from '../../src/ctl/index.js';
import type { Solution } from '../../src/ctl/index.js';
import { textsOf } from './compare.js';
import { chain, diamonds, exported, loops, nest, nestInNest, pair, somePath, straight, twofold } from './families.js';
import type { Family } from './families.js';

const VALUES = 10;
const families: Readonly<Record<string, (states: number) => Family>> = {
  'pair, straight': (states) => pair(straight(states), VALUES),
  'pair, loops': (states) => pair(loops(states), VALUES),
  'nest, diamonds': (states) => nest(diamonds(states), VALUES),
  'nest in nest, diamonds': (states) => nestInNest(diamonds(states), VALUES),
  'nest in a chain of ifs': (states) => chain(states / 4),
  'one path, loops': (states) => somePath(loops(states), VALUES),
};

function workOf({ graph, model, formula }: Family): number {
  return solve(graph, model, formula).work;
}

for (const [name, family] of Object.entries(families)) {
  test(`work grows with the statements, not with the paths: ${name}`, (t) => {
    const [small, large] = [workOf(family(400)), workOf(family(1600))];
    t.true(large < small * 5, `${String(small)} → ${String(large)}`);
    t.true(large < 1600 * VALUES * 100, String(large));
  });
}

test('two matches at every statement cost no more than their number', (t) => {
  const { graph, model, formula } = twofold(400);
  const { solutions, work, overflow } = solve(graph, model, formula);
  t.is(overflow, null);
  t.is(solutions[0]?.hits.length, 799);
  t.true(work < 400 * 400, String(work));
});

test('three exported variables cost their combinations times the statements', (t) => {
  const { graph, model, formula } = exported(straight(300), 5);
  const { solutions, work, overflow } = solve(graph, model, formula);
  t.is(overflow, null);
  t.true(solutions.length >= 5 ** 3);
  t.true(work < 6 ** 3 * 300 * 15, String(work));
});

test('work is the same every time', (t) => {
  for (const family of Object.values(families)) t.is(workOf(family(200)), workOf(family(200)));
});

test('a budget of exactly the work is enough', (t) => {
  const { graph, model, formula } = exported(straight(100), 4);
  const whole = solve(graph, model, formula);
  const budget = { work: whole.work, solutions: whole.solutions.length };
  t.deepEqual(solve(graph, model, formula, { budget }), whole);
});

test('giving up is deterministic, leaves right solutions, and names the variables', (t) => {
  const { graph, model, formula } = exported(straight(100), 4);
  const whole = solve(graph, model, formula);
  const budget = { work: Math.floor(whole.work / 2), solutions: 1000 };
  const half = solve(graph, model, formula, { budget });
  t.deepEqual(solve(graph, model, formula, { budget }), half);
  t.true(half.solutions.length > 0 && half.solutions.length < whole.solutions.length);
  const all = textsOf(whole.solutions);
  t.true(textsOf(half.solutions).every((text) => all.includes(text)));
  t.deepEqual([...(half.overflow?.candidates.keys() ?? [])], [0, 1, 2]);
  t.true((half.overflow?.work ?? 0) > budget.work);
});

test('too many solutions are an overflow too', (t) => {
  const { graph, model, formula } = exported(straight(100), 4);
  const { solutions, overflow } = solve(graph, model, formula, { budget: { work: 1e9, solutions: 3 } });
  t.is(solutions.length, 3);
  t.not(overflow, null);
});

test('one search that gives up does not disturb the next', (t) => {
  const { graph, model, formula } = exported(straight(100), 4);
  const expected = solve(graph, model, formula);
  solve(graph, model, formula, { budget: { work: 500, solutions: 10 } });
  t.deepEqual(solve(graph, model, formula), expected);
});

test('solutions that are not asked for are not worked out', (t) => {
  const { graph, model, formula } = exported(straight(300), 5);
  let asked = 0;
  const counting = { ...model, matches: (index: number) => ((asked += 1), model.matches(index)) };
  const stream = solutionsOf(graph, counting, formula);
  t.is(asked, 0);
  const first: Solution | undefined = [...take(stream, 1)][0];
  t.true((first?.roots.length ?? 0) > 0);
});

test('an atom is asked for once', (t) => {
  const { graph, model, formula } = nestInNest(diamonds(100), 5);
  const asked: number[] = [];
  const counting = { ...model, matches: (index: number) => (asked.push(index), model.matches(index)) };
  solve(graph, counting, formula);
  t.is(new Set(asked).size, asked.length);
});

function* take<T>(items: Iterable<T>, count: number): Generator<T> {
  let left = count;
  for (const item of items) {
    if (left-- === 0) return;
    yield item;
  }
}

test('a long search is looked at now and then, and ends with what is thrown there', (t) => {
  const { graph, model, formula } = exported(straight(300), 5);
  class Enough extends Error {}
  let looks = 0;
  const look = (): void => {
    looks += 1;
    if (looks === 2) throw new Enough();
  };
  t.throws(() => solve(graph, model, formula, { look }), { instanceOf: Enough });
  t.is(looks, 2);
});
