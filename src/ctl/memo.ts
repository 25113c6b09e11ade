import type { Bits } from './bitset.js';
import { environmentKey } from './environment.js';
import type { Environment } from './environment.js';
import type { Node } from './node.js';
import type { Variable } from './types.js';

/** How much the answers may weigh, in words of 4 bytes, before all are thrown away: 100 MB. */
const MOST_WORDS = 25_000_000;
/** What an answer costs besides its words: key, table entry, array header. */
const ENTRY_WORDS = 50;

interface Table {
  readonly node: Node;
  readonly answers: Map<number | string, Bits>;
}

/** Answers by node, mode and the part of the environment on which the node depends. */
export class Memo {
  private readonly tables: Table[] = [];
  private words = 0;

  constructor(
    private readonly enabled: boolean,
    private readonly modes: number,
  ) {}

  /** The answer known before, or the one that `work` finds now. */
  answer(question: MemoQuestion, work: () => Bits): Bits {
    if (!this.enabled) return work();
    const { node } = question;
    const key = environmentKey(question.environment, node.free);
    const table = (this.tables[node.id * this.modes + question.mode] ??= { node, answers: new Map() });
    const known = table.answers.get(key);
    if (known !== undefined) return known;
    const bits = work();
    this.words += bits.length + ENTRY_WORDS;
    if (this.words > MOST_WORDS) this.clear();
    table.answers.set(key, bits);
    return bits;
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
    this.tables.forEach(({ answers }) => {
      answers.clear();
    });
    this.words = 0;
  }
}

/** What is asked: a node, under an environment, in a mode from 0. */
export interface MemoQuestion {
  readonly node: Node;
  readonly mode: number;
  readonly environment: Environment;
}
