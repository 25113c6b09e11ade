import type { Node } from '../c/index.js';
import type { Origins } from './check-origins.js';
import type { Problems } from './problems.js';
import type { Rule } from './rule.js';

/**
 * A metavariable takes every other meaning from its name. Where it has the name of a field or function that the rule also
 * speaks of (`.open = open`, `len(len)`), the rule matches less than it seems to say.
 */
export function checkShadowing(rule: Rule, problems: Problems): void {
  const { fields, functions, others } = placesOfNames(rule);
  for (const { name, kind, span } of rule.metavariables) {
    if (fields.has(name) && NO_FIELDS.has(kind)) {
      problems.warning(
        'metavariable-as-field',
        span,
        `metavariable \`${name}\` is of kind ${kind} and stands in the place of a field, where it matches nothing`,
        'rename it if the field has that name itself, or declare it an identifier',
      );
    } else if (fields.has(name) && (functions.has(name) || others.has(name))) {
      problems.warning(
        'metavariable-as-field',
        span,
        `metavariable \`${name}\` stands for a field and for something else as well`,
        'a metavariable takes every other meaning from its name; rename it if the field has that name itself',
      );
    } else if (functions.has(name) && others.has(name)) {
      problems.warning(
        'metavariable-as-function',
        span,
        `metavariable \`${name}\` stands for a function that is called and for a value as well`,
        'a metavariable takes every other meaning from its name; rename it if the function has that name itself',
      );
    }
  }
}

/** Kinds whose values are never names of fields. */
const NO_FIELDS: ReadonlySet<string> = new Set(['expression', 'idexpression', 'constant', 'statement', 'type']);

interface PlacesOfNames {
  readonly fields: ReadonlySet<string>;
  readonly functions: ReadonlySet<string>;
  readonly others: ReadonlySet<string>;
}

function placesOfNames({ body }: Rule): PlacesOfNames {
  const [fields, functions, others] = [new Set<string>(), new Set<string>(), new Set<string>()];
  visit(body.root, (node) => {
    node.kids.forEach((kid, index) => {
      if (kid?.kind !== 'meta') return;
      const places = isField(node, index) ? fields : node.kind === 'call' && index === 0 ? functions : others;
      places.add(kid.value);
    });
  });
  return { fields, functions, others };
}

function isField({ kind, value }: Node, index: number): boolean {
  return kind === 'member' ? index === 1 : kind === 'designator' && (value === '.' || value === ':');
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
