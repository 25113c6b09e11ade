import type { Bits } from './bitset.js';
import { environmentKey } from './environment.js';
import type { Environment } from './environment.js';
import type { Node } from './node.js';
import type { Variable } from './types.js';

/** How much the answers may weigh, in words of 4 bytes, before all are thrown away: 100 MB. */
const MOST_WORDS = 25_000_000;
/** What an answer costs besides its words: key, table entry, array header. */
const ENTRY_WORDS = 50;

interface NodeAnswers {
  readonly node: Node;
  readonly answers: Map<number | string, Bits>;
}

/** Answers by node, mode and the part of the environment on which the node depends. */
export class Memo {
  private readonly tables: NodeAnswers[] = [];
  private words = 0;

  constructor(
    private readonly enabled: boolean,
    private readonly modes: number,
  ) {}

  get(node: Node, mode: number, environment: Environment): Bits | undefined {
    return this.tables[node.id * this.modes + mode]?.answers.get(environmentKey(environment, node.free));
  }

  set(node: Node, mode: number, { environment, bits }: { environment: Environment; bits: Bits }): void {
    if (!this.enabled) return;
    this.words += bits.length + ENTRY_WORDS;
    if (this.words > MOST_WORDS) this.clear();
    const place = node.id * this.modes + mode;
    const table = (this.tables[place] ??= { node, answers: new Map() });
    table.answers.set(environmentKey(environment, node.free), bits);
  }

  /** Throws away what depends on a variable whose value will not come again. */
  forget(variable: Variable): void {
    this.tables.forEach(({ node, answers }) => {
      if (!node.free.includes(variable)) return;
      for (const bits of answers.values()) this.words -= bits.length + ENTRY_WORDS;
      answers.clear();
    });
  }

  private clear(): void {
    for (const table of Object.values(this.tables)) table.answers.clear();
    this.words = 0;
  }
}
