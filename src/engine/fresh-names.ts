import type { CompiledRule } from '../compile/index.js';
import { qualifiedName } from '../match/index.js';
import type { Match, MatchHit, Value } from '../match/index.js';
import type { Metavariable } from '../smpl/index.js';
import type { ScriptQuestions } from './script-questions.js';
import { plainValue } from './script-values.js';

/** Invents the names of `fresh identifier` metavariables. */
export class FreshNames {
  #count = 0;
  readonly #named = new WeakMap<Match | MatchHit, ReadonlyMap<string, Value>>();

  /**
   * Makes the names for a match, and one for each of its hits where it is made of what differs from hit to hit. Those
   * that scripts make come from `questions`.
   */
  async invent(rule: CompiledRule, match: Match, questions: ScriptQuestions): Promise<void> {
    const invented = [...rule.metavariables.values()].filter(
      ({ kind, inherited }) => kind === 'fresh identifier' && inherited === null,
    );
    if (invented.length === 0) return;
    // Later rules know one name for the match.
    const others = invented.filter((one) => !rule.exported.has(one.name) && differs(one, match));
    const own = invented.filter((metavariable) => !others.includes(metavariable));
    const all = new Map([...match.hits.flatMap((hit) => [...hit.values]), ...match.bindings]);
    this.#named.set(match, await this.#values(own, all, questions));
    if (others.length === 0) return;
    for (const hit of match.hits) {
      this.#named.set(hit, await this.#values(others, new Map([...all, ...hit.values]), questions));
    }
  }

  async #values(
    metavariables: readonly Metavariable[],
    bindings: ReadonlyMap<string, Value>,
    questions: ScriptQuestions,
  ): Promise<ReadonlyMap<string, Value>> {
    const values = new Map<string, Value>();
    for (const metavariable of metavariables) {
      const { name, constraint } = metavariable;
      const text =
        constraint?.kind === 'script'
          ? ((await questions.text(constraint, name, (other) => bindings.get(other))) ?? name)
          : this.#name(metavariable, bindings);
      values.set(name, plainValue(text));
    }
    return values;
  }

  /** A value for each fresh identifier of the match's rule, at one hit of it: those that were invented for it. */
  of(match: Match, hit?: MatchHit): ReadonlyMap<string, Value> {
    const own = this.#named.get(match) ?? new Map<string, Value>();
    const there = hit === undefined ? undefined : this.#named.get(hit);
    return there === undefined ? own : new Map([...own, ...there]);
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

/** The metavariables of its own rule that a name is made of. */
function namesFor({ constraint, seed }: Metavariable): readonly string[] {
  if (constraint?.kind === 'script') return constraint.inputs.filter(({ rule }) => rule === '').map(({ name }) => name);
  return (seed ?? []).flatMap((piece) => ('name' in piece && piece.rule === null ? [piece.name] : []));
}

/** Whether a name is made of values that the match has at its hits only. */
function differs(metavariable: Metavariable, { bindings, hits }: Match): boolean {
  return namesFor(metavariable).some((name) => !bindings.has(name) && hits.some(({ values }) => values.has(name)));
}
