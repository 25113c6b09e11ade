import type { Graph, State } from './types.js';

/** One kind of edge in compressed rows, seen from both ends, and how large each row of successors is. */
export interface Edges {
  readonly successorStart: Uint32Array;
  readonly successors: Uint32Array;
  readonly predecessorStart: Uint32Array;
  readonly predecessors: Uint32Array;
}

/** Which edges an operator follows, and which way. */
export type EdgeKind = 'direct' | 'all' | 'direct back' | 'all back';

/** The edges of one graph by kind. */
export type EdgeTable = Readonly<Record<EdgeKind, Edges>>;

const tables = new WeakMap<Graph, EdgeTable>();

/** The edge table of a graph; built once for each graph object. */
export function edgeTable(graph: Graph): EdgeTable {
  const known = tables.get(graph);
  if (known !== undefined) return known;
  const direct = bothWays(graph.states, graph.directStart, graph.direct);
  const all = bothWays(graph.states, graph.allStart, graph.all);
  const table: EdgeTable = { direct, all, 'direct back': turned(direct), 'all back': turned(all) };
  tables.set(graph, table);
  return table;
}

export function outDegree(edges: Edges, state: State): number {
  return (edges.successorStart[state + 1] ?? 0) - (edges.successorStart[state] ?? 0);
}

function turned(edges: Edges): Edges {
  return {
    successorStart: edges.predecessorStart,
    successors: edges.predecessors,
    predecessorStart: edges.successorStart,
    predecessors: edges.successors,
  };
}

/** Adds the rows of predecessors by a counting sort. */
function bothWays(states: number, successorStart: Uint32Array, successors: Uint32Array): Edges {
  const predecessorStart = new Uint32Array(states + 1);
  for (const target of successors) predecessorStart[target + 1] = (predecessorStart[target + 1] ?? 0) + 1;
  for (let s = 0; s < states; s++) {
    predecessorStart[s + 1] = (predecessorStart[s + 1] ?? 0) + (predecessorStart[s] ?? 0);
  }
  const next = predecessorStart.slice();
  const predecessors = new Uint32Array(successors.length);
  for (let state = 0; state < states; state++) {
    const end = successorStart[state + 1] ?? 0;
    for (let edge = successorStart[state] ?? 0; edge < end; edge++) {
      const target = successors[edge] ?? 0;
      const place = next[target] ?? 0;
      predecessors[place] = state;
      next[target] = place + 1;
    }
  }
  return { successorStart, successors, predecessorStart, predecessors };
}
