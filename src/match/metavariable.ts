import { expressionKinds, typeKinds } from '../c/index.js';
import type { Node } from '../c/index.js';
import type { Metavariable, MetavariableKind } from '../smpl/index.js';
import { positionKey, satisfiesConstraint } from './constraint.js';
import { NO_STATEMENTS } from './kinds.js';
import { each, lookUp, NO_MATCH, START, withBinding } from './state.js';
import type { MatchState } from './state.js';
import { kindsTaken } from './possible-kinds.js';
import { isPlace, placeOf } from './position.js';
import { keyOf, scopedKeyOf, textOf, tokensOf, writtenKeyOf } from './subtree.js';
import { typeText } from './type-text.js';
import type { Matcher } from './matcher.js';
import type { Value } from './value.js';

/** What metavariables stand for: kinds, types, constraints, and equality with what they already stand for. */
export class MetavariableMatcher {
  readonly #matcher: Matcher;

  constructor(matcher: Matcher) {
    this.#matcher = matcher;
  }

  match(pattern: Node, node: Node, state: MatchState): readonly MatchState[] {
    const metavariable = this.#matcher.context.rule.metavariables.get(pattern.value);
    if (metavariable === undefined || !this.#isOfKind(metavariable, node)) return NO_MATCH;
    const typed = metavariable.types.length === 0 ? [state] : this.#matchTypes(metavariable, node, state);
    if (typed.length === 0) return NO_MATCH;
    const value = this.#valueOf(metavariable, node);
    const tokens = this.#tokensOf(metavariable, node);
    const bound = each(typed, (at) => {
      const now = this.#bound(metavariable, value, at);
      return now === null ? NO_MATCH : this.#matcher.link(pattern.tokens, tokens, now);
    });
    const attached = this.#matcher.context.rule.rule.body.tokens[pattern.tokens[0] ?? -1]?.attached ?? [];
    return attached.length === 0 ? bound : each(bound, (at) => this.#bindAttached(attached, node, at));
  }

  /** `c@i` asks of the same code that it is what i may stand for; statements are bound where they are found. */
  #bindAttached(names: readonly string[], node: Node, state: MatchState): readonly MatchState[] {
    const { rule } = this.#matcher.context;
    return names.reduce<readonly MatchState[]>(
      (states, name) => {
        const other = rule.metavariables.get(name);
        if (other === undefined || !WHOLE.has(other.kind)) return states;
        return this.#isOfKind(other, node) ? each(states, (at) => this.bindNode(name, node, at)) : NO_MATCH;
      },
      [state],
    );
  }

  /** A list metavariable and the elements it takes. */
  matchList(
    pattern: Node,
    nodes: readonly Node[],
    covered: readonly number[],
    state: MatchState,
  ): readonly MatchState[] {
    const metavariable = this.#matcher.context.rule.metavariables.get(pattern.value);
    if (metavariable === undefined) return NO_MATCH;
    const { file } = this.#matcher.context;
    const { tokens } = file;
    const elements = nodes.map((node) => textOf(tokensOf(node), tokens));
    const isScoped = metavariable.kind === 'expression list' && metavariable.inherited === null;
    const value: Value = {
      key: nodes.map((node) => (isScoped ? scopedKeyOf(node, file) : keyOf(node, file))).join(' , '),
      text: textOf(covered, tokens),
      tokens: covered,
      node: null,
      elements,
    };
    return each(this.#bindLength(metavariable, nodes.length, state), (at) =>
      each(this.bind(metavariable, value, at), (bound) =>
        each(this.#bindNames(pattern, nodes, bound), (now) => this.#matcher.link(pattern.tokens, covered, now)),
      ),
    );
  }

  /** `P@E` with a parameter list P and an expression list E: the parameters' names as arguments. */
  #bindNames(pattern: Node, nodes: readonly Node[], state: MatchState): readonly MatchState[] {
    const { rule, attachedTerms, metavariables } = this.#matcher.context.rule;
    const [token = -1] = pattern.tokens;
    const names = nodes.flatMap((node) => (node.kind === 'param' ? (node.kids[2]?.value ?? []) : []));
    return attachedTerms
      .filter((name) => rule.body.tokens[token]?.attached.includes(name))
      .flatMap((name) => metavariables.get(name) ?? [])
      .filter(({ kind }) => kind === 'expression list')
      .reduce<readonly MatchState[]>(
        (states, metavariable) => {
          const text = names.join(', ');
          const value: Value = { key: names.join(' , '), text, tokens: null, node: null, elements: names };
          return each(states, (at) => this.bind(metavariable, value, at));
        },
        [state],
      );
  }

  /** A format or a list of formats inside a string. */
  bindFormat(name: string, value: Value, count: number, state: MatchState): readonly MatchState[] {
    const metavariable = this.#matcher.context.rule.metavariables.get(name);
    if (metavariable === undefined) return NO_MATCH;
    return each(this.#bindLength(metavariable, count, state), (at) => this.bind(metavariable, value, at));
  }

  #bindLength(metavariable: Metavariable, count: number, state: MatchState): readonly MatchState[] {
    const { length } = metavariable;
    if (length === null) return [state];
    if (typeof length === 'number') return length === count ? [state] : NO_MATCH;
    const text = String(count);
    const declared = this.#matcher.context.rule.metavariables.get(length);
    const value: Value = { key: text, text, tokens: null, node: null };
    return declared === undefined ? [withBinding(state, length, value)] : this.bind(declared, value, state);
  }

  /** The value, where the metavariable is free; else the state, where it has the same one already. */
  bind(metavariable: Metavariable, value: Value, state: MatchState): readonly MatchState[] {
    const bound = this.#bound(metavariable, value, state);
    return bound === null ? NO_MATCH : [bound];
  }

  #bound(metavariable: Metavariable, value: Value, state: MatchState): MatchState | null {
    const { name } = metavariable;
    const { given, late } = this.#matcher.context;
    const own = lookUp(state, name);
    const known = own ?? given.get(name);
    // An inherited metavariable without a value stands in branches that cannot match.
    if (known === undefined && metavariable.inherited !== null && !late.has(name)) return null;
    if (known !== undefined && !this.#isSame(known, value, metavariable)) return null;
    if (!this.#satisfies(metavariable, value, state)) return null;
    return own === undefined ? withBinding(state, name, known ?? value) : state;
  }

  /**
   * A type that comes from another rule is looked for as it is written there; the type of an expression is the same by
   * any of its names.
   */
  #isSame(known: Value, value: Value, { inherited, kind }: Metavariable): boolean {
    if (inherited === null || kind !== 'type') return known.key === value.key;
    const isWritten = (known.written ?? known.key) === (value.written ?? value.key);
    return isWritten || (!this.#matcher.linking && known.key === value.key);
  }

  /** Binds a metavariable to a node that it was not matched against as a term; the node has to have one of its types. */
  bindNode(name: string, node: Node, state: MatchState): readonly MatchState[] {
    const metavariable = this.#matcher.context.rule.metavariables.get(name);
    if (metavariable === undefined) return NO_MATCH;
    const typed = metavariable.types.length === 0 ? [state] : this.#matchTypes(metavariable, node, state);
    return each(typed, (at) => this.bind(metavariable, this.#valueOf(metavariable, node), at));
  }

  /** Operators and iterator names stand in a node's value. */
  matchValue(pattern: Node, node: Node, state: MatchState): readonly MatchState[] {
    const metavariable = this.#matcher.context.rule.metavariables.get(pattern.value);
    if (metavariable === undefined) return NO_MATCH;
    return this.bind(metavariable, { key: node.value, text: node.value, tokens: null, node: null }, state);
  }

  /** Where tokens stand, for the position metavariables attached to them; none when one of these is not to be there. */
  bindPositions(names: readonly string[], tokens: readonly number[], state: MatchState): readonly MatchState[] {
    let bound = state;
    for (const name of names) {
      const metavariable = this.#matcher.context.rule.metavariables.get(name);
      if (metavariable === undefined || !isPlace(metavariable.kind) || this.#takesAnyPlace(metavariable)) continue;
      const { context } = this.#matcher;
      const here = placeOf(metavariable.kind, { file: context.file, tokens, position: context.position(tokens) });
      const value: Value = { key: positionKey(here), text: '', tokens: null, node: null, positions: [here] };
      if (!this.#admitsPosition(metavariable, value)) return NO_MATCH;
      if (this.#matcher.context.rule.positions.has(name)) bound = withBinding(bound, name, value);
    }
    return [bound];
  }

  /** Most positions are looked up in the links of a match, when there is one. */
  #takesAnyPlace({ name, inherited, constraint }: Metavariable): boolean {
    const { rule, given } = this.#matcher.context;
    return inherited === null && constraint === null && !given.has(name) && !rule.positions.has(name);
  }

  #admitsPosition(metavariable: Metavariable, value: Value): boolean {
    const { given } = this.#matcher.context;
    const inherited = given.get(metavariable.name)?.positions;
    if (inherited === undefined && metavariable.inherited !== null) return false;
    if (inherited !== undefined && !inherited.some((position) => positionKey(position) === value.key)) return false;
    return this.#satisfies(metavariable, value, START);
  }

  /** `state`: the values that a constraint may compare with, besides those that are given. */
  #satisfies({ name, constraint }: Metavariable, value: Value, state: MatchState): boolean {
    if (constraint === null) return true;
    const { askScript, given } = this.#matcher.context;
    const valueOf = (other: string): Value | undefined => lookUp(state, other) ?? given.get(other);
    return satisfiesConstraint(constraint, value, { name, valueOf, askScript });
  }

  /** Values that come from other rules do not know which variable a name meant there. */
  /** A whole declaration has the attributes in it, which stand beside the tree. */
  #tokensOf({ kind }: Metavariable, node: Node): readonly number[] {
    const list = tokensOf(node);
    if (kind !== 'declaration' && kind !== 'field') return list;
    const { attributes } = this.#matcher.context.file;
    const own = new Set(list);
    const [first = 0] = list;
    const all = Array.from({ length: (list.at(-1) ?? -1) + 1 - first }, (_, index) => first + index);
    return all.filter((token) => own.has(token) || attributes.isAttribute(token));
  }

  #valueOf(metavariable: Metavariable, node: Node): Value {
    const { file } = this.#matcher.context;
    const { tokens } = file;
    const list = this.#tokensOf(metavariable, node);
    const isScoped = metavariable.inherited === null && SCOPED.has(metavariable.kind);
    const key = isScoped ? scopedKeyOf(node, file) : keyOf(node, file);
    // A computed type has no tokens: its key is how it is written.
    const written = metavariable.kind === 'type' ? writtenKeyOf(node, file) : key;
    const shown = metavariable.kind === 'type' ? { shown: typeText(node, file) } : {};
    const name = written === key ? shown : { written, ...shown };
    return list.length === 0
      ? { key, text: written, tokens: null, node, ...name }
      : { key, text: textOf(list, tokens), tokens: list, node, ...name };
  }

  #matchTypes(metavariable: Metavariable, node: Node, state: MatchState): readonly MatchState[] {
    const type = this.#matcher.context.file.typeOf(node);
    if (type === null) return NO_MATCH;
    for (const pattern of metavariable.types) {
      const states = this.#matcher.matchType(pattern, type, state);
      if (states.length > 0) return states;
    }
    return NO_MATCH;
  }

  /** `local idexpression` and `global idexpression`; a static local variable is as global as one outside. */
  #isInScope({ scope }: Metavariable, node: Node): boolean {
    if (scope === null) return true;
    const isLocal = this.#matcher.context.file.declarationOf(node.value, node.first)?.isStatic === false;
    return isLocal === (scope === 'local');
  }

  #isOfKind(metavariable: Metavariable, node: Node): boolean {
    const kinds = kindsTaken(metavariable.kind);
    if (kinds !== null && !kinds.has(node.kind)) return false;
    switch (metavariable.kind) {
      case 'idexpression':
        return this.#isInScope(metavariable, node);
      case 'constant':
        return isConstant(node);
      case 'type':
        return node.kind !== 'qualified' || !this.#matcher.context.rule.rule.disabled.includes('optional_qualifier');
      case 'statement':
        return !expressionKinds.has(node.kind) && !typeKinds.has(node.kind) && !NO_STATEMENTS.has(node.kind);
      default:
        return true;
    }
  }
}

/** Kinds that, attached to a metavariable, stand for the same code. */
const WHOLE: ReadonlySet<MetavariableKind> = new Set<MetavariableKind>([
  'identifier',
  'expression',
  'idexpression',
  'constant',
  'type',
]);

/** Kinds whose values speak of variables. */
const SCOPED: ReadonlySet<MetavariableKind> = new Set<MetavariableKind>([
  'expression',
  'idexpression',
  'expression list',
]);

/** Literals, their negations, and names that by convention are constants. */
function isConstant(node: Node): boolean {
  switch (node.kind) {
    case 'number':
    case 'char':
    case 'string':
    case 'concat':
      return true;
    case 'ident':
      return /^[A-Z_][A-Z_0-9]*$/.test(node.value);
    case 'unary':
      return '+-~'.includes(node.value) && node.kids[0] != null && isConstant(node.kids[0]);
    case 'paren':
      return node.kids[0] != null && isConstant(node.kids[0]);
    default:
      return false;
  }
}
