import { makeNode } from '../c/index.js';
import type { Node } from '../c/index.js';
import type { Metavariable, Rule } from '../smpl/index.js';
import { atomNames } from './atom-names.js';
import { AtomTable } from './atom-table.js';
import type { AtomPattern, CompiledRule, Part } from './compiled-rule.js';
import { union } from './continuation.js';
import { BODY_KIDS } from './formula-guard.js';
import { EMPTY } from './formula-parts.js';
import { FormulaBuilder } from './formula.js';
import { FreeVariables } from './free-variables.js';
import { lateVariables } from './late-variables.js';
import { neededNames } from './needed.js';
import { positionVariables } from './position-variables.js';
import { queryOf } from './query.js';
import { allOf, requiredWords, withoutValues } from './words.js';

/**
 * Makes a rule ready for matching. `exported` are the metavariables that later rules and scripts use; `anyPath` says that
 * one path is enough where the rule does not say it.
 */
export function compileRule(rule: Rule, exported: ReadonlySet<string>, anyPath: boolean): CompiledRule {
  const metavariables = new Map(rule.metavariables.map((metavariable) => [metavariable.name, metavariable]));
  const onePath = rule.paths === 'exists' || (rule.paths === null && anyPath);
  const free = new FreeVariables(
    rule.body,
    metavariables,
    onePath ? positionVariables(rule, exported) : new Set<string>(),
  );
  const table = new AtomTable();
  const builder = new FormulaBuilder({ pattern: rule.body, free, table, onePath });
  const bound = new Set(
    [...metavariables.keys()].filter((name) => free.isVariable(name) && isGiven(name, metavariables, exported)),
  );
  const parts = splitParts(rule.body.root).map((items): Part => ({
    formula: builder.sequence(items, null, bound),
    queries: items.flatMap((item) => queryOf(item, metavariables) ?? []),
    words: allOf(items.map((item) => requiredWords(item, { metavariables, tokens: rule.body.tokens }))),
  }));
  for (const name of bound) table.variable(name);
  const attached = [...new Set(rule.body.tokens.flatMap((token) => token.attached))];
  const atomWants = table.atoms.map((atom) => [...wantedBy(atom, free)].map((name) => table.variable(name)));
  return {
    rule,
    variables: table.variables,
    atoms: table.atoms,
    atomVariables: table.atomVariables,
    atomWants,
    atomNames: atomNames(rule, table.atoms),
    parts,
    metavariables,
    attachedStatements: attached.filter((name) => STATEMENT_KINDS.has(metavariables.get(name)?.kind ?? '')),
    attachedTerms: attached.filter((name) => TERM_KINDS.has(metavariables.get(name)?.kind ?? '')),
    needed: neededNames(rule),
    exported,
    late: lateVariables(rule, table.atoms),
    placesCount: placesCount(rule),
    positions: free.positions,
    words: withoutValues(allOf(parts.map((part) => part.words))),
  };
}

/** Edits, findings, positions and new names differ from place to place; values do not. */
function placesCount({ body, metavariables }: Rule): boolean {
  return body.transforms || body.stars || metavariables.some(({ kind }) => PLACED_KINDS.has(kind));
}

const PLACED_KINDS: ReadonlySet<string> = new Set(['position', 'fresh identifier', 'comments']);

const STATEMENT_KINDS: ReadonlySet<string> = new Set(['statement', 'declaration']);
const TERM_KINDS: ReadonlySet<string> = new Set(['expression', 'idexpression', 'constant', 'expression list']);

/** The metavariables of an atom's own code and of what is to be added beside it. */
function wantedBy(atom: AtomPattern, free: FreeVariables): ReadonlySet<string> {
  if (!('pattern' in atom)) return new Set();
  if (!('block' in atom) && !HEADS.has(atom.kind)) return free.used(atom.pattern);
  const bodies = BODY_KIDS[atom.pattern.kind] ?? [];
  const head =
    atom.kind === 'header'
      ? atom.pattern.kids.filter((_, index) => !bodies.includes(index))
      : atom.kind === 'do-tail'
        ? [atom.pattern.kids[1]]
        : [];
  return union(free.ownPlus(atom.pattern), ...head.map((kid) => (kid == null ? EMPTY : free.used(kid))));
}

const HEADS: ReadonlySet<AtomPattern['kind']> = new Set<AtomPattern['kind']>(['header', 'do', 'do-tail', 'else']);

/** Inherited metavariables have a value before matching starts; exported ones are told apart in the outcome. */
function isGiven(
  name: string,
  metavariables: ReadonlyMap<string, Metavariable>,
  exported: ReadonlySet<string>,
): boolean {
  return exported.has(name) || metavariables.get(name)?.inherited != null;
}

/**
 * The top-level pieces of a body: functions and preprocessor lines stand for themselves, and so does each row of
 * statements or declarations between them.
 */
function splitParts(root: Node): Node[][] {
  const parts: Node[][] = [];
  let row: Node[] = [];
  const endRow = (): void => {
    if (row.some((item) => item.kind !== 'dots')) parts.push(row);
    row = [];
  };
  for (const kid of root.kids) {
    if (kid === null) continue;
    const item = mergeBareBranches(kid);
    if (standsAlone(item)) {
      endRow();
      parts.push([item]);
    } else {
      row.push(item);
    }
  }
  endRow();
  return parts;
}

function standsAlone(item: Node): boolean {
  if (item.kind === 'disj') return item.kids.some((kid) => kid !== null && standsAlone(kid));
  if (item.kind === 'seq') return item.kids.length === 1 && item.kids[0] != null && standsAlone(item.kids[0]);
  return item.kind === 'function' || item.kind === 'include' || item.kind === 'define' || item.kind === 'undef';
}

/**
 * A disjunction of bare expressions chooses at each expression, not at each statement: `bare(disj)`, not `disj(bare …)`.
 * A nest beside an expression is one of expressions, too.
 */
function mergeBareBranches(item: Node): Node {
  if (item.kind !== 'disj' && item.kind !== 'conj') return item;
  const branches = item.kids.map((kid) => (kid?.kind === 'seq' && kid.kids.length === 1 ? (kid.kids[0] ?? null) : kid));
  const term = branches.some((branch) => branch?.kind === 'bare') ? termOf(item) : null;
  return term === null ? item : makeNode('bare', '', [term], []);
}

/** The expression that a branch is; null for others. */
function termOf(branch: Node | null): Node | null {
  const [first = null, ...others] = branch?.kids ?? [];
  switch (branch?.kind) {
    case 'bare':
      return first;
    case 'seq':
      return others.length === 0 ? termOf(first) : null;
    case 'nest':
      return termOf(first) && makeNode('nest', branch.value, [termOf(first), ...others], branch.tokens);
    case 'disj':
    case 'conj': {
      const terms = branch.kids.map(termOf);
      return terms.includes(null) ? null : makeNode(branch.kind, branch.value, terms, branch.tokens);
    }
    default:
      return null;
  }
}
