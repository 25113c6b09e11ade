import {
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
  truth,
  uncheck,
} from '../../src/ctl/index.js';
import { af, ag } from '../../src/ctl/index.js';
import type { AtomMatch, Formula, Graph, Model, Variable, Way } from '../../src/ctl/index.js';

/** Numbers that look random and are the same in every run: the multiply-with-carry of G. Marsaglia. */
export class Random {
  private low: number;
  private high = 362436069;

  constructor(seed: number) {
    this.low = (seed * 2654435761 + 521288629) >>> 0 || 1;
    for (let round = 0; round < 8; round++) this.below(2);
  }

  /** A whole number from 0 to `limit` - 1. */
  below(limit: number): number {
    this.low = (36969 * (this.low & 65535) + (this.low >>> 16)) >>> 0;
    this.high = (18000 * (this.high & 65535) + (this.high >>> 16)) >>> 0;
    return (((this.low << 16) + this.high) >>> 0) % limit;
  }

  chance(percent: number): boolean {
    return this.below(100) < percent;
  }

  pick<T>(items: readonly T[]): T {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  }
}

export interface Case {
  readonly graph: Graph;
  readonly model: Model;
  readonly formula: Formula;
}

export const VARIABLES = 3;
export const VALUES = 3;
const ATOMS = 4;

/** A small graph with loops, dead ends, double and control edges; atoms with several matches at a state; any formula. */
export function randomCase(seed: number): Case {
  const random = new Random(seed);
  const states = 2 + random.below(6);
  const graph = randomGraph(random, states);
  return { graph, model: randomModel(random, states), formula: randomFormula(random, 2 + random.below(3)) };
}

export function graphOf(direct: readonly (readonly number[])[], control: readonly (readonly number[])[] = []): Graph {
  const all = direct.map((row, state) => [...row, ...(control[state] ?? [])]);
  return {
    states: direct.length,
    directStart: startsOf(direct),
    direct: Uint32Array.from(direct.flat()),
    allStart: startsOf(all),
    all: Uint32Array.from(all.flat()),
  };
}

function startsOf(rows: readonly (readonly number[])[]): Uint32Array {
  const starts = new Uint32Array(rows.length + 1);
  rows.forEach((row, state) => (starts[state + 1] = (starts[state] ?? 0) + row.length));
  return starts;
}

export function modelOf(
  matches: readonly (readonly AtomMatch[])[],
  variables: readonly (readonly Variable[])[],
): Model {
  return { matches: (index) => matches[index] ?? [], variables: (index) => variables[index] ?? [] };
}

function randomGraph(random: Random, states: number): Graph {
  const direct = Array.from({ length: states }, (_, state) => {
    if (random.chance(12)) return [];
    const first = random.chance(60) ? (state + 1) % states : random.below(states);
    return random.chance(35) ? [first, random.below(states)] : [first];
  });
  return graphOf(
    direct,
    direct.map(() => (random.chance(20) ? [random.below(states)] : [])),
  );
}

function randomModel(random: Random, states: number): Model {
  const variables = Array.from({ length: ATOMS }, () => [0, 1, 2].filter(() => random.chance(45)));
  const matches = variables.map((own) =>
    Array.from({ length: states }, (_, state) => state).flatMap((state) =>
      Array.from({ length: random.chance(45) ? 1 + random.below(2) : 0 }, (_, tag) => ({
        state,
        tag,
        bindings: own.filter(() => random.chance(85)).map((v): [number, number] => [v, random.below(VALUES)]),
      })),
    ),
  );
  return modelOf(matches, variables);
}

function randomFormula(random: Random, depth: number): Formula {
  if (depth === 0) return random.chance(5) ? truth : atom(random.below(ATOMS));
  const part = (): Formula => randomFormula(random, depth - 1 - (random.chance(30) && depth > 1 ? 1 : 0));
  const way: Way = random.chance(25) ? 'backwards' : 'forwards';
  const makers: readonly (() => Formula)[] = [
    () => and(part(), part()),
    () => and(part(), part(), part()),
    () => or(part(), part()),
    () => seqor(part(), part()),
    () => not(part()),
    () => uncheck(part()),
    () => exists(random.below(VARIABLES), part()),
    () => exists(random.below(VARIABLES), and(part(), part())),
    () => ax(part(), way),
    () => ex(part(), way),
    () => random.pick([af, ag, ef, eg])(part(), way),
    () => eu(part(), part(), way),
    () => au(part(), part(), way),
    () => aw(part(), part(), way),
    () => auAcrossLoops(not(part()), part(), way),
    () => part(),
  ];
  return random.pick(makers)();
}
