import { expressionKinds, typeKinds } from '../c/index.js';
import type { Node, NodeKind } from '../c/index.js';
import type { CompiledRule } from '../compile/index.js';
import type { MetavariableKind } from '../smpl/index.js';
import { isFormatPattern } from './format.js';
import { INITIALIZERS } from './kinds.js';
import { isNamelessRecord } from './record.js';

/** The kinds of code that something may stand for; null for any kind. */
export type Kinds = ReadonlySet<NodeKind> | null;

const sets = new Map<string, ReadonlySet<NodeKind>>();

/** The one set with these kinds: what is found for a set can then be kept for all who ask. */
export function kindSet(kinds: Iterable<NodeKind>): ReadonlySet<NodeKind> {
  const sorted = [...new Set(kinds)].sort();
  const key = sorted.join();
  const set = sets.get(key) ?? new Set(sorted);
  sets.set(key, set);
  return set;
}

const IDENTIFIER: Kinds = kindSet(['ident']);
const NAME: Kinds = kindSet(['ident', 'typename']);
const PARAMETERS: Kinds = kindSet(['param', 'varargs']);
const FIELD: Kinds = kindSet(['field', 'macro-decl']);

/** What metavariables may stand for where one term is asked for; those that are missing take any kind. */
const TAKEN: Partial<Readonly<Record<MetavariableKind, Kinds>>> = {
  identifier: IDENTIFIER,
  idexpression: IDENTIFIER,
  'identifier list': IDENTIFIER,
  function: NAME,
  symbol: NAME,
  declarer: NAME,
  iterator: NAME,
  typedef: NAME,
  expression: kindSet(expressionKinds),
  'expression list': kindSet([...expressionKinds, ...typeKinds]),
  constant: kindSet(['number', 'char', 'string', 'concat', 'ident', 'unary', 'paren']),
  type: kindSet(typeKinds),
  attribute: kindSet(['attribute']),
  initializer: kindSet(INITIALIZERS),
  'initializer list': kindSet(INITIALIZERS),
  declaration: kindSet(['declaration', 'macro-decl']),
  field: FIELD,
  'field list': FIELD,
  parameter: kindSet(['param']),
  'parameter list': PARAMETERS,
  format: kindSet(['string', 'concat']),
};

/** The kinds of nodes that a metavariable of some kind may stand for. */
export function kindsTaken(kind: MetavariableKind): Kinds {
  return TAKEN[kind] ?? null;
}

const known = new WeakMap<Node, Kinds>();

/**
 * The kinds of nodes that a pattern can match at all, by its outermost kind: what `TermMatcher.match` can take. A pattern
 * is one rule's.
 */
export function possibleKinds(pattern: Node, rule: CompiledRule): Kinds {
  let kinds = known.get(pattern);
  if (kinds === undefined) known.set(pattern, (kinds = findKinds(pattern, rule)));
  return kinds;
}

/** False where the kinds alone tell that a pattern does not match a node. */
export function mayMatch(pattern: Node, node: Node, rule: CompiledRule): boolean {
  return possibleKinds(pattern, rule)?.has(node.kind) ?? true;
}

function findKinds(pattern: Node, rule: CompiledRule): Kinds {
  const kid = (index: number): Kinds => {
    const node = pattern.kids[index];
    return node == null ? null : possibleKinds(node, rule);
  };
  switch (pattern.kind) {
    case 'meta': {
      const kind = rule.metavariables.get(pattern.value)?.kind;
      return kind === undefined ? null : kindsTaken(kind);
    }
    case 'disj':
      return unionOf(pattern.kids.flatMap((each) => (each === null ? [] : [possibleKinds(each, rule)])));
    case 'conj':
    case 'optional':
    case 'bare':
    case 'test':
    case 'grouped':
      return pattern.kind === 'grouped' ? unionOf([kid(0), typeKinds]) : kid(0);
    case 'dots':
    case 'nest':
      return null;
    case 'seq':
      return pattern.kids.length === 1 ? kid(0) : kindSet(['seq']);
    case 'binary':
      return pattern.kids[1]?.kind === 'dots' ? unionOf([kid(0), BINARY]) : BINARY;
    default:
      return ownKinds(pattern);
  }
}

const BINARY: Kinds = kindSet(['binary']);

/** Pairs of kinds that are the same thing said otherwise. */
const OTHERS: Partial<Readonly<Record<NodeKind, Kinds>>> = {
  'expr-stmt': kindSet(['expr-stmt', 'macro-stmt']),
  declaration: kindSet(['declaration', 'typedef']),
  assign: kindSet(['assign', 'var']),
  ident: NAME,
  typename: kindSet([...typeKinds, 'ident']),
};

function ownKinds(pattern: Node): Kinds {
  // The name of a structure without a tag is known once its typedef has been met.
  if (isFormatPattern(pattern) || isNamelessRecord(pattern)) return null;
  return OTHERS[pattern.kind] ?? (typeKinds.has(pattern.kind) ? typeKinds : kindSet([pattern.kind]));
}

/** What one of several may stand for. */
export function unionOf(all: readonly Kinds[]): Kinds {
  return all.includes(null) ? null : kindSet(all.flatMap((kinds) => [...(kinds ?? [])]));
}
