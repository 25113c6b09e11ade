/**
 * Indices into the rows of a graph are always in range here, hence `as number` instead of checks in the inner loops.
 *
 * The temporal operators on sets of states, each in time proportional to the edges it touches. `edges` says which edges
 * count as successors, so the same code looks along them either way.
 */
import { addBit, allBits, copyOf, forEachBit, hasBit, noBits, removeBit, union } from './bitset.js';
import type { Bits } from './bitset.js';
import { outDegree } from './edges.js';
import type { Edges } from './edges.js';
import type { Meter } from './meter.js';
import type { State } from './types.js';

/** How far a search may go. */
export interface Bounds {
  readonly leaves: (state: State) => boolean;
  readonly within: Bits;
}

/** Fixpoints over one graph; holds scratch space of the size of the graph, so it is used by one solver at a time. */
export class Fixpoints {
  private readonly queue: Int32Array;
  /** `missing[s]` counts successors as an operator needs; valid where `stamp[s]` is the current round. */
  private readonly missing: Int32Array;
  private readonly stamp: Uint32Array;
  private round = 0;

  constructor(
    private readonly states: number,
    private readonly meter: Meter,
  ) {
    this.queue = new Int32Array(states);
    this.missing = new Int32Array(states);
    this.stamp = new Uint32Array(states);
  }

  /** EX: the states with a successor in `target`. */
  someNext(edges: Edges, target: Bits): Bits {
    const result = noBits(this.states);
    let visits = target.length;
    forEachBit(target, (state) => {
      visits += eachPredecessor(edges, state, (before) => {
        addBit(result, before);
      });
    });
    this.meter.spend(visits);
    return result;
  }

  /** AX: the states that have a successor, and all of them in `target`. */
  everyNext(edges: Edges, target: Bits): Bits {
    const result = noBits(this.states);
    let visits = 0;
    forEachBit(this.someNext(edges, target), (state) => {
      visits += 1;
      if (allSuccessorsIn(edges, state, target)) addBit(result, state);
    });
    this.meter.spend(visits);
    return result;
  }

  /** Like AX, but a state without successors holds. */
  everyNextIfAny(edges: Edges, target: Bits): Bits {
    const result = this.everyNext(edges, target);
    for (let state = 0; state < this.states; state++) if (outDegree(edges, state) === 0) addBit(result, state);
    return result;
  }

  /** Takes out of `bits` the states where not some, or not every successor (of at least one) is in the target. */
  keepBefore(bits: Bits, edges: Edges, { target, every }: { readonly target: Bits; readonly every: boolean }): void {
    let visits = bits.length;
    forEachBit(bits, (state) => {
      visits += 1;
      const holds = every ? allSuccessorsIn(edges, state, target) : someSuccessorIn(edges, state, target);
      if (!holds) removeBit(bits, state);
    });
    this.meter.spend(visits);
  }

  /** EU: the states from which some path through `left` reaches `right`. */
  someUntil(edges: Edges, left: Bits, right: Bits): Bits {
    const result = copyOf(right);
    this.spread(edges, right, (before) => {
      if (!hasBit(left, before) || hasBit(result, before)) return false;
      addBit(result, before);
      return true;
    });
    return result;
  }

  /** AU, the least fixpoint: every path, and at least one, goes through `left` and reaches `right`. */
  everyUntil(edges: Edges, left: Bits, right: Bits): Bits {
    const result = copyOf(right);
    this.round += 1;
    this.spread(edges, right, (before) => {
      if (!hasBit(left, before) || hasBit(result, before) || this.countDown(edges, before) > 0) return false;
      addBit(result, before);
      return true;
    });
    return result;
  }

  /** AW, the greatest fixpoint: as AU, but a path may also stay in `left` for ever, or end there. */
  everyWeakUntil(edges: Edges, left: Bits, right: Bits): Bits {
    const result = union(left, right);
    this.spread(edges, complement(this.states, result), (before) => {
      if (!hasBit(result, before) || hasBit(right, before)) return false;
      removeBit(result, before);
      return true;
    });
    return result;
  }

  /** EG: the states where a path within `inside` goes on for ever, or until it cannot go on at all. */
  someAlways(edges: Edges, inside: Bits): Bits {
    const result = copyOf(inside);
    this.round += 1;
    this.spread(edges, complement(this.states, inside), (before) => {
      if (!hasBit(result, before) || this.countDown(edges, before) > 0) return false;
      removeBit(result, before);
      return true;
    });
    return result;
  }

  /**
   * What can be reached from `from`, those states included. A path leaves a state only where `leaves` says so, and only
   * for states of `within`; `left` are the states that were left.
   */
  reach(edges: Edges, from: Bits, { leaves, within }: Bounds): { readonly reached: Bits; readonly left: Bits } {
    const reached = copyOf(from);
    const left = noBits(this.states);
    let end = this.fill(from);
    let visits = from.length;
    const enter = (after: State): void => {
      if (hasBit(reached, after) || !hasBit(within, after)) return;
      addBit(reached, after);
      this.queue[end++] = after;
    };
    for (let next = 0; next < end; next++) {
      const state = this.queue[next] as State;
      visits += 1;
      if (!leaves(state)) continue;
      addBit(left, state);
      visits += eachSuccessor(edges, state, enter);
    }
    this.meter.spend(visits);
    return { reached, left };
  }

  /** The successors of the states of `from`. */
  image(edges: Edges, from: Bits): Bits {
    const result = noBits(this.states);
    let visits = from.length;
    forEachBit(from, (state) => {
      visits += eachSuccessor(edges, state, (after) => {
        addBit(result, after);
      });
    });
    this.meter.spend(visits);
    return result;
  }

  /** Goes backwards from `seed`, each state once: where `step` says that a state changed, its predecessors follow. */
  private spread(edges: Edges, seed: Bits, step: (before: State) => boolean): void {
    const { predecessors, predecessorStart } = edges;
    let end = this.fill(seed);
    let visits = seed.length;
    for (let next = 0; next < end; next++) {
      const state = this.queue[next] as State;
      const last = predecessorStart[state + 1] as number;
      for (let edge = predecessorStart[state] as number; edge < last; edge++) {
        const before = predecessors[edge] as State;
        visits += 1;
        if (step(before)) this.queue[end++] = before;
      }
    }
    this.meter.spend(visits + end);
  }

  private fill(bits: Bits): number {
    let end = 0;
    forEachBit(bits, (state) => {
      this.queue[end++] = state;
    });
    return end;
  }

  /** Takes one successor off the count of `state`, which starts at its number of successors in every round. */
  private countDown(edges: Edges, state: State): number {
    if (this.stamp[state] !== this.round) {
      this.stamp[state] = this.round;
      this.missing[state] = outDegree(edges, state);
    }
    const left = (this.missing[state] as number) - 1;
    this.missing[state] = left;
    return left;
  }
}

/** All states that are not in the set. */
export function complement(states: number, bits: Bits): Bits {
  const result = allBits(states);
  for (let word = 0; word < result.length; word++) result[word] = (result[word] ?? 0) & ~(bits[word] ?? 0);
  return result;
}

function eachPredecessor(edges: Edges, state: State, visit: (before: State) => void): number {
  const start = edges.predecessorStart[state] as number;
  const end = edges.predecessorStart[state + 1] as number;
  for (let edge = start; edge < end; edge++) visit(edges.predecessors[edge] as State);
  return end - start;
}

function eachSuccessor(edges: Edges, state: State, visit: (after: State) => void): number {
  const start = edges.successorStart[state] as number;
  const end = edges.successorStart[state + 1] as number;
  for (let edge = start; edge < end; edge++) visit(edges.successors[edge] as State);
  return end - start;
}

/** Whether the state has a successor, and all of them are in the target. */
export function allSuccessorsIn(edges: Edges, state: State, target: Bits): boolean {
  const start = edges.successorStart[state] as number;
  const end = edges.successorStart[state + 1] as number;
  for (let edge = start; edge < end; edge++) if (!hasBit(target, edges.successors[edge] as State)) return false;
  return end > start;
}

/** Whether a successor of the state is in the target. */
export function someSuccessorIn(edges: Edges, state: State, target: Bits): boolean {
  const start = edges.successorStart[state] as number;
  const end = edges.successorStart[state + 1] as number;
  for (let edge = start; edge < end; edge++) if (hasBit(target, edges.successors[edge] as State)) return true;
  return false;
}
