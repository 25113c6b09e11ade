import type { Dependency, Rule, Section } from '../smpl/index.js';

/**
 * The rules that may run at all when just these virtual rules are set: those whose dependencies do not rule them out
 * whatever a file holds.
 */
export function liveRules(
  sections: readonly Section[],
  virtuals: readonly string[],
  declared: readonly string[],
): Rule[] {
  const dead = new Set(declared.filter((name) => !virtuals.includes(name)));
  const certain = new Set(virtuals);
  for (const { name, dependency } of sections) if (!mayHold(dependency, dead, certain)) dead.add(name);
  return sections.filter((section): section is Rule => section.kind === 'rule' && !dead.has(section.name));
}

type Names = ReadonlySet<string>;

function mayHold(dependency: Dependency | null, dead: Names, certain: Names): boolean {
  switch (dependency?.kind) {
    case 'rule':
      return isPositive(dependency) ? !dead.has(dependency.name) : !certain.has(dependency.name);
    case 'and':
      return dependency.parts.every((part) => mayHold(part, dead, certain));
    case 'or':
      return dependency.parts.some((part) => mayHold(part, dead, certain));
    case 'not':
      return !mustHold(dependency.part, dead, certain);
    case 'exists':
    case 'forall':
      return mayHold(dependency.part, dead, certain);
    case 'file':
    case undefined:
      return true;
  }
}

function mustHold(dependency: Dependency, dead: Names, certain: Names): boolean {
  switch (dependency.kind) {
    case 'rule':
      return isPositive(dependency) ? certain.has(dependency.name) : dead.has(dependency.name);
    case 'and':
      return dependency.parts.every((part) => mustHold(part, dead, certain));
    case 'or':
      return dependency.parts.some((part) => mustHold(part, dead, certain));
    case 'not':
      return !mayHold(dependency.part, dead, certain);
    case 'exists':
    case 'forall':
      return mustHold(dependency.part, dead, certain);
    case 'file':
      return false;
  }
}

function isPositive({ mode }: Dependency & { kind: 'rule' }): boolean {
  return mode === 'matched' || mode === 'ever';
}
