import { startRun } from '../engine/index.js';
import type { FileResult, Pass, PatchRun, RunEnd, WordFormula } from '../engine/index.js';
import { SourceText } from '../text/index.js';
import type { Diagnostic } from '../text/index.js';
import type { HeaderFinder } from './header-finder.js';
import type { PatchSet } from './patch-set.js';
import { untouched } from './result.js';
import { mayHold } from './word-scan.js';

/** The patches of a set at work on one file after another; scripts keep what they know from file to file. */
export class PatchSetRun {
  readonly #set: PatchSet;
  /** What a text must hold for each patch to be applied to it. */
  readonly #words: readonly WordFormula[];
  readonly #headers: HeaderFinder;
  /** The patch whose further pass is at hand; null in the first pass. */
  #passing: PatchRun | null = null;
  #runs: Promise<readonly PatchRun[]> | undefined;

  constructor(set: PatchSet, words: readonly WordFormula[], headers: HeaderFinder) {
    this.#set = set;
    this.#words = words;
    this.#headers = headers;
  }

  /** Runs `initialize` scripts, if they have not run yet. */
  async start(): Promise<readonly PatchRun[]> {
    const { compiled, options } = this.#set;
    this.#runs ??= inOrder(compiled, (patch) => startRun(patch, options, this.#headers.doorFor(patch.patch)));
    return await this.#runs;
  }

  /**
   * Patches that leave the text as it is share what is read of it. `concerns` tells of each patch whether the text holds
   * what it requires.
   */
  async apply(source: SourceText, concerns: readonly boolean[]): Promise<FileResult> {
    let sum: FileResult | undefined;
    let now = source;
    for (const [index, run] of (await this.start()).entries()) {
      if (!this.#isAtWork(run)) continue;
      if (!(now === source ? concerns[index] : this.#mayConcern(index, now))) continue;
      const next = await run.applyToFile(now, source);
      sum = sum === undefined ? next : both(sum, next);
      if (next.output !== null) now = new SourceText(source.path, next.output);
    }
    return sum ?? untouched(source.path);
  }

  /** The same for files that are patched as one: what a patch requires may stand in any of them. */
  async applyToGroup(sources: readonly SourceText[]): Promise<readonly FileResult[]> {
    let sums = sources.map(({ path }) => untouched(path));
    let now = sources;
    for (const [index, run] of (await this.start()).entries()) {
      if (!this.#mayConcern(index, { text: now.map(({ text }) => text).join('\n') })) continue;
      const files = now.map((source, at) => ({ source, original: sources[at] ?? source }));
      const results = await run.applyToGroup(files);
      sums = sums.map((sum, at) => both(sum, results[at] ?? untouched(sum.path)));
      now = now.map((source, at) => {
        const output = results[at]?.output ?? null;
        return output === null ? source : new SourceText(source.path, output);
      });
    }
    return sums;
  }

  /** The passes that scripts ask for are over one patch each. */
  #isAtWork(run: PatchRun): boolean {
    return this.#passing === null || this.#passing === run;
  }

  #mayConcern(index: number, { text }: Pick<SourceText, 'text'>): boolean {
    return mayHold(this.#words[index] ?? { op: 'true' }, text);
  }

  /** Ends the pass at hand and starts the next that scripts asked for, for the patch that holds them; null: none. */
  async next(): Promise<Pass | null> {
    for (const run of await this.start()) {
      const pass = await run.next();
      if (pass === null) continue;
      this.#passing = run;
      return pass;
    }
    return null;
  }

  /** Runs `finalize` scripts and ends all interpreters. */
  async finish(): Promise<RunEnd> {
    const ends = await inOrder(await this.start(), (run) => run.finish());
    return {
      printed: ends.map(({ printed }) => printed).join(''),
      diagnostics: ends.flatMap(({ diagnostics }) => diagnostics),
    };
  }
}

async function inOrder<From, To>(list: readonly From[], step: (one: From) => Promise<To>): Promise<To[]> {
  const made: To[] = [];
  for (const one of list) made.push(await step(one));
  return made;
}

function both(first: FileResult, second: FileResult): FileResult {
  const matches: Record<string, number> = { ...first.matches };
  for (const [rule, count] of Object.entries(second.matches)) matches[rule] = (matches[rule] ?? 0) + count;
  return {
    path: first.path,
    output: second.output ?? first.output,
    edits: second.output === null ? first.edits : second.edits,
    starredLines: [...new Set([...first.starredLines, ...second.starredLines])].sort((left, right) => left - right),
    findings: [...first.findings, ...second.findings],
    printed: first.printed + second.printed,
    diagnostics: distinct([...first.diagnostics, ...second.diagnostics]),
    matches,
    states: [...first.states, ...second.states],
    ...(first.reasons === undefined ? {} : { reasons: [...first.reasons, ...(second.reasons ?? [])] }),
  };
}

/** Patches that meet the same unreadable code say the same of it. */
function distinct(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Set<string>();
  return diagnostics.filter((each) => {
    const { code, path, line, column, message } = each;
    const key = [code, path, line, column, message].join('\n');
    return !seen.has(key) && seen.add(key);
  });
}
