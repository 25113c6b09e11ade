import type { Formula } from '../ctl/index.js';

/** Names of metavariables already quantified (or free) at a place of the formula. */
export type Bound = ReadonlySet<string>;

/**
 * What has to follow a statement: built only where it is needed, since its quantifiers depend on what is bound there.
 * No continuation (`null`) means that nothing is asked of what follows: the end of a branch or of the pattern.
 */
export interface Continuation {
  build(bound: Bound): Formula | null;
  /** Metavariables that what follows uses. */
  readonly used: ReadonlySet<string>;
  /** Where what follows is the end of a block: its closing brace. */
  readonly close?: Formula;
  /** "What follows starts here", for the shortest path of dots; null when it cannot be told. */
  guard(bound: Bound): Formula | null;
}

export function union(...sets: readonly ReadonlySet<string>[]): Set<string> {
  const all = new Set<string>();
  for (const set of sets) for (const name of set) all.add(name);
  return all;
}

export function intersection(left: ReadonlySet<string>, right: ReadonlySet<string>): Set<string> {
  return new Set([...left].filter((name) => right.has(name)));
}

export function difference(left: ReadonlySet<string>, right: ReadonlySet<string>): Set<string> {
  return new Set([...left].filter((name) => !right.has(name)));
}
