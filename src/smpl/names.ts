import { ATTRIBUTE_WORDS } from './words.js';
import type { Metavariable, MetavariableKind } from './rule.js';

/** Names whose meaning lasts to the end of the patch: `typedef x;`, `declarer name X;` and the like. */
export class LastingNames {
  readonly typedefs: Set<string> = new Set();
  readonly declarers: Set<string> = new Set();
  /** One is a word of the language: `scoped_guard(lock) { ... }`, whose body runs once. */
  readonly iterators: Set<string> = new Set(['scoped_guard']);
  readonly attributes: Set<string> = new Set();
  readonly symbols: Set<string> = new Set();
}

const WORD_TYPES = new Set(
  (
    'size_t ssize_t ptrdiff_t u8 u16 u32 u64 s8 s16 s32 s64 __u8 __u16 __u32 __u64 __s8 __s16 __s32 __s64 __le16 __le32 ' +
    '__le64 __be16 __be32 __be64 uint ulong ushort uchar FILE'
  ).split(' '),
);

const EXPRESSION_KINDS = new Set<MetavariableKind>([
  'expression',
  'idexpression',
  'constant',
  'expression list',
  'format',
  'format list',
]);
const ITEM_KINDS = new Set<MetavariableKind>([
  'statement',
  'statement list',
  'declaration',
  'declaration list',
  'field',
  'field list',
  'pragmainfo',
  'comments',
]);
const OPERATOR_KINDS = new Set<MetavariableKind>(['binary operator', 'assignment operator', 'operator']);
const PARAMETER_KINDS = new Set<MetavariableKind>(['parameter', 'parameter list', 'identifier list']);

/** What the names in one rule's body mean: its metavariables shadow everything else. */
export class Names {
  readonly lasting: LastingNames;
  readonly #kinds: ReadonlyMap<string, MetavariableKind>;

  constructor(metavariables: readonly Metavariable[], lasting: LastingNames) {
    this.lasting = lasting;
    this.#kinds = new Map(metavariables.map(({ name, kind }) => [name, kind]));
  }

  kindOf(name: string): MetavariableKind | undefined {
    return this.#kinds.get(name);
  }

  isMeta(name: string): boolean {
    return this.#kinds.has(name);
  }

  isExpressionMeta(name: string): boolean {
    return this.#is(name, EXPRESSION_KINDS);
  }

  /** A metavariable for whole statements, declarations or fields. */
  isItemMeta(name: string): boolean {
    return this.#is(name, ITEM_KINDS);
  }

  isOperatorMeta(name: string): boolean {
    return this.#is(name, OPERATOR_KINDS);
  }

  isParameterMeta(name: string): boolean {
    return this.#is(name, PARAMETER_KINDS);
  }

  /** A name that is known to be a type: type metavariables, declared typedefs, and what is a type by convention. */
  isType(name: string): boolean {
    const kind = this.#kinds.get(name);
    if (kind !== undefined) return kind === 'type' || kind === 'typedef';
    if (this.lasting.symbols.has(name)) return false;
    return this.lasting.typedefs.has(name) || WORD_TYPES.has(name) || /[a-z0-9]_t$/.test(name);
  }

  isIterator(name: string): boolean {
    const kind = this.#kinds.get(name);
    if (kind !== undefined) return kind === 'iterator';
    return this.lasting.iterators.has(name);
  }

  isDeclarer(name: string): boolean {
    const kind = this.#kinds.get(name);
    if (kind !== undefined) return kind === 'declarer';
    return this.lasting.declarers.has(name);
  }

  isAttribute(name: string): boolean {
    const kind = this.#kinds.get(name);
    if (kind !== undefined) return kind === 'attribute' || kind === 'attribute name';
    return this.lasting.attributes.has(name) || ATTRIBUTE_WORDS.has(name);
  }

  #is(name: string, kinds: ReadonlySet<MetavariableKind>): boolean {
    const kind = this.#kinds.get(name);
    return kind !== undefined && kinds.has(kind);
  }
}
