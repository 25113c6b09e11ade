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
  readonly forbidden: ReadonlySet<string>;
  /** Those that constraints speak of. */
  readonly compared: ReadonlySet<string>;
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
  } else if (places.forbidden.has(name) || places.compared.has(name)) {
    const forbids = places.forbidden.has(name);
    problems.warning(
      'unbound-metavariable',
      span,
      `metavariable \`${name}\` stands only in ${forbids ? '`when !=`' : 'constraints'}, where nothing gives it a value`,
      forbids
        ? 'the `when` forbids the code for every value; if one value is meant, bind it outside of the `when`'
        : 'the constraint then excludes nothing; match the metavariable in the code, or inherit it',
    );
  } else if (!places.added.has(name)) {
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
  const forbiddenTokens = tokensUnderWhenNot(rule.body.root);
  const matched = new Set<string>();
  const forbidden = new Set<string>();
  const added = new Set<string>();
  rule.body.tokens.forEach((token, index) => {
    for (const name of tokenNames(token)) (forbiddenTokens.has(index) ? forbidden : matched).add(name);
    for (const name of addedNames(token)) added.add(name);
  });
  for (const names of [matched, forbidden, added]) addCompanions(names, rule.metavariables);
  const compared = new Set(rule.metavariables.flatMap(({ constraint }) => constraintWords(constraint)));
  return { matched, forbidden, added, compared };
}

function tokensUnderWhenNot(root: Node): Set<number> {
  const tokens = new Set<number>();
  visit(root, ({ kind, value, first, last }) => {
    if (kind !== 'when' || !value.endsWith('!=')) return;
    for (let token = first; token <= last; token++) tokens.add(token);
  });
  return tokens;
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

/** Words of a constraint, which may name other metavariables of the rule. */
function constraintWords(constraint: Constraint | null): string[] {
  return JSON.stringify(constraint ?? '').match(/[A-Za-z_]\w*/g) ?? [];
}
