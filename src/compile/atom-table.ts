import type { Node } from '../c/index.js';
import { atom } from '../ctl/index.js';
import type { Formula } from '../ctl/index.js';
import type { AtomPattern } from './compiled-rule.js';

/** Numbers the variables and atoms of one rule. The same pattern at the same node kind is one atom. */
export class AtomTable {
  readonly variables: string[] = [];
  readonly atoms: AtomPattern[] = [];
  readonly atomVariables: number[][] = [];
  readonly #variableNumbers = new Map<string, number>();
  readonly #byPattern = new Map<Node, Map<string, number>>();
  readonly #fixed = new Map<string, number>();
  #blocks = 0;

  variable(name: string): number {
    const known = this.#variableNumbers.get(name);
    if (known !== undefined) return known;
    const number = this.variables.push(name) - 1;
    this.#variableNumbers.set(name, number);
    return number;
  }

  /** A variable of its own for a block's number. */
  blockVariable(): string {
    this.#blocks += 1;
    return `{${String(this.#blocks)}`;
  }

  /** An atom for a part of a pattern statement that binds the metavariables `names`. */
  ofPattern(pattern: AtomPattern & { readonly pattern: Node }, names: Iterable<string>): Formula {
    const kinds = this.#byPattern.get(pattern.pattern) ?? new Map<string, number>();
    this.#byPattern.set(pattern.pattern, kinds);
    const key = 'block' in pattern ? `${pattern.kind} ${String(pattern.block)}` : pattern.kind;
    const number =
      kinds.get(key) ??
      this.#add(
        pattern,
        [...names].map((name) => this.variable(name)),
      );
    kinds.set(key, number);
    return atom(number);
  }

  /** An atom that asks for a kind of node, whatever its code. */
  ofKind(pattern: AtomPattern & { readonly kind: 'at' | 'jump' | 'goto' | 'escape' }): Formula {
    const key = JSON.stringify(pattern);
    const number = this.#fixed.get(key) ?? this.#add(pattern, []);
    this.#fixed.set(key, number);
    return atom(number);
  }

  #add(pattern: AtomPattern, variables: number[]): number {
    this.atomVariables.push(variables);
    return this.atoms.push(pattern) - 1;
  }
}
