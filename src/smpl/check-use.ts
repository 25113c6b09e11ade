import type { Node } from '../c/index.js';
import { visit } from './check-names.js';
import type { Problems } from './problems.js';
import type { Constraint, Metavariable, MetavariableKind, PatternToken, PlusCode, Rule } from './rule.js';

/** Metavariables that stand nowhere, in added code alone, or only where nothing can give them a value. */
export function checkUse(rule: Rule, problems: Problems): void {
  if (rule.body.tokens.length === 0) return;
  const places = findPlaces(rule);
  for (const metavariable of rule.metavariables) {
    const { name, inherited, kind } = metavariable;
    if (places.matched.has(name) || inherited !== null || kind === 'fresh identifier') continue;
    report(metavariable, places, problems);
  }
}

/** Names by where they stand; each with those that come along as types or lengths. */
interface Places {
  readonly matched: ReadonlySet<string>;
  /** Those of calls under `when !=` in which nothing stands that the code around the dots binds. */
  readonly alone: ReadonlySet<string>;
  /** Those that constraints compare others with, and that stand under no `when !=`. */
  readonly compared: ReadonlySet<string>;
  /** Those that stand under `when !=` or anywhere in constraints. */
  readonly mentioned: ReadonlySet<string>;
  readonly added: ReadonlySet<string>;
}

function report({ name, kind, span }: Metavariable, places: Places, problems: Problems): void {
  if (places.added.has(name) && !meansItself(kind)) {
    problems.error(
      'plus-only-metavariable',
      span,
      `metavariable \`${name}\` appears only in added code, so there is nothing that gives it a value`,
      `match it in the code, inherit it (\`${kind} rule.${name};\`), or declare it \`fresh identifier\` or \`symbol\``,
    );
  } else if (places.alone.has(name) || places.compared.has(name)) {
    const forbids = places.alone.has(name);
    problems.warning(
      'unbound-metavariable',
      span,
      `metavariable \`${name}\` stands only in ${forbids ? '`when !=`' : 'constraints'}, where nothing gives it a value`,
      forbids
        ? 'the `when` forbids such code whatever its value, as if it read `...` there; if a certain value is meant, use the name that the code around the dots binds'
        : 'the constraint then excludes nothing; match the metavariable in the code, or inherit it',
    );
  } else if (!places.added.has(name) && !places.mentioned.has(name)) {
    problems.warning(
      'unused-metavariable',
      span,
      `metavariable \`${name}\` is not used in the rule`,
      'remove it, or see whether its name is spelt otherwise in the rule',
    );
  }
}

/** Whether metavariables of a kind need no value in added code: their names mean themselves, or they may be empty. */
export function meansItself(kind: MetavariableKind): boolean {
  return NEEDS_NO_VALUE.has(kind);
}

const NEEDS_NO_VALUE: ReadonlySet<string> = new Set([
  'symbol',
  'typedef',
  'declarer',
  'iterator',
  'attribute name',
  'comments',
]);

function findPlaces(rule: Rule): Places {
  const whens = whenNots(rule.body.root);
  const matched = new Set<string>();
  const added = new Set<string>();
  rule.body.tokens.forEach((token, index) => {
    const isInWhen = whens.some(({ first, last }) => first <= index && index <= last);
    if (!isInWhen) for (const name of tokenNames(token)) matched.add(name);
    for (const name of addedNames(token)) added.add(name);
  });
  const namesOf = ({ first, last }: Node): string[] => rule.body.tokens.slice(first, last + 1).flatMap(tokenNames);
  const forbidden = new Set(whens.flatMap(namesOf));
  for (const names of [matched, forbidden, added]) addCompanions(names, rule.metavariables);
  const narrowed = rule.metavariables.filter(
    ({ name, inherited, constraint }) => inherited !== null || constraint !== null || matched.has(name),
  );
  const calls = whens.filter(holdsCall).map(namesOf);
  const alone = calls.filter((names) => !narrowed.some(({ name }) => names.includes(name)));
  const constraints = rule.metavariables.map(({ constraint }) => constraint);
  return {
    ...{ matched, added, alone: new Set(alone.flat()) },
    compared: new Set(constraints.flatMap(comparedNames).filter((name) => !forbidden.has(name))),
    mentioned: new Set([...forbidden, ...constraints.flatMap(constraintNames)]),
  };
}

function holdsCall(node: Node): boolean {
  return node.kind === 'call' || node.kids.some((kid) => kid !== null && holdsCall(kid));
}

/** The clauses `when != …`. */
function whenNots(root: Node): Node[] {
  const clauses: Node[] = [];
  visit(root, (node) => {
    if (node.kind === 'when' && node.value.endsWith('!=')) clauses.push(node);
  });
  return clauses;
}

function tokenNames({ text, attached }: PatternToken): string[] {
  return [text, ...attached, ...(text.startsWith('"') ? formatNames(text) : [])];
}

/** Names in a string such as `"%@d@"`. */
function formatNames(text: string): string[] {
  return [...text.matchAll(/@(\w+)@/g)].map(([, name = '']) => name);
}

function addedNames({ before, after }: PatternToken): string[] {
  const codes = [before, after].filter((code): code is PlusCode => code !== null);
  return codes
    .flatMap(({ lines }) => lines.flatMap(({ pieces }) => pieces))
    .flatMap((piece) => ('metavariable' in piece ? [piece.metavariable] : []));
}

/** Adds the names in types, lengths and seeds of the metavariables of a set, until there are no more. */
function addCompanions(names: Set<string>, metavariables: readonly Metavariable[]): void {
  const before = names.size;
  for (const { name, types, length, seed, kind } of metavariables) {
    if (!names.has(name) && kind !== 'fresh identifier') continue;
    for (const type of types) visit(type, ({ value }) => names.add(value));
    if (typeof length === 'string') names.add(length);
    for (const piece of seed ?? []) if ('name' in piece) names.add(piece.name);
  }
  if (names.size > before) addCompanions(names, metavariables);
}

/** The metavariables that a constraint compares with; those within a type that it names stand for anything. */
function comparedNames(constraint: Constraint | null): string[] {
  switch (constraint?.kind) {
    case 'in':
    case 'not-in':
      return constraint.values.flatMap((value) => ('name' in value ? [value.name] : []));
    case 'compare':
      return 'name' in constraint.value ? [constraint.value.name] : [];
    case 'and':
    case 'or':
      return constraint.parts.flatMap(comparedNames);
    case 'not':
      return comparedNames(constraint.part);
    case 'script':
      return constraint.inputs.map(({ name }) => name);
    default:
      return [];
  }
}

/** The metavariables that a constraint names anywhere. */
function constraintNames(constraint: Constraint | null): string[] {
  const named = JSON.stringify(constraint ?? '').match(/[A-Za-z_]\w*/g) ?? [];
  return [...named];
}
