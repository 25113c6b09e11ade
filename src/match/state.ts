import type { Value } from './value.js';

/** A pattern token and the file's tokens it stands for. */
export interface Link {
  readonly patternToken: number;
  readonly tokens: readonly number[];
  /** Where `tokens` is empty, as for dots that take nothing: the file token behind which the pattern token stands. */
  readonly behind?: number;
  /** The same, where the pattern token stands in front of a file token. */
  readonly ahead?: number;
  /** The tokens are not matched: they go along when the pattern token is removed. */
  readonly isExtra?: boolean;
  /** The token is one of a function's header, met in a prototype. */
  readonly inPrototype?: true;
}

/** Where a pattern token stands: one that stands for nothing, at the token behind its place. */
export function tokensAtLink({ tokens, behind }: Link): readonly number[] {
  return tokens.length > 0 || behind === undefined ? tokens : [behind + 1];
}

export interface Bound {
  readonly name: string;
  readonly value: Value;
}

/**
 * How far a match has come: an immutable chain of bindings and of links, newest first, so that alternatives share what
 * they have in common.
 */
export interface MatchState {
  readonly bindings: Chain<Bound>;
  readonly links: Chain<Link>;
}

export type Chain<T> = { readonly head: T; readonly tail: Chain<T> } | null;

export const START: MatchState = { bindings: null, links: null };
/** Shared by all failures, so that the common case allocates nothing. */
export const NO_MATCH: readonly MatchState[] = [];

export function lookUp(state: MatchState, name: string): Value | undefined {
  for (let link = state.bindings; link !== null; link = link.tail) if (link.head.name === name) return link.head.value;
  return undefined;
}

export function withBinding(state: MatchState, name: string, value: Value): MatchState {
  return { bindings: { head: { name, value }, tail: state.bindings }, links: state.links };
}

export function withLink(state: MatchState, patternToken: number, tokens: readonly number[]): MatchState {
  return { bindings: state.bindings, links: { head: { patternToken, tokens }, tail: state.links } };
}

export function withGap(state: MatchState, patternToken: number, behind: number): MatchState {
  return { bindings: state.bindings, links: { head: { patternToken, tokens: [], behind }, tail: state.links } };
}

export function withExtra(state: MatchState, patternToken: number, tokens: readonly number[]): MatchState {
  return { bindings: state.bindings, links: { head: { patternToken, tokens, isExtra: true }, tail: state.links } };
}

/** A chain's elements, oldest first. */
export function listOf<T>(chain: Chain<T>): T[] {
  const list: T[] = [];
  for (let link = chain; link !== null; link = link.tail) list.push(link.head);
  return list.reverse();
}

/** Follows `step` from every state. */
export function each(
  states: readonly MatchState[],
  step: (state: MatchState) => readonly MatchState[],
): readonly MatchState[] {
  const [only] = states;
  if (only === undefined) return NO_MATCH;
  if (states.length === 1) return step(only);
  return states.flatMap(step);
}
