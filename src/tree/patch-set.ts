import { compilePatch } from '../engine/index.js';
import type { CompiledPatch, EngineOptions, WordFormula } from '../engine/index.js';
import { parsePatch } from '../smpl/index.js';
import type { Section, SemanticPatch } from '../smpl/index.js';
import { SourceText } from '../text/index.js';
import type { Diagnostic } from '../text/index.js';
import { isomorphismFiles } from './isomorphism-files.js';
import { includePatches } from './patch-include.js';
import type { PatchText } from './patch-include.js';

/** Semantic patches that are applied to each file one after the other, each to what the one before has made. */
export interface PatchSet {
  readonly texts: readonly PatchText[];
  readonly compiled: readonly CompiledPatch[];
  readonly options: EngineOptions;
  /** All that results depend on besides the file and the program: texts, what they include and name, options. */
  readonly identity: unknown;
  /** What is wrong with the patches; with an error among them nothing should be run. */
  readonly diagnostics: readonly Diagnostic[];
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
    divisible: parsed.every((patch) => patch.sections.every(isDivisible)),
  };
}

/** The set with lines that edits and findings are wanted on: see `EngineOptions`. */
export function withLines(set: PatchSet, lines: NonNullable<EngineOptions['lines']>): PatchSet {
  return { ...set, options: { ...set.options, lines }, identity: [set.identity, lines] };
}

/** What a file must hold for each patch of a set to be applied to it: nothing with `everyFile`. */
export function requiredWords(set: PatchSet, everyFile = false): readonly WordFormula[] {
  return set.compiled.map(({ words }) => (everyFile ? { op: 'true' } : words));
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
