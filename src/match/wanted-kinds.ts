import type { Node, NodeKind } from '../c/index.js';
import type { CompiledRule, Part } from '../compile/index.js';
import { requiredClauses } from '../ctl/index.js';
import { kindsOf } from './atom-places.js';
import { unionOf } from './possible-kinds.js';
import type { Kinds } from './possible-kinds.js';
import { kindsIn } from './subtree.js';

/** Sets of kinds of each of which an item must hold a node; null: no item will do. */
type Wanted = readonly ReadonlySet<NodeKind>[] | null;

const known = new WeakMap<Part, Wanted>();

/** Whether an item holds code of all the kinds without which the part cannot match in it; asked before its graph is made. */
export function holdsWanted(item: Node, part: Part, rule: CompiledRule): boolean {
  let wanted = known.get(part);
  if (wanted === undefined) known.set(part, (wanted = wantedKinds(part, rule)));
  if (wanted === null) return false;
  if (wanted.length === 0) return true;
  const held = kindsIn(item);
  return wanted.every((kinds) => haveCommon(kinds, held));
}

function haveCommon(wanted: ReadonlySet<NodeKind>, held: ReadonlySet<NodeKind>): boolean {
  for (const kind of wanted) if (held.has(kind)) return true;
  return false;
}

function wantedKinds(part: Part, rule: CompiledRule): Wanted {
  const required = requiredClauses(part.formula);
  if (required === null) return null;
  return required.map((clause) => kindsOfClause(clause, rule)).filter((kinds) => kinds !== null);
}

/** The kinds of code for which one of the atoms can hold. */
function kindsOfClause(clause: readonly number[], rule: CompiledRule): Kinds {
  return unionOf(
    clause.map((atom) => {
      const pattern = rule.atoms[atom];
      return pattern === undefined || pattern.kind === 'any' ? null : kindsOf(pattern, rule);
    }),
  );
}
