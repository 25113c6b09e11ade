import test from 'ava';

import {
  ag,
  and,
  atom,
  au,
  auAcrossLoops,
  aw,
  ax,
  ef,
  eu,
  ex,
  exists,
  falsity,
  freeVariables,
  not,
  or,
  seqor,
  truth,
  uncheck,
} from '../../src/ctl/index.js';

const [a, b, c] = [atom(0), atom(1), atom(2)];

test('equal formulas are one object', (t) => {
  t.is(atom(0), a);
  t.is(and(a, ax(b)), and(atom(0), ax(atom(1))));
  t.is(au(not(a), or(b, c)), au(not(atom(0)), or(b, c)));
  t.not(ax(a), ax(a, 'backwards'));
  t.not(exists(0, a), exists(1, a));
  t.not(seqor(a, b), seqor(b, a));
});

test('conjunctions and disjunctions are flat and without repetition', (t) => {
  t.is(and(a, and(b, a), truth), and(a, b));
  t.is(or(or(a, b), falsity, b), or(a, b));
  t.is(and(a), a);
  t.is(and(), truth);
  t.is(or(), falsity);
  t.is(and(a, falsity), falsity);
});

test('a disjunction with truth keeps the branches whose hits count', (t) => {
  t.deepEqual(or(a, truth), { op: 'or', parts: [a, truth] });
});

test('constants go through what cannot change them', (t) => {
  for (const made of [ex(falsity), ax(falsity), ef(falsity), ag(falsity), eu(a, falsity), au(a, falsity)]) {
    t.is(made, falsity);
  }
  t.is(exists(0, truth), truth);
  t.is(not(truth), falsity);
  t.is(not(falsity), truth);
  t.is(seqor(falsity, a), a);
  t.is(seqor(a, falsity), a);
  t.deepEqual(aw(a, falsity), { op: 'AW', left: a, right: falsity });
});

test('negations and unchecked parts do not pile up', (t) => {
  t.is(not(not(a)), uncheck(a));
  t.is(not(uncheck(a)), not(a));
  t.is(uncheck(uncheck(a)), uncheck(a));
  t.is(uncheck(not(a)), not(a));
});

test('until across loops asks only whether the end can still be reached', (t) => {
  t.is(auAcrossLoops(a, b), aw(and(a, uncheck(eu(a, b))), b));
});

test('free variables are those that no quantifier binds', (t) => {
  const model = { variables: (index: number) => [[0, 2], [1], []][index] ?? [] };
  t.deepEqual(freeVariables(and(a, ax(b)), model), [0, 1, 2]);
  t.deepEqual(freeVariables(exists(2, and(a, not(b))), model), [0, 1]);
  t.deepEqual(freeVariables(or(exists(0, a), au(c, exists(2, a))), model), [0, 2]);
  t.deepEqual(freeVariables(c, model), []);
});

test('a formula that shares its parts a hundredfold is no larger than its parts', (t) => {
  const shared = Array.from({ length: 100 }).reduce<ReturnType<typeof and>>(
    (rest) => seqor(and(a, ax(rest)), and(b, ax(rest))),
    c,
  );
  t.deepEqual(freeVariables(shared, { variables: (index) => [index] }), [0, 1, 2]);
});
