import { readFileSync } from 'node:fs';
import path from 'node:path';
import ignore from 'ignore';
import type { Ignore } from 'ignore';

/** What the `.gitignore` files of a folder and of those above it, up to the searched one, leave out. */
export class IgnoreRules {
  readonly #above: IgnoreRules | null;
  /** The folder that the patterns are seen from, relative to the searched one; '' for that. */
  readonly #base: string;
  readonly #rules: Ignore;

  private constructor(above: IgnoreRules | null, base: string, rules: Ignore) {
    this.#above = above;
    this.#base = base;
    this.#rules = rules;
  }

  /** The rules that hold in a folder (`relative` to the searched one): those from above and its own `.gitignore`. */
  static at(folder: string, relative: string, above: IgnoreRules | null): IgnoreRules | null {
    const text = readOrNull(path.join(folder, '.gitignore'));
    return text === null ? above : new IgnoreRules(above, relative, ignore().add(text));
  }

  /** Whether a path (relative to the searched folder; a folder ends in `/`) is left out. The nearest file decides. */
  leaveOut(relative: string): boolean {
    const { ignored, unignored } = this.#rules.test(relative.slice(this.#base.length));
    if (ignored || unignored) return ignored;
    return this.#above?.leaveOut(relative) ?? false;
  }
}

/** A test for paths below a folder (with `/` between names) against patterns as `.gitignore` has them. */
export function excluder(patterns: readonly string[]): (relative: string) => boolean {
  if (patterns.length === 0) return () => false;
  const rules = ignore().add([...patterns]);
  return (relative) => rules.ignores(relative);
}

function readOrNull(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
