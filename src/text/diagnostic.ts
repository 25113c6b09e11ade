import type { SourceText } from './source-text.js';
import type { Span } from './span.js';

export type Severity = 'error' | 'warning' | 'note';

/**
 * Something a user should know about their patch, their C code or their command line.
 * Plain data: survives structured clone. `span` is in the file called `path`; `place` is its start,
 * computed when the diagnostic is made so that it can be printed where the text is not at hand.
 */
export interface Diagnostic {
  /** Stable, kebab-case, documented in docs/diagnostics.md. */
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly path: string;
  readonly span: Span;
  /** Line and column, from 1. */
  readonly line: number;
  readonly column: number;
  /** The source line the span starts on, for the code frame. */
  readonly frame: string;
  /** What to do about it. */
  readonly hint?: string;
}

/** Makes a diagnostic for a span of a text. */
export function diagnose(
  source: SourceText,
  span: Span,
  about: { code: string; severity?: Severity; message: string; hint?: string },
): Diagnostic {
  const { line, column } = source.place(span.start);
  return {
    code: about.code,
    severity: about.severity ?? 'error',
    message: about.message,
    path: source.path,
    span,
    line,
    column,
    frame: source.line(line),
    ...(about.hint === undefined ? {} : { hint: about.hint }),
  };
}

/** `path:line:column: severity[code]: message`, a code frame with a caret, and the hint. */
export function formatDiagnostic(diagnostic: Diagnostic): string {
  const { path, line, column, severity, code, message, frame, hint, span } = diagnostic;
  const lines = [`${path}:${String(line)}:${String(column)}: ${severity}[${code}]: ${message}`];
  if (frame.trim() !== '') {
    const gutter = `${String(line)} | `;
    const before = frame.slice(0, column - 1).replace(/[^\t]/g, ' ');
    const width = Math.max(1, Math.min(span.end - span.start, frame.length - column + 1));
    lines.push(gutter + frame, ' '.repeat(gutter.length - 2) + '| ' + before + '^'.repeat(width));
  }
  if (hint !== undefined) lines.push(`  hint: ${hint}`);
  return lines.join('\n');
}
