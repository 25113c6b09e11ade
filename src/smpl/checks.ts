import type { Node } from '../c/index.js';
import type { Problems } from './problems.js';
import type { Constraint, Metavariable, Rule, Section } from './rule.js';

/** What may define rules for a later one: the sections before it, and files that were not read. */
export interface Origins {
  readonly sections: readonly Section[];
  readonly includes: readonly string[];
  /** Names declared to be symbols. */
  readonly symbols: ReadonlySet<string>;
}

/** Warns of what is legal and almost always a mistake. */
export function checkRule(rule: Rule, origins: Origins, problems: Problems): void {
  checkUse(rule, problems);
  if (origins.includes.length === 0) checkOrigins(rule, origins.sections, problems);
  checkFieldNames(rule, problems);
  checkSymbols(rule, origins.symbols, problems);
  if (rule.body.stars && rule.body.transforms) {
    problems.warning('stars-and-changes', rule.span, 'a rule with `*` lines reports places and should not change them');
  }
}

/** Metavariables that occur nowhere in the body. */
function checkUse(rule: Rule, problems: Problems): void {
  if (rule.body.tokens.length === 0) return;
  const used = usedNames(rule);
  for (const { name, span, inherited, kind } of rule.metavariables) {
    if (used.has(name) || inherited !== null || kind === 'fresh identifier') continue;
    problems.warning('unused-metavariable', span, `metavariable \`${name}\` is not used in the rule`);
  }
}

function usedNames(rule: Rule): Set<string> {
  const used = new Set<string>();
  for (const { text, attached, before, after } of rule.body.tokens) {
    used.add(text);
    for (const name of attached) used.add(name);
    for (const name of text.startsWith('"') ? formatNames(text) : []) used.add(name);
    for (const { lines } of [before, after].filter((code) => code !== null)) {
      for (const piece of lines.flatMap(({ pieces }) => pieces))
        if ('metavariable' in piece) used.add(piece.metavariable);
    }
  }
  for (const { types, length, seed, constraint } of rule.metavariables) {
    for (const word of constraintWords(constraint)) used.add(word);
    for (const type of types) visit(type, (node) => used.add(node.value));
    if (typeof length === 'string') used.add(length);
    for (const piece of seed ?? []) if ('name' in piece) used.add(piece.name);
  }
  return used;
}

/** Words of a constraint, which may name other metavariables of the rule. */
function constraintWords(constraint: Constraint | null): string[] {
  return JSON.stringify(constraint ?? '').match(/[A-Za-z_]\w*/g) ?? [];
}

/** Names in a string such as `"%@d@"`. */
function formatNames(text: string): string[] {
  return [...text.matchAll(/@(\w+)@/g)].map(([, name = '']) => name);
}

function checkOrigins(rule: Rule, before: readonly Section[], problems: Problems): void {
  for (const { inherited, span } of rule.metavariables) {
    if (inherited === null || inherited.rule === 'virtual') continue;
    const origins = before.filter(({ name }) => name === inherited.rule);
    if (origins.length === 0) {
      problems.warning('unknown-rule', span, `there is no rule \`${inherited.rule}\` before this one`);
    } else if (!origins.some((origin) => declares(origin, inherited.name))) {
      problems.warning(
        'unknown-metavariable',
        span,
        `rule \`${inherited.rule}\` has no metavariable \`${inherited.name}\``,
      );
    }
  }
}

function declares(section: Section, name: string): boolean {
  if (section.kind !== 'rule') return section.outputs.some((output) => output.name === name);
  return section.metavariables.some((other: Metavariable) => other.name === name || other.length === name);
}

/** `.open = open` with a metavariable `open`: it cannot be both, so the rule matches less than it seems to say. */
function checkFieldNames(rule: Rule, problems: Problems): void {
  const fields = new Set<string>();
  const others = new Set<string>();
  visit(rule.body.root, (node) => {
    const isField = node.kind === 'member' || node.kind === 'designator';
    node.kids.forEach((kid, index) => {
      if (kid?.kind !== 'meta') return;
      const inFieldPlace =
        isField && (node.kind === 'designator' ? node.value === '.' || node.value === ':' : index === 1);
      (inFieldPlace ? fields : others).add(kid.value);
    });
  });
  for (const { name, span } of rule.metavariables) {
    if (!fields.has(name) || !others.has(name)) continue;
    problems.warning(
      'metavariable-as-field',
      span,
      `metavariable \`${name}\` stands for a field and for something else as well`,
      'a metavariable takes every other meaning from its name; rename it if the field has that name itself',
    );
  }
}

/** A name of one or two letters that is not declared is likelier a forgotten metavariable than a name in C. */
function checkSymbols(rule: Rule, symbols: ReadonlySet<string>, problems: Problems): void {
  const seen = new Set<string>();
  visit(rule.body.root, ({ kind, value, tokens: [index = -1] }) => {
    const token = rule.body.tokens[index];
    if (kind !== 'ident' || value.length > 2 || symbols.has(value) || seen.has(value) || token === undefined) return;
    seen.add(value);
    problems.note(
      'undeclared-name',
      token.span,
      `\`${value}\` is no metavariable; it matches only itself`,
      `declare \`symbol ${value};\` if that is meant`,
    );
  });
}

function visit(node: Node, look: (node: Node) => void): void {
  look(node);
  for (const kid of node.kids) if (kid !== null) visit(kid, look);
}
