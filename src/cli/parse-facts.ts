import { functionsIn } from '../c/index.js';
import type { CFile, FunctionPlace, MaskKind } from '../c/index.js';
import { fromPath } from '../report/index.js';

/** What reading a whole file came to. */
export interface ParseFacts {
  readonly path: string;
  readonly bytes: number;
  readonly lines: number;
  readonly tokens: number;
  readonly units: number;
  readonly functions: readonly FunctionPlace[];
  /** How many stretches were masked, by kind of mask. */
  readonly masks: ReadonlyMap<MaskKind, number>;
  /** Offsets of what could not be read. */
  readonly unread: readonly { readonly start: number; readonly end: number; readonly code: string }[];
  readonly unreadLines: number;
}

/** Reads all units, each once; of their trees nothing is kept here. */
export function factsOf(file: CFile): ParseFacts {
  const masks = new Map<MaskKind, number>();
  const functions: FunctionPlace[] = [];
  for (const unit of file.units) {
    const trees = file.trees(unit);
    for (const { kind } of trees.flatMap((tree) => tree.masks)) masks.set(kind, (masks.get(kind) ?? 0) + 1);
    functions.push(...functionsIn(file, unit, trees));
  }
  const { text, path } = file.source;
  const unread = file.diagnostics.map(({ span, code }) => ({ start: span.start, end: span.end, code }));
  return {
    path,
    bytes: text.length,
    lines: linesIn(text),
    tokens: file.tokens.count,
    units: file.units.length,
    functions,
    masks,
    unread,
    unreadLines: unread.reduce((sum, { start, end }) => sum + linesIn(text.slice(start, end)), 0),
  };
}

export function statsLine(facts: ParseFacts): string {
  const counts = [
    counted(facts.bytes, 'byte'),
    counted(facts.tokens, 'token'),
    counted(facts.units, 'unit'),
    counted(facts.functions.length, 'function'),
  ];
  const left = facts.unread.reduce((sum, { start, end }) => sum + end - start, 0);
  const unread = `${String(facts.unread.length)} not read${left > 0 ? ` (${counted(left, 'byte')})` : ''}`;
  return `${fromPath(facts.path)}: ${[...counts, unread, ...maskCounts(facts.masks)].join(', ')}\n`;
}

/** The numbers of several files together. */
export class ParseTotals {
  #files = 0;
  #whole = 0;
  #bytes = 0;
  #lines = 0;
  #tokens = 0;
  #functions = 0;
  #unreadLines = 0;
  readonly #masks = new Map<MaskKind, number>();
  /** How many stretches could not be read. */
  unread = 0;

  add(facts: ParseFacts): void {
    this.#files++;
    if (facts.unread.length === 0) this.#whole++;
    this.#bytes += facts.bytes;
    this.#lines += facts.lines;
    this.#tokens += facts.tokens;
    this.#functions += facts.functions.length;
    this.#unreadLines += facts.unreadLines;
    this.unread += facts.unread.length;
    for (const [kind, count] of facts.masks) this.#masks.set(kind, (this.#masks.get(kind) ?? 0) + count);
  }

  line(): string {
    const counts = [
      counted(this.#bytes, 'byte'),
      counted(this.#tokens, 'token'),
      counted(this.#functions, 'function'),
      `${String(this.unread)} not read`,
      ...maskCounts(this.#masks),
    ];
    return `${counted(this.#files, 'file')}, ${String(this.#whole)} read whole: ${counts.join(', ')}\n`;
  }

  /** The last lines of `spatch --parse-c`. */
  likeSpatch(): string {
    const bad = this.#files - this.#whole;
    const good = this.#lines - this.#unreadLines;
    const share = this.#files === 0 ? 100 : Math.floor((100 * this.#whole) / this.#files);
    const lines = this.#lines === 0 ? '100.00' : ((100 * good) / this.#lines).toFixed(2);
    return (
      `${'-'.repeat(71)}\n` +
      `NB total files = ${String(this.#files)}; perfect = ${String(this.#whole)}; pbs = ${String(bad)}; ` +
      `timeout = 0; =========> ${String(share)}%\n` +
      `nb good = ${String(good)},  nb bad = ${String(this.#unreadLines)} =========> ${lines}% good or passed\n`
    );
  }
}

function maskCounts(masks: ReadonlyMap<MaskKind, number>): string[] {
  return [...masks]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([kind, count]) => `${kind} ${String(count)}`);
}

function counted(count: number, what: string): string {
  return `${String(count)} ${what}${count === 1 ? '' : 's'}`;
}

function linesIn(text: string): number {
  let count = text === '' || text.endsWith('\n') ? 0 : 1;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
