import type { CFile, Node } from '../c/index.js';
import { buildCfg } from '../cfg/index.js';
import type { Cfg, FlowOptions } from '../cfg/index.js';
import { stage } from '../text/index.js';
import { CodeIndex } from './code-index.js';
import { testsIn } from './truth.js';

/** The control-flow graph of one top-level item, and what is worked out about it when it is first asked for. */
export class ItemGraph {
  readonly cfg: Cfg;
  readonly #item: Node;
  #codes: CodeIndex | null = null;
  #tests: ReadonlySet<Node> | null = null;

  constructor(item: Node, flow: FlowOptions) {
    this.#item = item;
    this.cfg = stage('control flow', () => buildCfg(item, flow));
  }

  get codes(): CodeIndex {
    return (this.#codes ??= new CodeIndex(this.cfg));
  }

  /** The expressions whose truth alone matters. */
  get tests(): ReadonlySet<Node> {
    return (this.#tests ??= testsIn(this.#item));
  }
}

/**
 * By file, then by the jumps that are left out and by item. Several rules look at the same function: its graph is built
 * once. Only the file is held weakly: each weak entry costs in every collection of garbage, and items are many.
 */
const graphs = new WeakMap<CFile, Map<string, Map<Node, ItemGraph>>>();

export function graphOf(item: Node, file: CFile, flow: FlowOptions): ItemGraph {
  let ofFile = graphs.get(file);
  if (ofFile === undefined) graphs.set(file, (ofFile = new Map<string, Map<Node, ItemGraph>>()));
  const key = `${String(flow.noLoops === true)} ${String(flow.noGotos === true)}`;
  let ofFlow = ofFile.get(key);
  if (ofFlow === undefined) ofFile.set(key, (ofFlow = new Map<Node, ItemGraph>()));
  let graph = ofFlow.get(item);
  if (graph === undefined) ofFlow.set(item, (graph = new ItemGraph(item, flow)));
  return graph;
}
