import type { Cfg } from '../cfg/index.js';
import type { CompiledRule } from '../compile/index.js';
import type { AtomMatch, Model } from '../ctl/index.js';
import { matchAtom } from './atom.js';
import { listOf } from './state.js';
import type { Link } from './state.js';
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
  /** By tag: which file tokens the pattern's tokens stand for, and the exact values bound there. */
  readonly alternatives: { readonly links: readonly Link[]; readonly values: ReadonlyMap<string, Value> }[] = [];
  readonly #rule: CompiledRule;
  readonly #cfg: Cfg;
  readonly #matcher: TermMatcher;
  readonly #values: ValueTable;
  readonly #variables: ReadonlyMap<string, number>;
  readonly #matches = new Map<number, readonly AtomMatch[]>();

  constructor(rule: CompiledRule, cfg: Cfg, matcher: TermMatcher, values: ValueTable) {
    this.#rule = rule;
    this.#cfg = cfg;
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

  #find(atom: number): readonly AtomMatch[] {
    const pattern = this.#rule.atoms[atom];
    if (pattern === undefined) return [];
    return matchAtom(this.#matcher, pattern, this.#cfg).map(({ state, matched }): AtomMatch => {
      const bound = listOf(matched.bindings);
      const bindings: [number, number][] = bound.flatMap(({ name, value }) => {
        const variable = this.#variables.get(name);
        return variable === undefined ? [] : [[variable, this.#values.number(value)]];
      });
      if ('block' in pattern) bindings.push([pattern.block, this.#blockNumber(state)]);
      const links = listOf(matched.links);
      const values = new Map(bound.map(({ name, value }) => [name, value]));
      return { state, bindings, tag: this.alternatives.push({ links, values }) - 1 };
    });
  }

  /** A brace's block or a jump's loop, as a value: the place of its syntax node among the graph's. */
  #blockNumber(state: number): number {
    const at = this.#cfg.nodes[state];
    const node = at?.jumpsFrom ?? at?.node ?? null;
    const key = `{ ${String(node?.first)} ${String(node?.last)}`;
    return this.#values.number({ key, text: '', tokens: null, node });
  }
}
