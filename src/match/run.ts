import type { CFile } from '../c/index.js';
import type { FlowOptions } from '../cfg/index.js';
import type { CompiledRule } from '../compile/index.js';
import type { AskScript } from './constraint.js';
import type { GaveUp, Match } from './found.js';
import { PartSearch } from './part-search.js';
import type { Value } from './value.js';

export interface RuleOutcome {
  readonly matches: readonly Match[];
  readonly gaveUp: readonly GaveUp[];
}

/** How a rule is looked for. */
export interface MatchOptions {
  /** Without it constraints in scripts count as met. */
  readonly askScript?: AskScript;
  readonly flow?: FlowOptions;
}

/** Looks for one rule in one file, with one set of inherited values after another. */
export class RuleSearch {
  readonly #parts: readonly PartSearch[];
  readonly #times: number;

  /** `times`: how many sets of values will be asked for. */
  constructor(
    rule: CompiledRule,
    file: CFile,
    times: number,
    { askScript = () => true, flow = {} }: MatchOptions = {},
  ) {
    this.#parts = rule.parts.map((part) => new PartSearch({ rule, part, file, askScript, flow }));
    this.#times = times;
  }

  matches(given: ReadonlyMap<string, Value>): RuleOutcome {
    const gaveUp: GaveUp[] = [];
    let matches: readonly Match[] = [{ bindings: given, hits: [] }];
    for (const part of this.#parts) {
      const times = Math.max(this.#times, matches.length);
      matches = matches.flatMap((match) => {
        const outcome = part.run(match.bindings, times);
        gaveUp.push(...outcome.gaveUp);
        return outcome.matches.map((found) => ({
          bindings: mergeBindings(match.bindings, found.bindings),
          hits: [...match.hits, ...found.hits],
        }));
      });
    }
    return { matches: this.#parts.length === 0 ? [] : matches, gaveUp };
  }
}

/** Positions collect; other values are equal where both have them. */
function mergeBindings(left: ReadonlyMap<string, Value>, right: ReadonlyMap<string, Value>): Map<string, Value> {
  const merged = new Map(left);
  for (const [name, value] of right) {
    const known = merged.get(name);
    const positions = known?.positions;
    merged.set(
      name,
      positions === undefined || value.positions === undefined
        ? value
        : { ...value, positions: [...positions, ...value.positions] },
    );
  }
  return merged;
}
