import { formatDiagnostic } from '../text/index.js';
import type { Diagnostic, Severity } from '../text/index.js';
import { fromPath } from './bytes.js';

const RESET = '\u001b[0m';
const BOLD = '\u001b[1m';
const RED = '\u001b[31m';
const GREEN = '\u001b[32m';
const YELLOW = '\u001b[33m';
const CYAN = '\u001b[36m';

const SEVERITY_COLOR: Readonly<Record<Severity, string>> = { error: RED, warning: YELLOW, note: CYAN };

/** A diagnostic as text, ready for `toBytes`; on a terminal with its severity and caret in color. */
export function diagnosticText(diagnostic: Diagnostic, color: boolean): string {
  const text = formatDiagnostic({ ...diagnostic, path: fromPath(diagnostic.path) });
  if (!color) return text;
  const paint = SEVERITY_COLOR[diagnostic.severity];
  return text
    .replace(`${diagnostic.severity}[`, `${paint}${diagnostic.severity}${RESET}[`)
    .replace(/^( *\| [ \t]*)(\^+)$/m, `$1${paint}$2${RESET}`);
}

/** A unified diff with the colors that git gives it. */
export function colorDiff(diff: string): string {
  return diff.replace(/^[^\n]+$/gm, (line) => {
    const paint = lineColor(line);
    return paint === '' ? line : paint + line + RESET;
  });
}

function lineColor(line: string): string {
  if (/^(---|\+\+\+|diff) /.test(line)) return BOLD;
  if (line.startsWith('@@')) return CYAN;
  if (line.startsWith('-')) return RED;
  return line.startsWith('+') ? GREEN : '';
}
