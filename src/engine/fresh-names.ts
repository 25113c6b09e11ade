import type { CompiledRule } from '../compile/index.js';
import { qualifiedName } from '../match/index.js';
import type { Match, Value } from '../match/index.js';
import type { Metavariable } from '../smpl/index.js';
import type { ScriptQuestions } from './script-questions.js';
import { plainValue } from './script-values.js';

/** Invents the names of `fresh identifier` metavariables. */
export class FreshNames {
  #count = 0;
  readonly #named = new WeakMap<Match, ReadonlyMap<string, Value>>();

  /** Makes the names for a match. Those that scripts make come from `questions`. */
  async invent(rule: CompiledRule, match: Match, questions: ScriptQuestions): Promise<void> {
    const invented = [...rule.metavariables.values()].filter(
      ({ kind, inherited }) => kind === 'fresh identifier' && inherited === null,
    );
    if (invented.length === 0) return;
    const values = new Map<string, Value>();
    const bindings = new Map([...match.hits.flatMap((hit) => [...hit.values]), ...match.bindings]);
    for (const metavariable of invented) {
      const { name, constraint } = metavariable;
      const text =
        constraint?.kind === 'script'
          ? ((await questions.text(constraint, name, (other) => bindings.get(other))) ?? name)
          : this.#name(metavariable, bindings);
      values.set(name, plainValue(text));
    }
    this.#named.set(match, values);
  }

  /** A value for each fresh identifier of the match's rule: those that were invented for it. */
  of(match: Match): ReadonlyMap<string, Value> {
    return this.#named.get(match) ?? new Map<string, Value>();
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
