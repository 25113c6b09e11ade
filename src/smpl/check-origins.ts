import { rulesIn } from './dependency.js';
import { nearestName } from './nearest-name.js';
import type { Problems } from './problems.js';
import type { Metavariable, Rule, ScriptRule, Section } from './rule.js';

/** What may define names for a rule: the sections before it, and files that were not read. */
export interface Origins {
  readonly sections: readonly Section[];
  readonly virtuals: readonly string[];
  readonly includes: readonly string[];
  /** Names declared to be symbols. */
  readonly symbols: ReadonlySet<string>;
}

/**
 * Names of other rules, in `depends on` and in inherited metavariables. Included files may define any name, and are read
 * later, so nothing is said of patches that have some.
 */
export function checkOrigins(rule: Rule | ScriptRule, origins: Origins, problems: Problems): void {
  if (origins.includes.length > 0) return;
  checkDependencies(rule, origins, problems);
  if (rule.kind === 'rule') checkInherited(rule, origins.sections, problems);
}

function checkDependencies(rule: Rule | ScriptRule, { sections, virtuals }: Origins, problems: Problems): void {
  const known = new Set([...virtuals, ...sections.map(({ name }) => name)]);
  for (const name of rulesIn(rule.dependency)) {
    if (known.has(name)) continue;
    const hint = ['report', 'org', 'context', 'patch'].includes(name)
      ? `declare it: \`virtual ${name}\``
      : hintFor(name, [...known], 'rules before this one');
    problems.error(
      'unknown-rule',
      rule.span,
      `\`${rule.name}\` depends on \`${name}\`, which is no rule before it and not declared virtual`,
      hint,
    );
  }
}

function checkInherited(rule: Rule, before: readonly Section[], problems: Problems): void {
  for (const { inherited, span } of rule.metavariables) {
    if (inherited === null || inherited.rule === 'virtual') continue;
    const sections = before.filter(({ name }) => name === inherited.rule);
    if (sections.length === 0) {
      problems.warning(
        'unknown-rule',
        span,
        `there is no rule \`${inherited.rule}\` before this one, so this one never runs`,
        hintFor(
          inherited.rule,
          before.map(({ name }) => name),
          'rules before this one',
        ),
      );
    } else if (!sections.some((origin) => declares(origin, inherited.name))) {
      problems.warning(
        'unknown-metavariable',
        span,
        `rule \`${inherited.rule}\` has no metavariable \`${inherited.name}\`, so this one never runs`,
        hintFor(inherited.name, sections.flatMap(namesOf), 'it has'),
      );
    }
  }
}

/** The nearest of the names that there are, or all of them. */
function hintFor(name: string, known: readonly string[], introduction: string): string {
  const nearest = nearestName(name, known);
  return nearest === null ? `${introduction}: ${known.join(', ') || 'none'}` : `did you mean \`${nearest}\`?`;
}

function namesOf(section: Section): string[] {
  return (section.kind === 'rule' ? section.metavariables : section.outputs).map(({ name }) => name);
}

function declares(section: Section, name: string): boolean {
  if (section.kind !== 'rule') return section.outputs.some((output) => output.name === name);
  return section.metavariables.some((other: Metavariable) => other.name === name || other.length === name);
}
