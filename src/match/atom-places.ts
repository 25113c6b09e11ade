import type { CfgKind } from '../cfg/index.js';
import type { AtomPattern, CompiledRule } from '../compile/index.js';
import type { Place } from './code-index.js';
import type { ItemGraph } from './item-graph.js';
import { kindSet, possibleKinds } from './possible-kinds.js';
import type { Kinds } from './possible-kinds.js';

/** An expression that may stand anywhere in the code of a node. */
export type BareAtom = Extract<AtomPattern, { readonly kind: 'bare' }>;

/** Where such an expression can match. */
export function placesFor(atom: BareAtom, rule: CompiledRule, graph: ItemGraph): readonly Place[] {
  return graph.codes.placesOf(kindsOf(atom, rule), rule.rule.bodyKind === 'identifier');
}

/** The states where any other atom can match. */
export function statesFor(
  atom: Exclude<AtomPattern, BareAtom>,
  rule: CompiledRule,
  graph: ItemGraph,
): Iterable<number> {
  if (atom.kind === 'any') return graph.cfg.nodes.keys();
  return graph.codes.statesOf(nodeKinds(atom), kindsOf(atom, rule));
}

/** The kinds of nodes of the graph where atoms hold. */
const NODE_KINDS: Readonly<Record<Exclude<AtomPattern['kind'], 'at' | 'any' | 'bare'>, readonly CfgKind[]>> = {
  item: ['item'],
  simple: ['item'],
  compound: ['header', 'do', 'open'],
  statements: ['open'],
  'implicit-return': ['close'],
  jump: ['item'],
  goto: ['item'],
  escape: ['item'],
  holds: ['true', 'in-loop'],
  fails: ['false', 'fall-through', 'loop-fall-through'],
  header: ['header'],
  do: ['do'],
  'do-tail': ['do-tail'],
  else: ['else'],
  open: ['open'],
  close: ['close'],
};

const AT_KINDS: Readonly<Record<(AtomPattern & { readonly kind: 'at' })['at'], readonly CfgKind[]>> = {
  true: ['true'],
  copy: ['close'],
  false: ['false'],
  'fall-through': ['fall-through'],
  'in-loop': ['in-loop'],
  'loop-fall-through': ['loop-fall-through'],
  after: ['after'],
  exit: ['exit'],
};

function nodeKinds(atom: Exclude<AtomPattern, BareAtom | { readonly kind: 'any' }>): readonly CfgKind[] {
  return atom.kind === 'at' ? AT_KINDS[atom.at] : NODE_KINDS[atom.kind];
}

const known = new WeakMap<AtomPattern, Kinds>();

/** The kinds of code for which an atom can hold; an atom belongs to one rule. */
export function kindsOf(atom: AtomPattern, rule: CompiledRule): Kinds {
  let kinds = known.get(atom);
  if (kinds === undefined) known.set(atom, (kinds = findKinds(atom, rule)));
  return kinds;
}

const GOTO: Kinds = kindSet(['goto']);
const ESCAPES: Kinds = kindSet(['return', 'continue']);
const JUMPS: Kinds = kindSet(['return', 'goto', 'break', 'continue']);

function findKinds(atom: AtomPattern, rule: CompiledRule): Kinds {
  switch (atom.kind) {
    case 'item':
    case 'bare':
      return possibleKinds(atom.pattern, rule);
    case 'jump':
      return JUMPS;
    case 'escape':
      return ESCAPES;
    case 'goto':
      return GOTO;
    case 'header':
    case 'do':
    case 'do-tail':
    case 'else':
    case 'open':
    case 'close':
      return atom.pattern.kind === 'seq' ? null : kindSet([atom.pattern.kind]);
    default:
      return null;
  }
}
