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
  for (const { name, dependency } of sections) if (outcome(dependency, { dead, certain }) === false) dead.add(name);
  return sections.filter((section): section is Rule => section.kind === 'rule' && !dead.has(section.name));
}

/** Names of rules that cannot match, and of those that count as matched from the start. */
interface Known {
  readonly dead: ReadonlySet<string>;
  readonly certain: ReadonlySet<string>;
}

/** Whether a dependency holds whatever a file holds; null where it depends on that. */
function outcome(dependency: Dependency | null, known: Known): boolean | null {
  switch (dependency?.kind) {
    case 'rule':
      return outcomeOfRule(dependency, known);
    case 'and':
      return all(dependency.parts.map((part) => outcome(part, known)));
    case 'or':
      return opposite(all(dependency.parts.map((part) => opposite(outcome(part, known)))));
    case 'not':
      return opposite(outcome(dependency.part, known));
    case 'exists':
    case 'forall':
      return outcome(dependency.part, known);
    case 'file':
      return null;
    case undefined:
      return true;
  }
}

function outcomeOfRule({ name, mode }: Dependency & { kind: 'rule' }, { dead, certain }: Known): boolean | null {
  const matched = dead.has(name) ? false : certain.has(name) ? true : null;
  return mode === 'matched' || mode === 'ever' ? matched : opposite(matched);
}

function opposite(value: boolean | null): boolean | null {
  return value === null ? null : !value;
}

function all(values: readonly (boolean | null)[]): boolean | null {
  if (values.includes(false)) return false;
  return values.includes(null) ? null : true;
}
