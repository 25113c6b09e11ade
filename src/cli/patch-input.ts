import type { MacroLines } from '../c/index.js';
import type { EngineOptions } from '../engine/index.js';
import { diagnosticText } from '../report/index.js';
import type { Diagnostic } from '../text/index.js';
import { isSystemError, readSource, reason } from '../tree/index.js';
import type { PatchText } from '../tree/index.js';
import type { Io } from './io.js';
import { UserError } from './user-error.js';

/** Reads semantic patches from files; a file that cannot be read is a mistake of the user. */
export function readPatches(paths: readonly string[]): readonly PatchText[] {
  return paths.map((path) => ({ path, text: readOrExplain(path) }));
}

/** Files with `#define` lines, as the options of both command lines name them. */
export interface MacroFiles {
  readonly macroFile: readonly string[];
  readonly macroFileBuiltins: readonly string[];
}

/** The text of files with `#define` lines. */
export function macroTexts({ macroFile, macroFileBuiltins }: MacroFiles): MacroLines {
  const text = (files: readonly string[]): string => files.map(readOrExplain).join('\n');
  return { macros: text(macroFile), builtinMacros: text(macroFileBuiltins) };
}

/** The text of a file as Latin-1. Throws a `UserError` when it cannot be read. */
export function readOrExplain(path: string): string {
  try {
    return readSource(path).text;
  } catch (error) {
    if (isSystemError(error)) throw new UserError(`cannot read ${path}: ${reason(error)}`);
    throw error;
  }
}

/** Prints diagnostics on standard error, in color on a terminal. */
export function printDiagnostics(diagnostics: readonly Diagnostic[], io: Io): void {
  for (const diagnostic of diagnostics) io.error(`${diagnosticText(diagnostic, io.errorColor)}\n`);
}

export function isError(diagnostic: Diagnostic): boolean {
  return diagnostic.severity === 'error';
}

/** Virtual rules and identifiers as `-D` gives them: `name` or `name=value`. */
export function definitions(words: readonly string[]): Pick<EngineOptions, 'virtuals' | 'definitions'> {
  const virtuals = words.filter((word) => !word.includes('='));
  const pairs = words.filter((word) => word.includes('=')).map((word) => splitAtFirst(word, '='));
  return { virtuals, definitions: Object.fromEntries(pairs) };
}

function splitAtFirst(word: string, mark: string): [string, string] {
  const at = word.indexOf(mark);
  return [word.slice(0, at), word.slice(at + mark.length)];
}
