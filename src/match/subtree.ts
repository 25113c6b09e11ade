import { cutsMacro, makeNode, spelling } from '../c/index.js';
import type { CFile, Node, NodeKind, NodeNotes, Tokens } from '../c/index.js';

/** The indices of all tokens of a subtree, in source order. */
export function tokensOf(node: Node): readonly number[] {
  if (node.kids.length === 0 && node.tokens.length <= 1) return node.tokens;
  const notes = notesOf(node);
  return (notes.tokens ??= collectTokens(node));
}

/** Lists that grow have room to spare: what is kept is a copy without. */
function collectTokens(node: Node): readonly number[] {
  const list: number[] = [];
  collect(node, list);
  if (isAscending(list)) return list.slice();
  list.sort((left, right) => left - right);
  return list.filter((token, index) => token !== list[index - 1]);
}

/** Own tokens come between the kids where they stand: then most lists need not be put in order. */
function collect({ tokens, kids }: Node, list: number[]): void {
  let next = 0;
  for (const kid of kids) {
    if (kid === null) continue;
    for (let token = tokens[next]; token !== undefined && token < kid.first; token = tokens[++next]) list.push(token);
    collect(kid, list);
  }
  for (let token = tokens[next]; token !== undefined; token = tokens[++next]) list.push(token);
}

function isAscending(list: readonly number[]): boolean {
  for (let index = 1; index < list.length; index++) if ((list[index - 1] ?? 0) >= (list[index] ?? 0)) return false;
  return true;
}

/** The kinds of the nodes in a tree. */
export function kindsIn(node: Node): ReadonlySet<NodeKind> {
  const notes = notesOf(node);
  return (notes.kinds ??= collectKinds(node));
}

function collectKinds(node: Node): ReadonlySet<NodeKind> {
  const kinds = new Set<NodeKind>();
  const visit = (at: Node): void => {
    kinds.add(at.kind);
    for (const kid of at.kids) if (kid !== null) visit(kid);
  };
  visit(node);
  return kinds;
}

function notesOf(node: Node): NodeNotes {
  return (node.notes ??= { tokens: null, key: null, scopedKey: null, kinds: null });
}

/**
 * The subtree's identity as a value: its structure for a type, its spelled tokens for anything else. Typedefs of the file
 * are looked through, as the two ways of writing a type are one type.
 */
export function keyOf(node: Node, file: CFile): string {
  const notes = notesOf(node);
  return (notes.key ??= typeKey(node, file, typedefKey) ?? spelled(tokensOf(node), file.tokens));
}

/**
 * The same for an expression, told apart from one that looks the same but speaks of other variables: names that several
 * local variables have are written with the place of their declaration.
 */
export function scopedKeyOf(node: Node, file: CFile): string {
  const notes = notesOf(node);
  return (notes.scopedKey ??= findScopedKey(node, file));
}

function findScopedKey(node: Node, file: CFile): string {
  const places = new Map<number, number>();
  const visit = (at: Node): void => {
    const place = at.kind === 'ident' ? file.declarationOf(at.value, at.first) : null;
    if (place?.shadows === true) places.set(at.first, place.token);
    at.kids.forEach((kid, index) => {
      if (kid !== null && !(at.kind === 'member' && index === 1) && at.kind !== 'designator') visit(kid);
    });
  };
  visit(node);
  if (places.size === 0) return keyOf(node, file);
  const written = (token: number): string => {
    const place = places.get(token);
    return spelling(file.tokens, token) + (place === undefined ? '' : `${PLACE}${String(place)}`);
  };
  return tokensOf(node).map(written).join(' ');
}

/** Stands between a name and the place of its declaration in keys. */
const PLACE = '\u0001';
const PLACES = new RegExp(`${PLACE}\\d+`, 'g');

/** A key as other rules see it: the places of declarations mean nothing there, as the file may have changed. */
export function unscoped(key: string): string {
  return key.includes(PLACE) ? key.replace(PLACES, '') : key;
}

/** A value as people write it, with one space between its tokens. */
export function plainKey({ key, written }: { readonly key: string; readonly written?: string }): string {
  return unscoped(written ?? key);
}

export function spelled(list: readonly number[], tokens: Tokens): string {
  return list.map((token) => spelling(tokens, token)).join(' ');
}

const newNames = new WeakSet<Node>();

/** The name that a typedef declares, as a type that is not looked through. */
export function newTypeName(name: Node): Node {
  const type = makeNode('typename', name.value, [], name.tokens);
  newNames.add(type);
  return type;
}

/** The key of a type without looking through typedefs. */
export function writtenKeyOf(node: Node, file: CFile): string {
  const nameless: NameTypes = (name) => name;
  return typeKey(node, file, nameless) ?? spelled(tokensOf(node), file.tokens);
}

/** What a type's name stands for in keys. */
type NameTypes = (name: string, file: CFile) => string;

/** Types are compared by structure: a computed type has no tokens of its own. */
function typeKey(node: Node, file: CFile, names: NameTypes): string | null {
  const inner = (): string => {
    const [kid] = node.kids;
    return kid == null ? '' : (typeKey(kid, file, names) ?? spelled(tokensOf(kid), file.tokens));
  };
  switch (node.kind) {
    case 'prim':
      return node.value;
    case 'typename':
      return newNames.has(node) ? node.value : names(node.value, file);
    case 'struct':
    case 'union':
    case 'enum':
      return node.kids[1] == null ? `${node.kind} ${inner()}` : null;
    case 'pointer':
      return `${inner()} *`;
    case 'qualified':
      return `${node.value} ${inner()}`;
    case 'grouped':
      return inner();
    case 'array':
      return `${inner()} [${node.kids[1] == null ? '' : keyOf(node.kids[1], file)}]`;
    default:
      return null;
  }
}

/** Longer chains of typedefs are circles. */
const MOST_TYPEDEFS = 20;

function typedefKey(name: string, file: CFile): string {
  let at = name;
  for (let step = 0; step < MOST_TYPEDEFS; step++) {
    const type = file.typedefOf(at);
    if (type === null) return at;
    if (type.kind !== 'typename') return recordKey(type, at) ?? keyOf(type, file);
    at = type.value;
  }
  return name;
}

/** The key of a structure that is defined in its typedef: by its tag, or else by the typedef's name. */
function recordKey(type: Node, name: string): string | null {
  if (!RECORDS.has(type.kind) || type.kids[1] == null) return null;
  return type.kids[0] == null ? name : `${type.kind} ${type.kids[0].value}`;
}

const RECORDS: ReadonlySet<string> = new Set(['struct', 'union', 'enum']);

/** The text from the first to the last of some tokens. */
export function textOf(list: readonly number[], tokens: Tokens): string {
  const first = list[0];
  const last = list[list.length - 1];
  if (first === undefined || last === undefined) return '';
  if (last - first + 1 === list.length && !cutsMacro(tokens, first, last))
    return tokens.text.slice(tokens.start[first], tokens.end[last]);
  return spelled(list, tokens);
}
