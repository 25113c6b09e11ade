import type { Node } from '../c/index.js';

/** Variables for the loops and switches of a pattern that a break or continue in the pattern leaves or goes on with. */
export class LoopNames {
  readonly #byJump = new Map<Node, string>();
  readonly #byLoop = new Map<Node, string>();

  constructor(root: Node) {
    this.#walk(root, { breaks: null, continues: null });
  }

  /** The variable of the statement that a break or continue belongs to; null where the pattern does not show it. */
  ofJump(jump: Node): string | null {
    return this.#byJump.get(jump) ?? null;
  }

  ofLoop(loop: Node): string | null {
    return this.#byLoop.get(loop) ?? null;
  }

  #walk(node: Node, around: Around): void {
    const target = node.kind === 'break' ? around.breaks : node.kind === 'continue' ? around.continues : null;
    if (target !== null) this.#byJump.set(node, this.#name(target));
    const inner = LOOPS.has(node.kind)
      ? { breaks: node, continues: node }
      : node.kind === 'switch'
        ? { ...around, breaks: node }
        : around;
    for (const kid of node.kids) if (kid !== null) this.#walk(kid, inner);
  }

  #name(loop: Node): string {
    const known = this.#byLoop.get(loop) ?? `{loop ${String(this.#byLoop.size + 1)}`;
    this.#byLoop.set(loop, known);
    return known;
  }
}

interface Around {
  readonly breaks: Node | null;
  readonly continues: Node | null;
}

const LOOPS: ReadonlySet<string> = new Set(['while', 'do', 'for', 'iterator']);
