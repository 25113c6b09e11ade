import type { Finding, RunEnd } from '../engine/index.js';
import type { TreeResult } from '../tree/index.js';
import { decoded, fromPath } from './bytes.js';
import { gitNames, resultDiff } from './result-diff.js';

/** `path:line:column: message`, as compilers print it, and a line for each further place of the same finding. */
export function formatFinding(finding: Finding): string {
  const { path, line, column, message, rule, further } = finding;
  const at = (place: { line: number; column: number }): string =>
    `${fromPath(path)}:${String(place.line)}:${String(place.column)}: `;
  const first = at({ line, column }) + (message === '' ? rule : message);
  return [first, ...further.map((place) => `${at(place)}  and here`)].join('\n');
}

/**
 * A result as JSON lines, each ended: one `change` (with the diff) when the file changes, one `printed` when scripts
 * printed something, then one `finding` and one `diagnostic` each. To be written as UTF-8; bytes of files that are no UTF-8 appear as U+FFFD.
 */
export function jsonLines(result: TreeResult): string {
  const { path, output, matches, printed } = result;
  const change = { type: 'change', path, matches, diff: resultDiff(result, { names: gitNames }) };
  const objects = [
    ...(output === null ? [] : [change]),
    ...(printed === '' ? [] : [{ type: 'printed', path, text: printed }]),
    ...result.findings.map((finding) => ({ type: 'finding', ...finding })),
    ...result.diagnostics.map((diagnostic) => ({ type: 'diagnostic', ...diagnostic })),
  ];
  return objects.map((object) => `${JSON.stringify(object, fileTextDecoded)}\n`).join('');
}

/** The same for what is left to say when all files are done. */
export function jsonEnd({ printed, diagnostics }: RunEnd): string {
  const objects = [
    ...(printed === '' ? [] : [{ type: 'printed', text: printed }]),
    ...diagnostics.map((diagnostic) => ({ type: 'diagnostic', ...diagnostic })),
  ];
  return objects.map((object) => `${JSON.stringify(object, fileTextDecoded)}\n`).join('');
}

/** Paths are proper text already; all other strings may hold text of files. */
function fileTextDecoded(key: string, value: unknown): unknown {
  return typeof value === 'string' && key !== 'path' ? decoded(value) : value;
}
