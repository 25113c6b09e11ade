import type { ScriptIteration } from '../script/index.js';
import type { EngineOptions } from './types.js';

/** Another pass over files that a script asked for. */
export interface Pass {
  /** Null: those of the first pass. */
  readonly files: readonly string[] | null;
  readonly virtuals: readonly string[];
  readonly definitions: Readonly<Record<string, string>>;
}

/**
 * Passes that are still to come, in the order that spatch has. Those over files that were named come first: what was
 * asked for at the last file before what was asked for at others, and as asked for there. Those over all files follow,
 * the last first.
 */
export class PendingPasses {
  #named: readonly Pass[] = [];
  readonly #whole: Pass[] = [];

  /** Notes what was asked for at a file in a pass with these options. */
  add(iterations: readonly ScriptIteration[], { definitions }: EngineOptions): void {
    const named: Pass[] = [];
    for (const { files, virtualRules, virtualIdentifiers, extendVirtualIdentifiers } of iterations) {
      const kept = extendVirtualIdentifiers ? definitions : {};
      const pass = {
        ...{ files, virtuals: virtualRules },
        definitions: { ...kept, ...Object.fromEntries(virtualIdentifiers) },
      };
      (files === null ? this.#whole : named).push(pass);
    }
    this.#named = [...named, ...this.#named];
  }

  get count(): number {
    return this.#named.length + this.#whole.length;
  }

  /** The next one, which is pending no more. */
  take(): Pass | null {
    const [first, ...others] = this.#named;
    this.#named = others;
    return first ?? this.#whole.pop() ?? null;
  }
}
