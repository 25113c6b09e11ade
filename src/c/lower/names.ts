import { isTypeByConvention } from './words.js';

/** What a name stands for, as far as the file, the scopes around and convention tell. */
export type NameKind = 'type' | 'value' | 'unknown';

const NO_NAMES: ReadonlySet<string> = new Set();
const declaring = /^(DECLARE|DEFINE)_/;

/**
 * The names in sight while a unit is lowered: scopes of local declarations over the file's typedefs. It answers the one
 * question of C that its grammar leaves open, so that nothing after lowering has to ask it again.
 */
export class Names {
  readonly #typeNames: ReadonlySet<string>;
  readonly #declarers: ReadonlySet<string>;
  readonly #iterators: ReadonlySet<string>;
  readonly #scopes: Map<string, NameKind>[] = [new Map<string, NameKind>()];

  constructor(
    typeNames: ReadonlySet<string>,
    declarers: ReadonlySet<string> = NO_NAMES,
    iterators: ReadonlySet<string> = NO_NAMES,
  ) {
    this.#typeNames = typeNames;
    this.#declarers = declarers;
    this.#iterators = iterators;
  }

  open(): void {
    this.#scopes.push(new Map());
  }

  close(): void {
    if (this.#scopes.length > 1) this.#scopes.pop();
  }

  /** `unknown` hides what the name stands for outside: a macro's parameter may be anything. */
  declare(name: string, kind: NameKind): void {
    this.#scopes.at(-1)?.set(name, kind);
  }

  /** Whether a macro of that name declares something, by its looks or because somebody said so. */
  isDeclarer(name: string): boolean {
    return declaring.test(name) || this.#declarers.has(name);
  }

  /** Whether somebody said that a macro of that name makes a loop. */
  isIterator(name: string): boolean {
    return this.#iterators.has(name);
  }

  kindOf(name: string): NameKind {
    for (let depth = this.#scopes.length - 1; depth >= 0; depth--) {
      const kind = this.#scopes[depth]?.get(name);
      if (kind !== undefined) return kind;
    }
    return this.#typeNames.has(name) || isTypeByConvention(name) ? 'type' : 'unknown';
  }
}
