import type { Node } from '../c/index.js';
import type { Origins } from './check-origins.js';
import type { Problems } from './problems.js';
import type { Rule } from './rule.js';

/** `.open = open` with a metavariable `open`: it cannot be both, so the rule matches less than it seems to say. */
export function checkFieldNames(rule: Rule, problems: Problems): void {
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

/** A name that looks like a metavariable, or is one in another rule, and is not declared here: it matches only itself. */
export function checkSymbols(rule: Rule, { symbols, sections }: Origins, problems: Problems): void {
  const elsewhere = new Set(sections.flatMap((section) => (section.kind === 'rule' ? metavariableNames(section) : [])));
  const told = new Set(symbols);
  visit(rule.body.root, ({ kind, value, tokens: [index = -1] }) => {
    const token = rule.body.tokens[index];
    if (kind !== 'ident' || token === undefined || told.has(value)) return;
    if (!elsewhere.has(value) && !/^[A-Z]\d?$/.test(value)) return;
    told.add(value);
    problems.note(
      'undeclared-name',
      token.span,
      `\`${value}\` is no metavariable; it matches only itself`,
      `declare it in this rule, or \`symbol ${value};\` if that is meant`,
    );
  });
}

function metavariableNames({ metavariables }: Rule): string[] {
  return metavariables.filter(({ kind }) => kind !== 'symbol').map(({ name }) => name);
}

/** Calls `look` for a node and all below it. */
export function visit(node: Node, look: (node: Node) => void): void {
  look(node);
  for (const kid of node.kids) if (kid !== null) visit(kid, look);
}
