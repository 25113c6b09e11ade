import { makeNode, spelling, typeKinds } from '../c/index.js';
import type { Node } from '../c/index.js';
import { AttributeMatcher } from './attributes.js';
import { excludes, isCovered, namesOutside } from './covering.js';
import { matchDeclaration } from './declaration.js';
import { isFormatPattern, matchFormat } from './format.js';
import { staysInitializer } from './initializer.js';
import { matchInclude } from './include.js';
import { DECLARATIONS, LISTS, NAMES, TYPED } from './kinds.js';
import { matchList } from './list.js';
import type { MatchContext, Matcher } from './matcher.js';
import { MetavariableMatcher } from './metavariable.js';
import { isSameNumber } from './number.js';
import { isNamelessRecord, isRecord, matchDefinition, matchNamelessRecord } from './record.js';
import { matchDefine } from './define.js';
import { placesIn } from './places.js';
import { mayFit } from './fit.js';
import { matchPragma } from './pragma.js';
import { each, listOf, NO_MATCH, withGap, withLink } from './state.js';
import type { MatchState } from './state.js';
import { linkOwnTokens } from './own-tokens.js';
import { matchStorage } from './storage.js';
import { newTypeName, tokensOf } from './subtree.js';

/** An initialization as a value of operator metavariables. */
const INITIALIZATION = makeNode('assign', '=', [], []);

const LOGICAL: ReadonlySet<string> = new Set(['&&', '||']);

/**
 * Matches pattern trees against program trees, node by node. Every function takes a state and gives all states that can
 * follow: none when there is no match, several where dots or disjunctions leave a choice.
 */
export class TermMatcher implements Matcher {
  readonly context: MatchContext;
  readonly attributes: AttributeMatcher;
  readonly #metavariables: MetavariableMatcher;
  readonly #typedefs = new Map<Node, Node>();
  /** Above 0 while a computed type is compared: its tokens are no part of the match. */
  #unlinked = 0;

  constructor(context: MatchContext) {
    this.context = context;
    this.#metavariables = new MetavariableMatcher(this);
    this.attributes = new AttributeMatcher(this);
  }

  get linking(): boolean {
    return this.#unlinked === 0;
  }

  match(pattern: Node, node: Node, state: MatchState): readonly MatchState[] {
    if (node.kind === 'typedef') this.#noteTypedef(node);
    switch (pattern.kind) {
      case 'meta':
        return this.#withAttributes(pattern, node, this.#metavariables.match(pattern, node, state));
      case 'disj':
        return this.#withAttributes(pattern, node, this.#disjunction(pattern, node, state));
      case 'conj':
        return this.#conjunction(pattern, node, state);
      case 'optional':
      case 'bare':
        return this.#kid(pattern, 0, node, state);
      case 'test':
        return this.context.isTest(node) ? this.#kid(pattern, 0, node, state) : NO_MATCH;
      case 'dots':
        return this.link(pattern.tokens, tokensOf(node), state);
      case 'nest':
        return this.#nest(pattern, node, state);
      case 'seq':
        if (pattern.kids.length === 1) return this.#kid(pattern, 0, node, state);
        return this.#sameKind(pattern, node, state);
      case 'binary':
        if (pattern.kids[1]?.kind === 'dots') return this.#operand(pattern, node, state);
        return this.#sameKind(pattern, node, state);
      default:
        return this.#sameKind(pattern, node, state);
    }
  }

  /** Both absent, or both present and matching. */
  matchOptional(
    pattern: Node | null | undefined,
    node: Node | null | undefined,
    state: MatchState,
  ): readonly MatchState[] {
    if (pattern == null) return node == null ? [state] : NO_MATCH;
    if (node == null) return pattern.kind === 'dots' ? [state] : NO_MATCH;
    return this.match(pattern, node, state);
  }

  matchListMetavariable(
    pattern: Node,
    nodes: readonly Node[],
    covered: readonly number[],
    state: MatchState,
  ): readonly MatchState[] {
    return this.#metavariables.matchList(pattern, nodes, covered, state);
  }

  /** Binds statement metavariables attached to what has been matched (`f()@S`) to the statement around it. */
  bindAttached(statement: Node, state: MatchState): readonly MatchState[] {
    const names = this.context.rule.attachedStatements;
    if (names.length === 0) return [state];
    const { tokens } = this.context.rule.rule.body;
    const linked = listOf(state.links).flatMap(({ patternToken }) => tokens[patternToken]?.attached ?? []);
    return names
      .filter((name) => linked.includes(name))
      .reduce<readonly MatchState[]>(
        (states, name) => each(states, (at) => this.#metavariables.bindNode(name, statement, at)),
        [state],
      );
  }

  /** Whether nothing is asked of a token but to be there: it stays, without plus code and positions. */
  isPlain(patternToken: number): boolean {
    const token = this.context.rule.rule.body.tokens[patternToken];
    return token !== undefined && token.mark !== 'minus' && token.before === null && token.after === null;
  }

  /** Compares types without making their tokens part of the match. */
  matchType(pattern: Node, type: Node, state: MatchState): readonly MatchState[] {
    this.#unlinked += 1;
    const states = this.match(pattern, type, state);
    this.#unlinked -= 1;
    return states;
  }

  /** Pairs own tokens one to one; where their numbers differ, as far as they go. */
  linkPairs(pattern: readonly number[], tokens: readonly number[], state: MatchState): readonly MatchState[] {
    let at = state;
    for (let index = 0; index < pattern.length; index++) {
      const [patternToken, token] = [pattern[index], tokens[index]];
      if (patternToken === undefined || token === undefined) continue;
      const linked = this.linkOne(patternToken, [token], at)[0];
      if (linked === undefined) return NO_MATCH;
      at = linked;
    }
    return [at];
  }

  /** One pattern token (the first) stands for all of `tokens`. */
  link(pattern: readonly number[], tokens: readonly number[], state: MatchState): readonly MatchState[] {
    const [first] = pattern;
    return first === undefined ? [state] : this.linkOne(first, tokens, state);
  }

  linkOne(patternToken: number, tokens: readonly number[], state: MatchState): readonly MatchState[] {
    if (this.#unlinked > 0) return [state];
    return this.#withPositions(patternToken, tokens, withLink(state, patternToken, tokens));
  }

  /** A pattern token that stands for nothing, behind a token of the file: positions are those of the next one. */
  linkBehind(patternToken: number, behind: number, state: MatchState): readonly MatchState[] {
    if (this.#unlinked > 0) return [state];
    return this.#withPositions(patternToken, [behind + 1], withGap(state, patternToken, behind));
  }

  #withPositions(patternToken: number, tokens: readonly number[], linked: MatchState): readonly MatchState[] {
    const attached = this.context.rule.rule.body.tokens[patternToken]?.attached ?? [];
    return attached.length === 0 ? [linked] : this.#metavariables.bindPositions(attached, tokens, linked);
  }

  isMinus(patternToken: number | undefined): boolean {
    return patternToken !== undefined && this.context.rule.rule.body.tokens[patternToken]?.mark === 'minus';
  }

  hasCodeBeside(patternToken: number): boolean {
    const token = this.context.rule.rule.body.tokens[patternToken];
    return token !== undefined && (token.before !== null || token.after !== null);
  }

  isDroppedToken(patternToken: number): boolean {
    return this.isMinus(patternToken) && !this.hasCodeBeside(patternToken);
  }

  isDropped(pattern: Node): boolean {
    return tokensOf(pattern).every((index) => this.isDroppedToken(index));
  }

  #format(pattern: Node, node: Node, state: MatchState): readonly MatchState[] {
    const { metavariables } = this.context.rule;
    const isList = (name: string): boolean => metavariables.get(name)?.kind === 'format list';
    const states = matchFormat({ pattern, node, isList }, state, (name, value, count, at) =>
      this.#metavariables.bindFormat(name, value, count, at),
    );
    return each(states, (at) => this.linkPairs(pattern.tokens, node.tokens, at));
  }

  #noteTypedef(node: Node): void {
    for (const variable of node.kids) {
      const [type, name] = variable?.kids ?? [];
      if (type == null || name == null || !isRecord(type) || this.#typedefs.has(type)) continue;
      this.#typedefs.set(type, newTypeName(name));
    }
  }

  #kid(pattern: Node, index: number, node: Node, state: MatchState): readonly MatchState[] {
    const kid = pattern.kids[index];
    return kid == null ? NO_MATCH : this.match(kid, node, state);
  }

  /** Ordered: what an earlier branch matches with bindings no more special is not matched by a later one. */
  #disjunction(pattern: Node, node: Node, state: MatchState): readonly MatchState[] {
    const found: MatchState[] = [];
    for (const kid of pattern.kids) {
      if (kid === null || !mayFit(kid, node, this.context.rule)) continue;
      const states = this.match(kid, node, state);
      if (found.length === 0 || states.length === 0) found.push(...states);
      else {
        const shared = namesOutside(pattern, this.context.rule);
        found.push(...states.filter((late) => !found.some((early) => excludes(early, late, shared))));
      }
    }
    return found;
  }

  #conjunction(pattern: Node, node: Node, state: MatchState): readonly MatchState[] {
    return pattern.kids.reduce<readonly MatchState[]>(
      (states, kid) => (kid === null ? states : each(states, (at) => this.match(kid, node, at))),
      [state],
    );
  }

  /** `<... P ...>` as an expression: every place inside where P matches; `<+... P ...+>` wants at least one. */
  #nest(pattern: Node, node: Node, state: MatchState): readonly MatchState[] {
    const [body] = pattern.kids;
    if (body == null) return NO_MATCH;
    return each(this.#collect(pattern, body, node, state), (at) =>
      this.isMinus(pattern.tokens[0]) ? this.link(pattern.tokens, tokensOf(node), at) : [at],
    );
  }

  #collect(pattern: Node, body: Node, node: Node, state: MatchState): readonly MatchState[] {
    const places = placesIn(node).filter((place) => mayFit(body, place, this.context.rule));
    const collect = (start: MatchState, from: number): MatchState =>
      places.slice(from).reduce((at, place) => this.match(body, place, at)[0] ?? at, start);
    const firsts = places.flatMap((place, index) => this.match(body, place, state).map((at) => collect(at, index + 1)));
    const distinct = firsts.filter((late, index) => !firsts.slice(0, index).some((early) => isCovered(early, late)));
    if (distinct.length > 0) return distinct;
    return pattern.value === '<+...' ? NO_MATCH : [state];
  }

  #sameKind(pattern: Node, node: Node, state: MatchState): readonly MatchState[] {
    if (isFormatPattern(pattern)) return this.#format(pattern, node, state);
    // A computed array is one whatever its size.
    if (this.#unlinked > 0 && pattern.kind === 'array' && node.kind === 'array' && pattern.kids[1] == null)
      return this.matchOptional(pattern.kids[0], node.kids[0], state);
    if (isNamelessRecord(pattern)) return matchNamelessRecord(this, pattern, node, state);
    if (pattern.kind !== node.kind) return this.#otherKind(pattern, node, state);
    if (pattern.kind === 'storage' && pattern.value !== node.value) return matchStorage(this, pattern, node, state);
    if (LISTS.has(pattern.kind)) return matchList(this, pattern, node, state);
    if (pattern.kind === 'define') return matchDefine(this, pattern, node, state);
    if (pattern.kind === 'include') return matchInclude(this, pattern, node, state);
    if (pattern.kind === 'directive' && pattern.value === 'pragma' && node.value === 'pragma')
      return matchPragma(this, pattern, node, state);
    const matched = DECLARATIONS.has(pattern.kind)
      ? matchDeclaration(this, pattern, node, state)
      : each(this.matchValue(pattern, node, state), (at) => this.#kids(pattern, node, at));
    const attached = each(matched, (at) => this.#bindAttachedTerms(pattern, node, at));
    return this.#withAttributes(pattern, node, this.#withoutTypeAttributes(pattern, node, attached));
  }

  /** `a +@E b`: E is the expression whose word the metavariable is attached to. */
  #bindAttachedTerms(pattern: Node, node: Node, state: MatchState): readonly MatchState[] {
    const names = this.context.rule.attachedTerms;
    if (names.length === 0 || this.#unlinked > 0) return [state];
    const { tokens } = this.context.rule.rule.body;
    const attached = wholeTokens(pattern).flatMap((token) => tokens[token]?.attached ?? []);
    return names
      .filter((name) => attached.includes(name))
      .reduce<readonly MatchState[]>(
        (states, name) => each(states, (at) => this.#metavariables.bindNode(name, node, at)),
        [state],
      );
  }

  /**
   * `x || ...`: x alone, or anywhere in a row of operands with this operator between them. Alone it must be what such a
   * row would be: between `&&` or `||`, or where else only the truth is asked for.
   */
  #operand(pattern: Node, node: Node, state: MatchState): readonly MatchState[] {
    const whole = this.#sameKind(pattern, node, state);
    if (whole.length > 0 && !pattern.tokens.every((token) => this.isPlain(token))) return whole;
    const isAlone = !LOGICAL.has(pattern.value) || this.context.isTest(node);
    const found = [...whole, ...(isAlone ? this.#kid(pattern, 0, node, state) : NO_MATCH)];
    if (node.kind === 'binary') {
      const inside = each(this.matchValue(pattern, node, state), (at) =>
        node.kids.flatMap((kid) => (kid === null ? [] : this.#operand(pattern, kid, at))),
      );
      found.push(...inside);
    }
    return found.filter((late, index) => !found.slice(0, index).some((early) => isCovered(early, late)));
  }

  #withAttributes(pattern: Node, node: Node, states: readonly MatchState[]): readonly MatchState[] {
    if (this.#unlinked > 0) return states;
    return each(states, (at) => this.attributes.match(pattern, node, at));
  }

  /** A type that is removed from a cast, `sizeof` or compound literal goes with its attributes. */
  #withoutTypeAttributes(pattern: Node, node: Node, states: readonly MatchState[]): readonly MatchState[] {
    if (!TYPED.has(node.kind)) return states;
    return states.map((at) => this.attributes.takeType(pattern.kids[0], node.kids[0], at));
  }

  #disables(isomorphism: string): boolean {
    return this.context.rule.rule.disabled.includes(isomorphism);
  }

  /** The few pairs of kinds that are the same thing said otherwise. */
  #otherKind(pattern: Node, node: Node, state: MatchState): readonly MatchState[] {
    const [inner] = node.kids;
    if (node.kind === 'qualified' && inner != null && typeKinds.has(pattern.kind))
      return this.#disables('optional_qualifier') ? NO_MATCH : this.match(pattern, inner, state);
    if (node.kind === 'grouped' && inner != null && typeKinds.has(pattern.kind))
      return this.match(pattern, inner, state);
    if (pattern.kind === 'grouped') return this.#kid(pattern, 0, node, state);
    if (pattern.kind === 'expr-stmt' && node.kind === 'macro-stmt') {
      return each(this.matchOptional(pattern.kids[0], inner, state), (at) => [at]);
    }
    if (pattern.kind === 'qualified' && node.kind === 'prim') return this.#signed(pattern, node, state);
    if (pattern.kind === 'declaration' && node.kind === 'typedef') return matchDefinition(this, pattern, node, state);
    if (this.#unlinked > 0 && typeKinds.has(pattern.kind)) return this.#namedType(pattern, node, state);
    if (pattern.kind === 'assign' && node.kind === 'var') return this.#initialized(pattern, node, state);
    if (NAMES.has(pattern.kind) && NAMES.has(node.kind) && pattern.value === node.value) {
      return this.linkPairs(pattern.tokens, node.tokens, state);
    }
    return NO_MATCH;
  }

  /** `unsigned T` with a type metavariable: T is what else is written, and `int` where nothing is. */
  #signed(pattern: Node, node: Node, state: MatchState): readonly MatchState[] {
    const { tokens } = this.context.file;
    const sign = node.tokens.find((token) => spelling(tokens, token) === pattern.value);
    const [name] = pattern.kids;
    if (sign === undefined || name?.kind !== 'meta') return NO_MATCH;
    const others = node.tokens.filter((token) => token !== sign);
    const rest = node.value.replace(/^(?:un)?signed ?/, '');
    const type = makeNode('prim', rest === '' ? 'int' : rest, [], others);
    return each(this.match(name, type, state), (at) => this.linkPairs(pattern.tokens, [sign], at));
  }

  /** Computed types are compared behind the names that typedefs give them. */
  #namedType(pattern: Node, node: Node, state: MatchState): readonly MatchState[] {
    const { file } = this.context;
    const type = node.kind === 'typename' ? file.typedefOf(node.value) : null;
    if (type !== null) return this.match(pattern, withoutBody(type), state);
    const wanted = pattern.kind === 'typename' ? file.typedefOf(pattern.value) : null;
    return wanted === null || wanted.kind === 'typename' ? NO_MATCH : this.match(withoutBody(wanted), node, state);
  }

  typedefName(record: Node): Node | null {
    return this.#typedefs.get(record) ?? null;
  }

  /** `x = e` also says `T x = e`, as long as a declaration can take what becomes of it; so does `x op e` of any operator. */
  #initialized(pattern: Node, node: Node, state: MatchState): readonly MatchState[] {
    const [left, right] = pattern.kids;
    const [, name, value] = node.kids;
    if (left == null || right == null || name == null || value == null) return NO_MATCH;
    if (!staysInitializer(pattern, this.context.rule.rule.body.tokens)) return NO_MATCH;
    const named = each(this.matchValue(pattern, INITIALIZATION, state), (at) => this.match(left, name, at));
    return each(named, (at) =>
      each(this.match(right, value, at), (now) => this.linkPairs(pattern.tokens, node.tokens, now)),
    );
  }

  /** Values are equal, or the pattern's is an operator or iterator metavariable. */
  matchValue(pattern: Node, node: Node, state: MatchState): readonly MatchState[] {
    if (pattern.value === node.value || pattern.value === '') return [state];
    if (pattern.kind === 'number') return isSameNumber(pattern.value, node.value) ? [state] : NO_MATCH;
    if (pattern.kind === 'attribute') return NO_MATCH;
    return this.#metavariables.matchValue(pattern, node, state);
  }

  #kids(pattern: Node, node: Node, state: MatchState): readonly MatchState[] {
    if (pattern.kids.length !== node.kids.length) return NO_MATCH;
    let states: readonly MatchState[] = [state];
    for (let index = 0; index < pattern.kids.length && states.length > 0; index++) {
      const [part, kid] = [pattern.kids[index], node.kids[index]];
      states = each(states, (at) => this.matchOptional(part, kid, at));
    }
    return each(states, (at) => linkOwnTokens(this, pattern, node, at));
  }
}

/** A structure by its tag alone, where it has one. */
function withoutBody(type: Node): Node {
  const [tag = null, body = null] = type.kids;
  return isRecord(type) && tag !== null && body !== null ? makeNode(type.kind, type.value, [tag, null], []) : type;
}

/** The tokens that speak of a whole expression: the parentheses around arguments speak of the call. */
function wholeTokens({ kind, kids, tokens }: Node): readonly number[] {
  return kind === 'args' ? [] : kind === 'call' ? [...tokens, ...(kids[1]?.tokens ?? [])] : tokens;
}
