import { attributesInside, attributesOf, startWithAttributes, typeKinds } from '../c/index.js';
import type { AttributeRow, Node } from '../c/index.js';
import type { Pattern } from '../smpl/index.js';
import { isMacroDeclaration, wordsInFront } from './macro-declaration.js';
import { each, NO_MATCH, withExtra } from './state.js';
import type { MatchState } from './state.js';
import { tokensOf } from './subtree.js';
import type { Attributes, Matcher } from './matcher.js';

/**
 * Attributes stand beside the tree. A type, declarator or function of a pattern that names some wants just these, in
 * their order; one that names none allows any, unless the rule disables `optional_attributes`. What is removed as a
 * whole takes its attributes along.
 */
export class AttributeMatcher implements Attributes {
  readonly #matcher: Matcher;
  readonly #pattern: AttributeRow;
  readonly #isIdle: boolean;
  readonly #isStrict: boolean;

  constructor(matcher: Matcher) {
    const { rule } = matcher.context.rule;
    this.#matcher = matcher;
    this.#pattern = patternRow(rule.body);
    this.#isStrict = rule.disabled.includes('optional_attributes');
    this.#isIdle = !this.#isStrict && (rule.body.attributes ?? []).length === 0;
  }

  /** The attributes of a pattern's type, declarator, function or macro declaration against those of the program's. */
  match(pattern: Node, node: Node, state: MatchState): readonly MatchState[] {
    if (this.#isIdle || !CARRIERS.has(node.kind)) return [state];
    const isHole = HOLES.has(pattern.kind);
    if (isHole ? !typeKinds.has(node.kind) : pattern.kind !== node.kind) return [state];
    const wanted = attributesOf(pattern, this.#pattern);
    if (wanted.length === 0 && (!this.#isStrict || pattern.kind === 'disj')) return [state];
    const present = attributesOf(isHole ? levelOf(node) : node, this.#matcher.context.file.attributes);
    if (wanted.length !== present.length) return NO_MATCH;
    return wanted.reduce<readonly MatchState[]>(
      (states, one, index) => each(states, (at) => this.#matcher.matchOptional(one, present[index], at)),
      [state],
    );
  }

  /** A removed type, as in a cast or parameter, takes along the attributes that the pattern does not name. */
  takeType(pattern: Node | null | undefined, type: Node | null | undefined, state: MatchState): MatchState {
    const token = pattern == null || type == null ? undefined : this.#removed(pattern);
    if (pattern == null || type == null || token === undefined) return state;
    if (attributesInside(pattern, this.#pattern).length > 0) return state;
    return this.#take(token, attributesInside(type, this.#matcher.context.file.attributes), state);
  }

  /** A removed parameter takes along the attributes behind its name. */
  takeDeclarator(pattern: Node, node: Node, state: MatchState): MatchState {
    const token = this.#removed(pattern);
    if (token === undefined || attributesOf(pattern, this.#pattern).length > 0) return state;
    return this.#take(token, attributesOf(node, this.#matcher.context.file.attributes), state);
  }

  /** A declaration or parameter that is removed and not replaced takes along all that the pattern does not say of it. */
  takeDeclaration(pattern: Node, node: Node, state: MatchState): MatchState {
    const token = this.#removed(pattern);
    if (token === undefined || this.#isReplaced(pattern)) return state;
    const row = this.#matcher.context.file.attributes;
    const start = startWithAttributes(node, row);
    const tokens = specifierTokens(node);
    for (let at = start; at <= node.last; at++) if (row.isAttribute(at)) tokens.push(at);
    return tokens.length === 0 ? state : withExtra(state, token, tokens);
  }

  /** A function that is removed takes along storage, type and attributes in front of its body. */
  takeHeader(pattern: Node, node: Node, state: MatchState): MatchState {
    const token = this.#removed(pattern);
    const body = node.kids[4];
    if (token === undefined || body == null) return state;
    const start = startWithAttributes(node, this.#matcher.context.file.attributes);
    return withExtra(
      state,
      token,
      Array.from({ length: Math.max(0, body.first - start) }, (_, index) => start + index),
    );
  }

  #take(token: number, attributes: readonly Node[], state: MatchState): MatchState {
    return attributes.length === 0 ? state : withExtra(state, token, attributes.flatMap(tokensOf));
  }

  /** The first token of a pattern whose tokens are all removed. */
  #removed(pattern: Node): number | undefined {
    const tokens = tokensOf(pattern);
    return tokens.every((token) => this.#matcher.isMinus(token)) ? tokens[0] : undefined;
  }

  #isReplaced(pattern: Node): boolean {
    const { tokens } = this.#matcher.context.rule.rule.body;
    return tokensOf(pattern).some((token) => tokens[token]?.before != null || tokens[token]?.after != null);
  }
}

const CARRIERS: ReadonlySet<string> = new Set([
  ...typeKinds,
  'var',
  'param',
  'function',
  'macro-decl',
  'macro-decl-init',
]);
/** What stands for types of any shape. */
const HOLES: ReadonlySet<string> = new Set(['meta', 'disj']);

/** The type whose attributes stand beside a name of the whole type. */
function levelOf(type: Node): Node {
  const [inner] = type.kids;
  const isThrough = ['qualified', 'array', 'function-type', 'grouped'].includes(type.kind);
  return isThrough && inner != null ? levelOf(inner) : type;
}

/** Storage words and qualifiers of a declaration or parameter, those of its parameters too. */
function specifierTokens(node: Node): number[] {
  const unsaid = (at: Node | null | undefined): readonly number[] => {
    if (at == null || at.kind === 'fields') return [];
    return [...(UNSAID.has(at.kind) ? at.tokens : []), ...at.kids.flatMap(unsaid)];
  };
  if (isMacroDeclaration(node)) return [...wordsInFront(node)];
  return node.kids.flatMap((kid) => unsaid(kid?.kind === 'var' ? kid.kids[0] : kid));
}

const UNSAID: ReadonlySet<string> = new Set(['qualified', 'storage']);

const rows = new WeakMap<Pattern, AttributeRow>();

function patternRow(body: Pattern): AttributeRow {
  const known = rows.get(body);
  if (known !== undefined) return known;
  const attributes = body.attributes ?? [];
  const covered = new Set(attributes.flatMap(tokensOf));
  const row: AttributeRow = {
    isAttribute: (token) => covered.has(token),
    word: (token) => body.tokens[token]?.text ?? '',
    read: (first, end) => attributes.filter((attribute) => attribute.first >= first && attribute.last < end),
  };
  rows.set(body, row);
  return row;
}
