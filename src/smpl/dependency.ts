import type { Dependency } from './rule.js';

/** The rules and virtual rules that a dependency speaks of, in whatever way. */
export function rulesIn(dependency: Dependency | null): string[] {
  switch (dependency?.kind) {
    case 'rule':
      return [dependency.name];
    case 'and':
    case 'or':
      return dependency.parts.flatMap(rulesIn);
    case 'not':
    case 'exists':
    case 'forall':
      return rulesIn(dependency.part);
    case 'file':
    case undefined:
      return [];
  }
}
