import { compilePatch, startRun } from '../engine/index.js';
import type { CompiledPatch, EngineOptions, FileResult, Pass, PatchRun, RunEnd, WordFormula } from '../engine/index.js';
import { parsePatch } from '../smpl/index.js';
import type { Section, SemanticPatch } from '../smpl/index.js';
import { SourceText } from '../text/index.js';
import type { Diagnostic } from '../text/index.js';
import { HeaderFinder } from './header-finder.js';
import { isomorphismFiles } from './isomorphism-files.js';
import { includePatches } from './patch-include.js';
import type { PatchText } from './patch-include.js';
import type { IncludeOptions } from './result.js';
import { mayHold } from './word-scan.js';

/** Semantic patches that are applied to each file one after the other, each to what the one before has made. */
export interface PatchSet {
  readonly texts: readonly PatchText[];
  readonly compiled: readonly CompiledPatch[];
  readonly options: EngineOptions;
  /** All that results depend on besides the file and the program: texts, what they include and name, options. */
  readonly identity: unknown;
  /** What is wrong with the patches; with an error among them nothing should be run. */
  readonly diagnostics: readonly Diagnostic[];
  /** What a file must hold for one of the patches to match. */
  readonly words: WordFormula;
  /** False when scripts keep state over all files, so that one process must see them all in order. */
  readonly divisible: boolean;
}

/** Reads and compiles patches. Worker threads do this again from the same texts: compiled rules hold functions. */
export function loadPatches(texts: readonly PatchText[], options: EngineOptions): PatchSet {
  const whole = texts.map(includePatches);
  const parsed = whole.map((each) => parsePatch(new SourceText(each.path, each.text)));
  const own = parsed.map((patch) => optionsFor(patch, parsed, options));
  const results = parsed.map((patch, index) => compilePatch(patch, own[index]));
  const compiled = results.map((result) => result.compiled);
  return {
    texts,
    compiled,
    options,
    identity: [whole.map(({ path, text }) => [path, text]), options, own],
    diagnostics: whole.flatMap((each, index) => [
      ...each.diagnostics,
      ...(results[index]?.diagnostics ?? []).map(each.locate),
    ]),
    words: { op: 'or', parts: compiled.map((patch) => patch.words) },
    divisible: parsed.every((patch) => patch.sections.every(isDivisible)),
  };
}

/** The set with lines that edits and findings are wanted on: see `EngineOptions`. */
export function withLines(set: PatchSet, lines: NonNullable<EngineOptions['lines']>): PatchSet {
  return { ...set, options: { ...set.options, lines }, identity: [set.identity, lines] };
}

/** Passes that scripts ask for come when all files are done. */
function isDivisible(section: Section): boolean {
  return section.kind === 'rule' || (section.kind === 'script' && !/iteration|add_pending/i.test(section.code));
}

/** A virtual rule is meant for the patches that declare it; one that none declares is left in, to be complained about. */
function optionsFor(patch: SemanticPatch, all: readonly SemanticPatch[], options: EngineOptions): EngineOptions {
  const virtuals = (options.virtuals ?? []).filter(
    (name) => patch.virtuals.includes(name) || !all.some((other) => other.virtuals.includes(name)),
  );
  return { ...options, virtuals, isomorphismFiles: { ...isomorphismFiles(patch), ...options.isomorphismFiles } };
}

/** Applies the patches of a set in order to one text, as a run of its own. */
export async function applyPatches(
  set: PatchSet,
  source: SourceText,
  includes: IncludeOptions = { follow: 'none' },
): Promise<FileResult> {
  const run = new PatchSetRun(set, { headers: new HeaderFinder(includes) });
  const result = await run.apply(source);
  const end = await run.finish();
  return {
    ...result,
    printed: result.printed + end.printed,
    diagnostics: [...result.diagnostics, ...end.diagnostics],
  };
}

/** The patches of a set at work on one file after another; scripts keep what they know from file to file. */
export class PatchSetRun {
  readonly #set: PatchSet;
  readonly #everyFile: boolean;
  readonly #headers: HeaderFinder | null;
  /** The patch whose further pass is at hand; null in the first pass. */
  #passing: PatchRun | null = null;
  #runs: Promise<readonly PatchRun[]> | undefined;

  /** With `everyFile` patches are run whose words are not in the text. */
  constructor(
    set: PatchSet,
    { everyFile = false, headers }: { readonly everyFile?: boolean; readonly headers?: HeaderFinder } = {},
  ) {
    this.#set = set;
    this.#everyFile = everyFile;
    this.#headers = headers ?? null;
  }

  /** Runs `initialize` scripts, if they have not run yet. */
  async start(): Promise<readonly PatchRun[]> {
    const { compiled, options } = this.#set;
    this.#runs ??= inOrder(compiled, (patch) => startRun(patch, options, this.#headers?.doorFor(patch.patch) ?? null));
    return await this.#runs;
  }

  /** Patches that leave the text as it is share what is read of it. */
  async apply(source: SourceText): Promise<FileResult> {
    let sum: FileResult | undefined;
    let now = source;
    for (const [index, run] of (await this.start()).entries()) {
      if (!this.#isAtWork(run) || !this.#concerns(index, now)) continue;
      const next = await run.applyToFile(now, source);
      sum = sum === undefined ? next : both(sum, next);
      if (next.output !== null) now = new SourceText(source.path, next.output);
    }
    return sum ?? untouched(source.path);
  }

  /** The passes that scripts ask for are over one patch each. */
  #isAtWork(run: PatchRun): boolean {
    return this.#passing === null || this.#passing === run;
  }

  /** Whether a patch can do anything in a text; one that is alone was asked before. */
  #concerns(index: number, { text }: SourceText): boolean {
    const { compiled } = this.#set;
    return this.#everyFile || compiled.length === 1 || mayHold(compiled[index]?.words ?? { op: 'true' }, text);
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

/** The result of a file that nothing was done to, with what went wrong. */
export function untouched(path: string, diagnostics: readonly Diagnostic[] = []): FileResult {
  const nothing = { output: null, edits: [], starredLines: [], findings: [], printed: '', matches: {}, states: [] };
  return { path, diagnostics, ...nothing };
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
