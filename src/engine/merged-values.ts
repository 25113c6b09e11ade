import type { ScriptRule, SemanticPatch } from '../smpl/index.js';
import type { ScriptHosts } from './script-hosts.js';

/** What the passes of a run have made of the global names that `finalize` scripts take by `<< merge.name`. */
export class MergedValues {
  readonly #takers: readonly ScriptRule[];
  readonly #values = new Map<string, string[]>();

  constructor({ sections }: SemanticPatch) {
    this.#takers = sections.flatMap((section) => (section.kind === 'finalize' ? [section] : []));
  }

  /** Adds the values at the end of a pass. Throws a `ScriptFailure` when an interpreter does not answer. */
  async collect(hosts: ScriptHosts): Promise<void> {
    const collected = new Set<string>();
    for (const script of this.#takers) {
      const names = mergedNames(script).filter((name) => !collected.has(keyOf(script, name)));
      const values = names.length === 0 ? [] : await hosts.collect(script, names);
      names.forEach((name, index) => {
        const value = values[index] ?? null;
        collected.add(keyOf(script, name));
        if (value !== null) this.#list(keyOf(script, name)).push(value);
      });
    }
  }

  of(script: ScriptRule, name: string): readonly string[] {
    return [...this.#list(keyOf(script, name))];
  }

  /** Later passes are not merged with those so far. */
  clear(): void {
    this.#values.clear();
  }

  #list(key: string): string[] {
    const list = this.#values.get(key) ?? [];
    this.#values.set(key, list);
    return list;
  }
}

function mergedNames({ inputs }: ScriptRule): string[] {
  return [...new Set(inputs.flatMap(({ rule, name }) => (rule === 'merge' ? [name] : [])))];
}

function keyOf({ language }: ScriptRule, name: string): string {
  return `${language.toLowerCase()} ${name}`;
}
