import test from 'ava';

import {
  af,
  and,
  atom,
  au,
  auAcrossLoops,
  aw,
  ax,
  ef,
  eg,
  eu,
  ex,
  exists,
  not,
  or,
  seqor,
  solve,
  truth,
  uncheck,
} from '../../src/ctl/index.js';
import type { AtomMatch, Formula, Graph, Model, SolveOptions } from '../../src/ctl/index.js';
import { hitTexts, truthsOf } from './compare.js';
import { graphOf, modelOf } from './random.js';

const [X, Y] = [0, 1] as const;
const [A, B, C] = [atom(0), atom(1), atom(2)];

/** Statements as texts: `a1` matches atom 0 with variable X = 1; atoms are a and b over X, c and d over X and Y. */
function modelOfText(text: string): Model {
  const variables = { a: [X], b: [X], c: [X, Y], d: [] } as const;
  const matches = Object.entries(variables).map(([letter, own]) =>
    text.split(' ').flatMap((word, state): AtomMatch[] => {
      if (!word.startsWith(letter)) return [];
      const values = word.slice(1).split('').map(Number);
      return [{ state, tag: 0, bindings: own.flatMap((v, place): [number, number][] => valued(v, values[place])) }];
    }),
  );
  return modelOf(matches, Object.values(variables));
}

function valued(variable: number, value: number | undefined): [number, number][] {
  return value === undefined ? [] : [[variable, value]];
}

function straight(text: string): Graph {
  const states = text.split(' ').length;
  return graphOf(Array.from({ length: states }, (_, s) => (s + 1 < states ? [s + 1] : [])));
}

function truths(text: string, formula: Formula, graph: Graph = straight(text)): string[] {
  return truthsOf(solve(graph, modelOfText(text), formula).solutions);
}

function hits(text: string, formula: Formula, graph: Graph = straight(text)): string[] {
  return solve(graph, modelOfText(text), formula).solutions.flatMap((solution) => hitTexts(solution.hits));
}

test('a free variable gives one solution for each of its values', (t) => {
  t.deepEqual(truths('a1 b1 a2 a1', A), ['{0=1} at 0 3', '{0=2} at 2']);
});

test('a shared variable has one value', (t) => {
  t.deepEqual(truths('a1 b2 a3 b3', and(A, ax(B))), ['{0=3} at 2']);
});

test('a variable that no positive atom binds is absent', (t) => {
  t.deepEqual(truths('d a1 d', or(atom(3), A)), ['{0=1} at 1', '{} at 0 2']);
});

test('under a negation a variable that is bound nowhere stands for any value', (t) => {
  t.deepEqual(truths('d b1 d', not(B)), ['{} at 0 2']);
  t.deepEqual(truths('a1 b2 d', exists(X, and(atom(3), not(ex(B, 'backwards'))))), []);
});

test('under a negation a bound variable stands for its value', (t) => {
  t.deepEqual(truths('a1 b2 d', and(A, ax(not(B)))), ['{0=1} at 0']);
  t.deepEqual(truths('a1 b1 d', and(A, ax(not(B)))), []);
});

test('a quantifier chooses anew at every place, a free variable does not', (t) => {
  const all = au(exists(X, A), atom(3));
  t.deepEqual(truths('a1 a2 d', all), ['{} at 0 1 2']);
  t.deepEqual(hits('a1 a2 d', all), ['atom 0@0#0 {0=1}', 'atom 0@1#0 {0=2}', 'atom 3@2#0 {}']);
  t.deepEqual(truths('a1 a2 d', au(A, atom(3))), ['{0=1} at ', '{0=2} at 1', '{} at 2'].slice(1));
});

test('exporting the variable of the element after the dots lets it match further on', (t) => {
  const local = and(A, ax(au(not(exists(Y, C)), exists(Y, C))));
  const exported = and(A, ax(au(not(C), C)));
  t.deepEqual(truths('a1 c11 c12', local), ['{0=1} at 0']);
  t.deepEqual(truths('a1 c11 c12', exported), ['{0=1 1=1} at 0', '{0=1 1=2} at 0']);
});

test('AX fails without successors, AU in an endless loop, AW in neither', (t) => {
  t.deepEqual(truths('d', ax(truth)), []);
  const loop = graphOf([[1], [0, 2], []]);
  t.deepEqual(truths('a1 a1 d', au(exists(X, A), atom(3)), loop), ['{} at 2']);
  t.deepEqual(truths('a1 a1 d', aw(exists(X, A), atom(3)), loop), ['{} at 0 1 2']);
  t.deepEqual(truths('a1 a1 d', auAcrossLoops(exists(X, A), atom(3)), loop), ['{} at 0 1 2']);
  t.deepEqual(truths('a1 a1 a1', auAcrossLoops(exists(X, A), atom(3)), loop), []);
  t.deepEqual(truths('a1 a1 a1', aw(exists(X, A), atom(3)), loop), ['{} at 0 1 2']);
});

test('what says "some" follows control edges, what says "every" does not', (t) => {
  const graph = graphOf([[1], [], []], [[2], [], []]);
  t.deepEqual(truths('a1 b1 d', ex(atom(3)), graph), ['{} at 0']);
  t.deepEqual(truths('a1 b1 d', ef(atom(3)), graph), ['{} at 0 2']);
  t.deepEqual(truths('a1 b1 d', eu(exists(X, A), atom(3)), graph), ['{} at 0 2']);
  t.deepEqual(truths('a1 b1 d', ax(exists(X, B)), graph), ['{} at 0']);
  t.deepEqual(truths('a1 b1 d', af(atom(3)), graph), ['{} at 2']);
});

test('operators look backwards when told so', (t) => {
  t.deepEqual(truths('a1 b1 d', and(B, ax(A, 'backwards'))), ['{0=1} at 1']);
  t.deepEqual(truths('a1 b1 d', af(exists(X, A), 'backwards')), ['{} at 0 1 2']);
  t.deepEqual(truths('a1 b1 d', eg(not(exists(X, A)), 'backwards')), []);
});

test('an ordered choice takes the second where the first does not hold with this value', (t) => {
  t.deepEqual(hits('a1 c12', seqor(A, exists(Y, C))), ['atom 0@0#0 {0=1}', 'atom 2@1#0 {0=1 1=2}']);
  const both = modelOf([[{ state: 0, tag: 0, bindings: [] }], [{ state: 0, tag: 1, bindings: [] }]], [[], []]);
  const [solution] = solve(graphOf([[]]), both, seqor(A, B)).solutions;
  t.deepEqual(hitTexts(solution?.hits ?? []), ['atom 0@0#0 {}']);
  const [either] = solve(graphOf([[]]), both, or(A, B)).solutions;
  t.deepEqual(hitTexts(either?.hits ?? []), ['atom 0@0#0 {}', 'atom 1@0#1 {}']);
});

test('a path goes on behind its end while the left side holds', (t) => {
  t.deepEqual(hits('d b1 d b1', and(atom(3), ax(au(truth, exists(X, B))))), [
    'atom 1@1#0 {0=1}',
    'atom 1@3#0 {0=1}',
    'atom 3@0#0 {}',
    'atom 3@2#0 {}',
  ]);
});

test('negated and unchecked atoms leave no hits but bind', (t) => {
  t.deepEqual(hits('a1 b1', and(uncheck(A), ax(B))), ['atom 1@1#0 {0=1}']);
  t.deepEqual(truths('a1 b1', uncheck(A)), ['{0=1} at 0']);
  t.deepEqual(hits('a1 b1', uncheck(A)), []);
});

test('all matches of an atom at a state take part, each as an alternative', (t) => {
  const twice: AtomMatch[] = [1, 2].map((value) => ({ state: 0, tag: value, bindings: [[X, value]] }));
  const model = modelOf([twice], [[X]]);
  t.deepEqual(truthsOf(solve(graphOf([[]]), model, A).solutions), ['{0=1} at 0', '{0=2} at 0']);
  const [local] = solve(graphOf([[]]), model, exists(X, A)).solutions;
  t.deepEqual(hitTexts(local?.hits ?? []), ['atom 0@0#1 {0=1}', 'atom 0@0#2 {0=2}']);
});

test('one path does not lend its values to another, unless all paths count', (t) => {
  const fork = graphOf([[1, 2], [3], [3], []]);
  const model = modelOf(
    [[{ state: 1, tag: 0, bindings: [[X, 1]] }], [{ state: 2, tag: 0, bindings: [[Y, 2]] }]],
    [[X], [Y]],
  );
  const either = or(A, B);
  t.deepEqual(truthsOf(solve(fork, model, ex(either)).solutions), ['{0=1} at 0', '{1=2} at 0']);
  t.deepEqual(truthsOf(solve(fork, model, ax(either)).solutions), ['{0=1 1=2} at 0']);
});

test('bindings known before restrict the search and are in every answer', (t) => {
  const search = (options: SolveOptions): string[] => {
    const { solutions } = solve(straight('a1 a2 d'), modelOfText('a1 a2 d'), A, options);
    return [...truthsOf(solutions), ...solutions.flatMap((solution) => hitTexts(solution.hits))];
  };
  t.deepEqual(search({ bindings: new Map([[X, 2]]) }), ['{0=2} at 1', 'atom 0@1#0 {0=2}']);
  const extra = new Map([
    [X, 2],
    [7, 9],
  ]);
  t.deepEqual(search({ bindings: extra }), ['{0=2 7=9} at 1', 'atom 0@1#0 {0=2 7=9}']);
  t.deepEqual(search({ bindings: new Map([[X, 3]]) }), []);
});

test('solutions come by first root', (t) => {
  const { solutions } = solve(straight('a3 a1 a2'), modelOfText('a3 a1 a2'), A);
  t.deepEqual(
    solutions.map((solution) => solution.roots[0]),
    [0, 1, 2],
  );
});

test('a graph without states has no solution', (t) => {
  t.deepEqual(solve(graphOf([]), modelOf([], []), truth), { solutions: [], overflow: null, work: 0 });
});
