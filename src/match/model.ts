import type { CompiledRule } from '../compile/index.js';
import type { AtomMatch, Model } from '../ctl/index.js';
import { matchAtom } from './atom.js';
import type { ItemGraph } from './item-graph.js';
import { listOf } from './state.js';
import type { Bound, Link, MatchState } from './state.js';
import type { TermMatcher } from './term.js';
import type { Value } from './value.js';

/** Gives values numbers: equal keys, equal numbers. The value met first stands for all that are equal. */
export class ValueTable {
  readonly #numbers = new Map<string, number>();
  readonly #values: Value[] = [];

  number(value: Value): number {
    const known = this.#numbers.get(value.key);
    if (known !== undefined) return known;
    const number = this.#values.push(value) - 1;
    this.#numbers.set(value.key, number);
    return number;
  }

  value(number: number): Value | undefined {
    return this.#values[number];
  }
}

const variableTables = new WeakMap<CompiledRule, ReadonlyMap<string, number>>();

/** The numbers of a rule's variables by name; each item asks for them. */
function variablesOf(rule: CompiledRule): ReadonlyMap<string, number> {
  let table = variableTables.get(rule);
  if (table === undefined)
    variableTables.set(rule, (table = new Map(rule.variables.map((name, index) => [name, index]))));
  return table;
}

/** Answers the model checker's questions about one rule and one control-flow graph. */
export class CfgModel implements Model {
  /** By tag: what the match bound and met. */
  readonly #ways: MatchState[] = [];
  readonly #rule: CompiledRule;
  readonly #graph: ItemGraph;
  readonly #matcher: TermMatcher;
  readonly #values: ValueTable;
  readonly #variables: ReadonlyMap<string, number>;
  readonly #matches = new Map<number, readonly AtomMatch[]>();

  constructor(rule: CompiledRule, graph: ItemGraph, matcher: TermMatcher, values: ValueTable) {
    this.#rule = rule;
    this.#graph = graph;
    this.#matcher = matcher;
    this.#values = values;
    this.#variables = variablesOf(rule);
  }

  variables(atom: number): readonly number[] {
    return this.#rule.atomVariables[atom] ?? [];
  }

  wanted(atom: number): readonly number[] {
    return this.#rule.atomWants[atom] ?? [];
  }

  matches(atom: number): readonly AtomMatch[] {
    const known = this.#matches.get(atom) ?? this.#find(atom);
    this.#matches.set(atom, known);
    return known;
  }

  /** Which file tokens the pattern's tokens stand for in the match of that tag. */
  links(tag: number): readonly Link[] {
    return listOf(this.#ways[tag]?.links ?? null);
  }

  /** The exact values bound there, by name. */
  values(tag: number): readonly Bound[] {
    return listOf(this.#ways[tag]?.bindings ?? null);
  }

  #find(atom: number): readonly AtomMatch[] {
    const pattern = this.#rule.atoms[atom];
    if (pattern === undefined) return [];
    return matchAtom(this.#matcher, pattern, this.#graph).map(({ state, matched }): AtomMatch => {
      const bindings = this.#numbers(matched.bindings);
      if ('block' in pattern) bindings.push([pattern.block, this.#blockNumber(state)]);
      return { state, bindings, tag: this.#ways.push(matched) - 1 };
    });
  }

  /** Oldest first, as values get their numbers in the order in which they are met. */
  #numbers(bound: MatchState['bindings']): [number, number][] {
    const numbers: [number, number][] = [];
    for (const { name, value } of listOf(bound)) {
      const variable = this.#variables.get(name);
      if (variable !== undefined) numbers.push([variable, this.#values.number(value)]);
    }
    return numbers;
  }

  /** A brace's block or a jump's loop, as a value: the place of its syntax node among the graph's. */
  #blockNumber(state: number): number {
    const at = this.#graph.cfg.nodes[state];
    const node = at?.jumpsFrom ?? at?.node ?? null;
    const key = `{ ${String(node?.first)} ${String(node?.last)}`;
    return this.#values.number({ key, text: '', tokens: null, node });
  }
}
