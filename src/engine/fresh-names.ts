import type { CompiledRule } from '../compile/index.js';
import type { Match, Value } from '../match/index.js';
import type { Metavariable } from '../smpl/index.js';
import { qualifiedName } from './environment.js';

/** Invents the names of `fresh identifier` metavariables. */
export class FreshNames {
  #count = 0;
  readonly #named = new WeakMap<Match, ReadonlyMap<string, Value>>();

  /** A value for each fresh identifier of the rule; asked again for the same match, the same ones. */
  of(rule: CompiledRule, match: Match): ReadonlyMap<string, Value> {
    const known = this.#named.get(match);
    if (known !== undefined) return known;
    const values = new Map<string, Value>();
    const bindings = new Map([...match.hits.flatMap((hit) => [...hit.values]), ...match.bindings]);
    for (const metavariable of rule.metavariables.values()) {
      if (metavariable.kind !== 'fresh identifier') continue;
      const text = this.#name(metavariable, bindings);
      values.set(metavariable.name, { key: text, text, tokens: null, node: null });
    }
    this.#named.set(match, values);
    return values;
  }

  /** A seed of metavariables is joined; a bare text gets a number so that the name is new. */
  #name(metavariable: Metavariable, bindings: ReadonlyMap<string, Value>): string {
    const seed = metavariable.seed ?? [{ text: metavariable.name }];
    const text = seed.map((piece) => ('text' in piece ? piece.text : this.#valueText(piece, bindings))).join('');
    if (seed.some((piece) => 'name' in piece)) return text;
    const number = this.#count;
    this.#count += 1;
    return text + String(number);
  }

  #valueText(piece: { name: string; rule: string | null }, bindings: ReadonlyMap<string, Value>): string {
    const value =
      bindings.get(piece.rule === null ? piece.name : qualifiedName(piece.rule, piece.name)) ??
      bindings.get(piece.name);
    return value?.text ?? piece.name;
  }
}
