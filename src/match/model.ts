import type { Node } from '../c/index.js';
import type { CompiledRule } from '../compile/index.js';
import type { AtomMatch, Model } from '../ctl/index.js';
import { matchAtom } from './atom.js';
import type { ItemGraph } from './item-graph.js';
import { listOf } from './state.js';
import type { Bound, Link, MatchState } from './state.js';
import type { TermMatcher } from './term.js';
import type { Value } from './value.js';

/** Gives values numbers: equal keys, equal numbers. The value met first in the file stands for all that are equal. */
export class ValueTable {
  readonly #numbers = new Map<string, number>();
  readonly #values: Value[] = [];
  /** Numbers of values that have not been met in the file. */
  readonly #given = new Set<number>();

  number(value: Value): number {
    const known = this.#numbers.get(value.key);
    if (known === undefined) return this.#add(value);
    if (this.#given.delete(known)) this.#values[known] = value;
    return known;
  }

  /** The number of a value that comes from elsewhere. */
  numberOfGiven(value: Value): number {
    const known = this.#numbers.get(value.key);
    if (known !== undefined) return known;
    const number = this.#add(value);
    this.#given.add(number);
    return number;
  }

  value(number: number): Value | undefined {
    return this.#values[number];
  }

  #add(value: Value): number {
    const number = this.#values.push(value) - 1;
    this.#numbers.set(value.key, number);
    return number;
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

/** Where atoms hold, and by half of each match's tag what that bound and met. */
class Matches {
  readonly ways: MatchState[] = [];
  readonly ofAtom: Map<number, readonly AtomMatch[]> = new Map<number, readonly AtomMatch[]>();
}

/** What is the same for all sets of given values: numbers of values, and where atoms hold that ask for none of them. */
export class OpenMatches {
  readonly values: ValueTable = new ValueTable();
  readonly #items = new Map<Node, Matches>();

  of(item: Node): Matches {
    let matches = this.#items.get(item);
    if (matches === undefined) this.#items.set(item, (matches = new Matches()));
    return matches;
  }
}

/** Answers the model checker's questions about one rule and one control-flow graph. */
export class CfgModel implements Model {
  /** Of atoms that ask for no given value (even tags), and of the others (odd tags). */
  readonly #open: Matches;
  readonly #own = new Matches();
  readonly #rule: CompiledRule;
  readonly #graph: ItemGraph;
  readonly #matcher: TermMatcher;
  readonly #values: ValueTable;
  readonly #variables: ReadonlyMap<string, number>;
  readonly #given: readonly string[];

  /** `open`: what has been found in the item with other given values, if anything. */
  constructor(matcher: TermMatcher, item: Node, graph: ItemGraph, open: OpenMatches) {
    this.#rule = matcher.context.rule;
    this.#graph = graph;
    this.#matcher = matcher;
    this.#values = open.values;
    this.#open = open.of(item);
    this.#variables = variablesOf(this.#rule);
    this.#given = [...matcher.context.given.keys()].map(unqualified);
  }

  variables(atom: number): readonly number[] {
    return this.#rule.atomVariables[atom] ?? [];
  }

  wanted(atom: number): readonly number[] {
    return this.#rule.atomWants[atom] ?? [];
  }

  matches(atom: number): readonly AtomMatch[] {
    const isOpen = this.#isOpen(atom);
    const { ofAtom, ways } = isOpen ? this.#open : this.#own;
    let matches = ofAtom.get(atom);
    if (matches === undefined) ofAtom.set(atom, (matches = this.#find(atom, ways, isOpen ? 0 : 1)));
    return matches;
  }

  /** Which file tokens the pattern's tokens stand for in the match of that tag. */
  links(tag: number): readonly Link[] {
    return listOf(this.#way(tag)?.links ?? null);
  }

  /** The exact values bound there, by name. */
  values(tag: number): readonly Bound[] {
    return listOf(this.#way(tag)?.bindings ?? null);
  }

  #way(tag: number): MatchState | undefined {
    return ((tag & 1) === 0 ? this.#open : this.#own).ways[tag >> 1];
  }

  /** Whether no value that matching knows beforehand makes a difference to an atom. */
  #isOpen(atom: number): boolean {
    const names = this.#rule.atomNames?.[atom];
    return names !== undefined && !this.#given.some((name) => names.has(name));
  }

  #find(atom: number, ways: MatchState[], oddness: 0 | 1): readonly AtomMatch[] {
    const pattern = this.#rule.atoms[atom];
    if (pattern === undefined) return [];
    return matchAtom(this.#matcher, pattern, this.#graph).map(({ state, matched }): AtomMatch => {
      const bindings = this.#numbers(matched.bindings);
      if ('block' in pattern) bindings.push([pattern.block, this.#blockNumber(state)]);
      return { state, bindings, tag: 2 * (ways.push(matched) - 1) + oddness };
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

function unqualified(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}
