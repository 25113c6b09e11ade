import type { Node } from '../c/index.js';
import type { Cfg, CfgKind, CfgNode } from './graph.js';

/** Collects nodes and edges, then packs the edges into rows. */
export class GraphBuilder {
  readonly nodes: CfgNode[] = [];
  readonly #direct: number[][] = [];
  readonly #control: number[][] = [];
  /** Nodes that no path of execution reaches: `after` nodes and what only follows them, or nothing. */
  readonly #dead = new Set<number>();

  /** Adds a node with direct edges from `from`. */
  add(kind: CfgKind, node: Node | null, from: readonly number[], copy = false): number {
    const id = this.nodes.length;
    this.nodes.push({ kind, node, escapes: false, copy, endsFunction: false, jumpsFrom: null, region: null });
    this.#direct.push([]);
    this.#control.push([]);
    for (const source of from) this.edge(source, id);
    if (kind === 'after' || (from.length > 0 && this.allDead(from))) this.#dead.add(id);
    return id;
  }

  /** Whether no path of execution comes through any of the nodes; so it is for none. */
  allDead(states: readonly number[]): boolean {
    return states.every((state) => this.#dead.has(state));
  }

  markDead(state: number): void {
    this.#dead.add(state);
  }

  edge(from: number, to: number): void {
    const row = this.#direct[from];
    if (row !== undefined && !row.includes(to)) row.push(to);
  }

  /** A control edge: followed by EX and EU only. */
  control(from: number, to: number): void {
    this.#control[from]?.push(to);
  }

  finish(item: Node): Cfg {
    const all = this.#direct.map((row, index) => [...row, ...(this.#control[index] ?? [])]);
    const direct = pack(this.#direct);
    const both = pack(all);
    return {
      item,
      nodes: this.nodes,
      states: this.nodes.length,
      directStart: direct.start,
      direct: direct.targets,
      allStart: both.start,
      all: both.targets,
    };
  }
}

function pack(rows: readonly (readonly number[])[]): { start: Uint32Array; targets: Uint32Array } {
  const start = new Uint32Array(rows.length + 1);
  rows.forEach((row, index) => (start[index + 1] = (start[index] ?? 0) + row.length));
  const targets = new Uint32Array(start[rows.length] ?? 0);
  rows.forEach((row, index) => {
    targets.set(row, start[index]);
  });
  return { start, targets };
}
