import { compilePatch } from '../engine/index.js';
import type { CompiledPatch, EngineOptions } from '../engine/index.js';
import { parsePatch } from '../smpl/index.js';
import type { Section, SemanticPatch } from '../smpl/index.js';
import { SourceText } from '../text/index.js';
import type { Diagnostic } from '../text/index.js';
import { isomorphismNames, readIsomorphisms } from './isomorphism-files.js';
import type { NamedFile } from './isomorphism-files.js';
import { includePatches } from './patch-include.js';
import type { PatchText } from './patch-include.js';
import type { PatchSummary } from './patch-summary.js';

/** Semantic patches that are applied to each file one after the other, each to what the one before has made. */
export interface PatchSet extends PatchSummary {
  readonly compiled: readonly CompiledPatch[];
  /** What is wrong with the patches; with an error among them nothing should be run. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads and compiles patches. Worker threads do this again from the same texts: compiled rules hold functions. */
export function loadPatches(texts: readonly PatchText[], options: EngineOptions): PatchSet {
  const whole = texts.map(includePatches);
  const parsed = whole.map((each) => parsePatch(new SourceText(each.path, each.text)));
  const isomorphisms = parsed.map((patch) => readIsomorphisms(patch.source.path, isomorphismNames(patch)));
  const results = parsed.map((patch, index) => {
    const virtuals = virtualsFor(patch, parsed, options);
    const isomorphismFiles = { ...textsByName(isomorphisms[index] ?? []), ...options.isomorphismFiles };
    return compilePatch(patch, { ...options, virtuals, isomorphismFiles });
  });
  const compiled = results.map((result) => result.compiled);
  return {
    texts,
    compiled,
    options,
    sources: whole.map(({ path, text }) => ({ path, text })),
    isomorphisms,
    words: compiled.map(({ words }) => words),
    diagnostics: whole.flatMap((each, index) => [
      ...each.diagnostics,
      ...(results[index]?.diagnostics ?? []).map(each.locate),
    ]),
    divisible: parsed.every((patch) => patch.sections.every(isDivisible)),
  };
}

/** Passes that scripts ask for come when all files are done. */
function isDivisible(section: Section): boolean {
  return section.kind === 'rule' || (section.kind === 'script' && !/iteration|add_pending/i.test(section.code));
}

/** A virtual rule is meant for the patches that declare it; one that none declares is left in, to be complained about. */
function virtualsFor(
  patch: SemanticPatch,
  all: readonly SemanticPatch[],
  { virtuals = [] }: EngineOptions,
): readonly string[] {
  return virtuals.filter(
    (name) => patch.virtuals.includes(name) || !all.some((other) => other.virtuals.includes(name)),
  );
}

function textsByName(files: readonly NamedFile[]): Record<string, string> {
  return Object.fromEntries(files.flatMap(({ name, text }) => (text === null ? [] : [[name, text] as const])));
}
