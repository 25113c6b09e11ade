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
 * Passes that are still to come. What was asked for last comes first, and passes over files that were named come before
 * those over all files: the order that spatch has.
 */
export class PendingPasses {
  readonly #named: Pass[] = [];
  readonly #whole: Pass[] = [];

  /** Notes what was asked for in a pass with these options. */
  add(iterations: readonly ScriptIteration[], { definitions }: EngineOptions): void {
    for (const { files, virtualRules, virtualIdentifiers, extendVirtualIdentifiers } of iterations) {
      const kept = extendVirtualIdentifiers ? definitions : {};
      const pass = {
        ...{ files, virtuals: virtualRules },
        definitions: { ...kept, ...Object.fromEntries(virtualIdentifiers) },
      };
      (files === null ? this.#whole : this.#named).push(pass);
    }
  }

  get count(): number {
    return this.#named.length + this.#whole.length;
  }

  /** The next one, which is pending no more. */
  take(): Pass | null {
    return this.#named.pop() ?? this.#whole.pop() ?? null;
  }
}
