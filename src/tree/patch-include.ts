import path from 'node:path';
import { diagnose, SourceText } from '../text/index.js';
import type { Diagnostic } from '../text/index.js';
import { readSource } from './source-file.js';

/** The text of a semantic patch (Latin-1) and the path it is shown under. Plain data: survives structured clone. */
export interface PatchText {
  readonly path: string;
  readonly text: string;
}

/** A patch with the files that it includes put in the place of its `#include` lines. */
export interface WholePatch extends PatchText {
  /** What could not be included. */
  readonly diagnostics: readonly Diagnostic[];
  /** A diagnostic of the whole text, as one of the file that the place comes from. */
  readonly locate: (diagnostic: Diagnostic) => Diagnostic;
}

/** A line of the whole text: the file it comes from, its number there. */
interface Line {
  readonly text: string;
  readonly source: SourceText;
  readonly number: number;
}

const INCLUDE = /^#include[ \t]+"([^"\n]+)"/;

/**
 * Puts included patches in place. They stand before the first rule of a patch; their paths are looked up from the folder
 * of the including file, then from the working directory.
 */
export function includePatches(patch: PatchText): WholePatch {
  const source = new SourceText(patch.path, patch.text);
  const diagnostics: Diagnostic[] = [];
  const lines = linesOf(source, [patch.path], diagnostics);
  return {
    path: patch.path,
    text: lines.map((line) => line.text).join('\n'),
    diagnostics,
    locate: (diagnostic) => locate(diagnostic, source, lines),
  };
}

function linesOf(source: SourceText, open: readonly string[], diagnostics: Diagnostic[]): Line[] {
  const texts = source.text.split('\n');
  const firstRule = texts.findIndex((text) => text.startsWith('@'));
  return texts.flatMap((text, index) => {
    const line = { text, source, number: index + 1 };
    const name = index < firstRule ? INCLUDE.exec(text)?.[1] : undefined;
    if (name === undefined) return [line];
    const included = find(name, source.path, open);
    if (included !== null) return linesOf(included, [...open, included.path], diagnostics);
    const start = source.lineStarts[index] ?? 0;
    const about = { code: 'include-not-found', message: `cannot include ${name}: no such file, or it is being read` };
    diagnostics.push(diagnose(source, { start, end: start + text.length }, about));
    return [{ ...line, text: '' }];
  });
}

function find(name: string, from: string, open: readonly string[]): SourceText | null {
  for (const candidate of [path.join(path.dirname(from), name), name]) {
    if (open.includes(candidate)) return null;
    try {
      return readSource(candidate);
    } catch {
      continue;
    }
  }
  return null;
}

function locate(diagnostic: Diagnostic, whole: SourceText, lines: readonly Line[]): Diagnostic {
  const line = lines[diagnostic.line - 1];
  if (line === undefined || (line.source === whole && line.number === diagnostic.line)) return diagnostic;
  const start = (line.source.lineStarts[line.number - 1] ?? 0) + diagnostic.column - 1;
  const end = start + diagnostic.span.end - diagnostic.span.start;
  return { ...diagnostic, path: line.source.path, line: line.number, span: { start, end } };
}
