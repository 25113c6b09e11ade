import test from 'ava';

import { au, eu, exists, not, solve } from '../../src/ctl/index.js';
import type { Formula, Graph, Model, Solution } from '../../src/ctl/index.js';
import { hitTexts, textsOf, truthsOf } from './compare.js';
import { graphOf, modelOf, Random, randomCase, VALUES, VARIABLES } from './random.js';
import type { Case } from './random.js';

const CASES = 400;
const ATOMS = [0, 1, 2, 3];

function eachCase(from: number, check: (given: Case, message: string) => void): void {
  for (let seed = from; seed < from + CASES; seed++) {
    const given = randomCase(seed);
    check(given, `seed ${String(seed)}: ${JSON.stringify(given.formula)}`);
  }
}

const ALL = { required: true, pruning: true, memo: true, streaming: true };

for (const off of ['required', 'pruning', 'memo', 'streaming'] as const) {
  const shortcuts = { ...ALL, [off]: false };
  test(`without ${off} the answer is the same`, (t) => {
    eachCase(10_000, ({ graph, model, formula }, message) => {
      const expected = textsOf(solve(graph, model, formula).solutions);
      t.deepEqual(textsOf(solve(graph, model, formula, { shortcuts }).solutions), expected, message);
    });
  });

  test(`without ${off} the answer is the same for known bindings`, (t) => {
    let found = 0;
    eachCase(15_000, ({ graph, model, formula }, message) => {
      for (let variable = 0; variable < VARIABLES; variable++) {
        const bindings = new Map([[variable, 1]]);
        const expected = textsOf(solve(graph, model, formula, { bindings }).solutions);
        found += expected.length;
        t.deepEqual(textsOf(solve(graph, model, formula, { bindings, shortcuts }).solutions), expected, message);
      }
    });
    t.true(found > CASES / 4, String(found));
  });
}

test('renumbering states changes nothing', (t) => {
  eachCase(11_000, ({ graph, model, formula }, message) => {
    const renamed = shuffled(graph.states);
    const expected = solve(graph, model, formula).solutions.map((solution) => renameStates(solution, renamed));
    const permuted = modelOf(
      ATOMS.map((a) => model.matches(a).map((match) => ({ ...match, state: renamed[match.state] ?? 0 }))),
      ATOMS.map((a) => model.variables(a)),
    );
    const { solutions } = solve(renameGraph(graph, renamed), permuted, formula);
    t.deepEqual(textsOf(solutions), textsOf(expected), message);
  });
});

test('renumbering values changes nothing', (t) => {
  const renamed = shuffled(VALUES).map((value) => value * 200_000);
  const rename = (bindings: Iterable<readonly [number, number]>): [number, number][] =>
    [...bindings].map(([variable, value]) => [variable, renamed[value] ?? 0]);
  eachCase(12_000, ({ graph, model, formula }, message) => {
    const permuted = modelOf(
      ATOMS.map((a) => model.matches(a).map((match) => ({ ...match, bindings: rename(match.bindings) }))),
      ATOMS.map((a) => model.variables(a)),
    );
    const expected = solve(graph, model, formula).solutions.map((solution) => ({
      ...solution,
      bindings: new Map(rename(solution.bindings)),
      hits: solution.hits.map((hit) => ({ ...hit, bindings: new Map(rename(hit.bindings)) })),
    }));
    t.deepEqual(textsOf(solve(graph, permuted, formula).solutions), textsOf(expected), message);
  });
});

test('the order of conjuncts, of branches and of matches changes nothing', (t) => {
  eachCase(13_000, ({ graph, model, formula }, message) => {
    const turned: Model = { ...model, matches: (a) => model.matches(a).toReversed() };
    const { solutions } = solve(graph, turned, reversed(formula));
    t.deepEqual(textsOf(solutions), textsOf(solve(graph, model, formula).solutions), message);
  });
});

test('two negations leave the truth and the bindings, and take the witness', (t) => {
  eachCase(14_000, ({ graph, model, formula }, message) => {
    const twice: Formula = { op: 'not', part: { op: 'not', part: formula } };
    const { solutions } = solve(graph, model, twice);
    t.deepEqual(truthsOf(solutions), truthsOf(solve(graph, model, formula).solutions), message);
    t.deepEqual(
      solutions.flatMap((solution) => solution.hits),
      [],
      message,
    );
    t.deepEqual(textsOf(solve(graph, model, not(not(formula))).solutions), textsOf(solutions), message);
  });
});

test('what holds on all paths holds on some path', (t) => {
  eachCase(15_000, ({ graph, model, formula }, message) => {
    const close = (part: Formula): Formula => exists(0, exists(1, exists(2, part)));
    const [left, right] = [close(formula), close(randomCase(message.length).formula)];
    const every = rootsOf(solve(graph, model, au(left, right)).solutions);
    const some = rootsOf(solve(graph, model, eu(left, right)).solutions);
    t.deepEqual(
      every.filter((root) => !some.includes(root)),
      [],
      message,
    );
  });
});

test('asking at some states only restricts the roots', (t) => {
  eachCase(16_000, ({ graph, model, formula }, message) => {
    const roots = Array.from({ length: graph.states }, (_, state) => state).filter((state) => state % 2 === 0);
    const expected = solve(graph, model, formula)
      .solutions.map((solution) => ({ ...solution, roots: solution.roots.filter((root) => roots.includes(root)) }))
      .filter((solution) => solution.roots.length > 0);
    t.deepEqual(truthsOf(solve(graph, model, formula, { roots }).solutions), truthsOf(expected), message);
  });
});

test('a formula that crossed a worker boundary is the same formula', (t) => {
  eachCase(17_000, ({ graph, model, formula }, message) => {
    const { solutions, work } = solve(graph, model, structuredClone(formula));
    const expected = solve(graph, model, formula);
    t.deepEqual(textsOf(solutions), textsOf(expected.solutions), message);
    t.is(work, expected.work, message);
  });
});

test('hits with fewer wanted variables are the same hits with the others left out', (t) => {
  eachCase(18_000, ({ graph, model, formula }, message) => {
    const wanting: Model = { ...model, wanted: () => [] };
    const expected = solve(graph, model, formula).solutions.map((solution) => {
      const hits = solution.hits.map((hit) => {
        const own = model.variables(hit.atom);
        return { ...hit, bindings: new Map([...hit.bindings].filter(([variable]) => own.includes(variable))) };
      });
      return { ...solution, hits: [...new Map(hits.map((hit) => [hitTexts([hit])[0], hit])).values()] };
    });
    t.deepEqual(textsOf(solve(graph, wanting, formula).solutions), textsOf(expected), message);
  });
});

test('every root, binding and hit is one that an atom can explain', (t) => {
  eachCase(19_000, ({ graph, model, formula }, message) => {
    for (const { bindings, roots, hits } of solve(graph, model, formula).solutions) {
      t.true(roots.length > 0 && [...bindings.keys()].every((variable) => variable < VARIABLES), message);
      for (const hit of hits) t.true(explained(model, hit), message);
    }
  });
});

function explained(model: Model, hit: Solution['hits'][number]): boolean {
  return model
    .matches(hit.atom)
    .some(
      ({ state, tag, bindings }) =>
        state === hit.state &&
        tag === hit.tag &&
        bindings.every(([variable, value]) => hit.bindings.get(variable) === value),
    );
}

function shuffled(count: number): number[] {
  const random = new Random(count);
  const order = Array.from({ length: count }, (_, place) => place);
  for (let place = count - 1; place > 0; place--) {
    const other = random.below(place + 1);
    [order[place], order[other]] = [order[other] ?? 0, order[place] ?? 0];
  }
  return order;
}

function renameGraph(graph: Graph, renamed: readonly number[]): Graph {
  const direct: number[][] = renamed.map(() => []);
  const control: number[][] = renamed.map(() => []);
  renamed.forEach((target, state) => {
    const rename = (next: number): number => renamed[next] ?? 0;
    const own = [...graph.direct.slice(graph.directStart[state], graph.directStart[state + 1])];
    const all = [...graph.all.slice(graph.allStart[state], graph.allStart[state + 1])];
    direct[target] = own.map(rename);
    control[target] = all.slice(own.length).map(rename);
  });
  return graphOf(direct, control);
}

function renameStates(solution: Solution, renamed: readonly number[]): Solution {
  const roots = solution.roots.map((root) => renamed[root] ?? 0).sort((a, b) => a - b);
  return { ...solution, roots, hits: solution.hits.map((hit) => ({ ...hit, state: renamed[hit.state] ?? 0 })) };
}

/** The same formula with the parts of conjunctions and disjunctions from last to first. */
function reversed(formula: Formula): Formula {
  switch (formula.op) {
    case 'true':
    case 'false':
    case 'atom':
      return formula;
    case 'and':
    case 'or':
      return { ...formula, parts: formula.parts.map(reversed).toReversed() };
    case 'seqor':
      return { ...formula, first: reversed(formula.first), second: reversed(formula.second) };
    case 'AU':
    case 'EU':
    case 'AW':
      return { ...formula, left: reversed(formula.left), right: reversed(formula.right) };
    default:
      return { ...formula, part: reversed(formula.part) };
  }
}

function rootsOf(solutions: readonly Solution[]): number[] {
  return [...new Set(solutions.flatMap((solution) => solution.roots))];
}
