import type { Finding } from '../engine/index.js';
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
 * A result as JSON lines, each ended: one `change` (with the diff) when the file changes, then one `finding` and one
 * `diagnostic` each. To be written as UTF-8; bytes of files that are no UTF-8 appear as U+FFFD.
 */
export function jsonLines(result: TreeResult): string {
  const { path, output, matches } = result;
  const change = { type: 'change', path, matches, diff: resultDiff(result, { names: gitNames }) };
  const objects = [
    ...(output === null ? [] : [change]),
    ...result.findings.map((finding) => ({ type: 'finding', ...finding })),
    ...result.diagnostics.map((diagnostic) => ({ type: 'diagnostic', ...diagnostic })),
  ];
  return objects.map((object) => `${JSON.stringify(object, fileTextDecoded)}\n`).join('');
}

/** Paths are proper text already; all other strings may hold text of files. */
function fileTextDecoded(key: string, value: unknown): unknown {
  return typeof value === 'string' && key !== 'path' ? decoded(value) : value;
}
