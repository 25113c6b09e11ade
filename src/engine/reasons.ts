import type { CFile } from '../c/index.js';
import type { CompiledRule } from '../compile/index.js';
import { nearestMiss, qualifiedName } from '../match/index.js';
import type { Value } from '../match/index.js';
import type { Dependency } from '../smpl/index.js';
import type { SourceText } from '../text/index.js';
import { holds } from './dependency.js';
import type { Circumstances } from './dependency.js';
import type { Environment } from './environment.js';
import type { Inherited } from './inheritance.js';

/** What is known when a rule has matched nothing. */
export interface Failing {
  readonly rule: CompiledRule;
  readonly inherited: readonly Inherited[];
  readonly environments: readonly Environment[];
  readonly about: Circumstances;
  /** The values that the rule was first looked for with; null when it was not looked for. */
  readonly given: ReadonlyMap<string, Value> | null;
  readonly file: CFile;
  readonly patch: SourceText;
}

/** Why a rule has matched nothing, as a sentence without capital and full stop. */
export function whyNothing(failing: Failing): string {
  const { rule, file, given } = failing;
  if (given === null) return whyNotTried(failing);
  const nearness = nearestMiss(rule, file, given);
  if (nearness === null) return 'its parts match, but not with the same values';
  const { words, place, missing } = nearness;
  if (words.length > 0) return `the file lacks ${words.map((list) => list.join(' or ')).join(', ')}`;
  const lines = missing.map((token) => lineOf(failing, token)).filter((line, at, all) => all.indexOf(line) === at);
  if (place === null) return `nothing in the file matches ${lines[0] ?? 'the pattern'}`;
  const where = `${place.element === 'something_else' ? 'the code' : place.element} in line ${String(place.line)}`;
  if (lines.length > 0) return `nearest is ${where}: nothing there matches ${lines.join(', nor ')}`;
  return `nearest is ${where}: each piece matches there, but not with the same values or not along the paths that are asked for`;
}

function whyNotTried({ rule, inherited, environments, about }: Failing): string {
  const { dependency } = rule.rule;
  const open = environments.filter((environment) => holds(dependency, environment, about));
  if (open.length === 0 && dependency !== null)
    return `not looked for, as \`depends on ${dependencyText(dependency)}\` does not hold`;
  const lacking = inherited.filter(
    ({ rule: from, name, needed }) => needed && open.every(({ values }) => !values.has(qualifiedName(from, name))),
  );
  const names = lacking.map(({ rule: from, name }) => qualifiedName(from, name));
  return `not looked for, as ${names.length === 0 ? 'what it inherits' : names.join(', ')} has no value`;
}

function lineOf({ rule, patch }: Failing, token: number): string {
  const start = rule.rule.body.tokens[token]?.span.start ?? rule.rule.span.start;
  const { line } = patch.place(start);
  const text = patch.text.split('\n')[line - 1] ?? '';
  return `line ${String(line)} of the patch, \`${text.trim()}\``;
}

function dependencyText(dependency: Dependency): string {
  switch (dependency.kind) {
    case 'rule':
      return { matched: '', not: '!', ever: 'ever ', never: 'never ' }[dependency.mode] + dependency.name;
    case 'file':
      return `file in ${dependency.path}`;
    case 'and':
    case 'or':
      return dependency.parts
        .map((part) => (part.kind === 'and' || part.kind === 'or' ? `(${dependencyText(part)})` : dependencyText(part)))
        .join(dependency.kind === 'and' ? ' && ' : ' || ');
    case 'not':
      return `!(${dependencyText(dependency.part)})`;
    case 'exists':
    case 'forall':
      return `${dependency.kind} ${dependencyText(dependency.part)}`;
  }
}
