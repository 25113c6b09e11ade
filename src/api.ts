import { unifiedDiff } from './edit/index.js';
import { applyToFile, backendName, compilePatch as compile, initParser } from './engine/index.js';
import type { Compilation, EngineOptions, FileResult } from './engine/index.js';
import { parsePatch as parse } from './smpl/index.js';
import type { SemanticPatch } from './smpl/index.js';
import { SourceText } from './text/index.js';
import type { Diagnostic } from './text/index.js';

/** A text, and the path under which it appears in diagnostics and diffs. A plain string has a path made up for it. */
export type TextInput = string | { readonly text: string; readonly path: string };

/** What applying a patch to one text gave. */
export interface PatchResult extends FileResult {
  /** The change as a unified diff with `a/` and `b/` in front of the path; '' when nothing changed. */
  readonly diff: string;
}

/** Reads a semantic patch. Mistakes in it are among its `diagnostics`; it never throws for one. */
export function parsePatch(patch: TextInput): SemanticPatch {
  return parse(sourceText(patch, 'patch.cocci'));
}

/** Compiles a patch, once for many files. Its diagnostics are those of parsing and of compiling. */
export function compilePatch(patch: TextInput | SemanticPatch, options: EngineOptions = {}): Compilation {
  return compile(isParsed(patch) ? patch : parsePatch(patch), options);
}

/**
 * Applies a patch to the text of a C file. Reads and writes no file. Diagnostics of the patch itself come in front of
 * those of the file; when there is an error among them the text is left alone.
 */
export async function applyPatch(
  patch: TextInput | SemanticPatch | Compilation,
  source: TextInput,
  options: EngineOptions = {},
): Promise<PatchResult> {
  if (backendName() === null) await initParser();
  const { compiled, diagnostics } = isCompiled(patch) ? patch : compilePatch(patch, options);
  const before = sourceText(source, 'input.c');
  if (diagnostics.some(({ severity }) => severity === 'error')) return untouched(before.path, diagnostics);
  const result = await applyToFile(compiled, before, options);
  const diff = result.output === null ? '' : diffOf(before, result.output);
  return { ...result, diff, diagnostics: [...diagnostics, ...result.diagnostics] };
}

function diffOf({ path, text }: SourceText, after: string): string {
  return unifiedDiff(text, after, { pathBefore: `a/${path}`, pathAfter: `b/${path}` });
}

function untouched(path: string, diagnostics: readonly Diagnostic[]): PatchResult {
  const nothing = {
    output: null,
    diff: '',
    edits: [],
    starredLines: [],
    findings: [],
    printed: '',
    matches: {},
    states: [],
  };
  return { path, diagnostics, ...nothing };
}

function sourceText(input: TextInput, path: string): SourceText {
  return typeof input === 'string' ? new SourceText(path, input) : new SourceText(input.path, input.text);
}

function isParsed(patch: TextInput | SemanticPatch): patch is SemanticPatch {
  return typeof patch === 'object' && 'sections' in patch;
}

function isCompiled(patch: TextInput | SemanticPatch | Compilation): patch is Compilation {
  return typeof patch === 'object' && 'compiled' in patch;
}
