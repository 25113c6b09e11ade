import type { Bits } from './bitset.js';
import type { EnvironmentKey as Key } from './environment.js';
import type { Node } from './node.js';
import type { Variable } from './types.js';

/** How much the answers may weigh, in words of 4 bytes, before all are thrown away: 100 MB. */
const MOST_WORDS = 25_000_000;
/** What an answer costs besides its words: key, table entry, array header. */
const ENTRY_WORDS = 50;

/** The answers about one node in one mode. Most have one only, for which a map would be dear. */
interface Table {
  readonly node: Node;
  key: Key | null;
  bits: Bits | null;
  /** All further ones; null while there are none. */
  more: Map<Key, Bits> | null;
}

/** Answers by node, mode and the key of the part of the environment on which the node depends. */
export class Memo {
  private readonly tables: Table[] = [];
  private words = 0;

  constructor(
    private readonly enabled: boolean,
    private readonly modes: number,
  ) {}

  /** The answer known before, in a mode from 0, under environments with that key for the variables free in the node. */
  known(node: Node, mode: number, key: Key): Bits | undefined {
    const table = this.enabled ? this.tables[node.id * this.modes + mode] : undefined;
    if (table === undefined || table.bits === null) return undefined;
    return table.key === key ? table.bits : table.more?.get(key);
  }

  keep(node: Node, mode: number, key: Key, bits: Bits): void {
    if (!this.enabled) return;
    this.words += bits.length + ENTRY_WORDS;
    if (this.words > MOST_WORDS) this.clear();
    const table = (this.tables[node.id * this.modes + mode] ??= { node, key: null, bits: null, more: null });
    if (table.bits === null) {
      table.key = key;
      table.bits = bits;
    } else (table.more ??= new Map<Key, Bits>()).set(key, bits);
  }

  /** Throws away what depends on a variable whose value will not come again. */
  forget(variable: Variable): void {
    this.tables.forEach((table) => {
      if (!table.node.free.includes(variable)) return;
      if (table.bits !== null) this.words -= table.bits.length + ENTRY_WORDS;
      for (const bits of table.more?.values() ?? []) this.words -= bits.length + ENTRY_WORDS;
      empty(table);
    });
  }

  private clear(): void {
    this.tables.forEach(empty);
    this.words = 0;
  }
}

function empty(table: Table): void {
  table.key = null;
  table.bits = null;
  table.more = null;
}
