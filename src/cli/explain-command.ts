import { fromPath } from '../report/index.js';
import { runFiles } from '../tree/index.js';
import type { TreeResult } from '../tree/index.js';
import { chooseFiles, namesNoFiles } from './apply-files.js';
import type { FileOptions } from './apply-options.js';
import { compileAloud } from './compile-aloud.js';
import type { Io } from './io.js';
import { definitions, isError, printDiagnostics, readPatches } from './patch-input.js';
import { UserError } from './user-error.js';

/** The options of `vedalia explain`. */
export interface ExplainOptions extends FileOptions {
  readonly define: readonly string[];
}

/**
 * `vedalia explain RULE.cocci... PATH...`: for each file and each rule how often it matches, and where it does not, why.
 * Changes nothing. Gives the exit status: 2 when some file could not be worked on.
 */
export async function explain(words: readonly string[], options: ExplainOptions, io: Io): Promise<number> {
  const rules = words.filter((word) => word.endsWith('.cocci'));
  const paths = words.filter((word) => !word.endsWith('.cocci'));
  if (rules.length === 0) throw new UserError('no semantic patch given: name one or more files ending in .cocci');
  if (namesNoFiles(paths, options)) throw new UserError('no C files given: name files or folders (`.` for this one)');
  const set = compileAloud(readPatches(rules), { ...definitions(options.define), explain: true }, io);
  if (set === null) return 2;
  const files = await chooseFiles(paths, options, io);
  let status = 0;
  const onResult = (result: TreeResult): void => {
    printDiagnostics(result.diagnostics, io);
    if (result.diagnostics.some(isError)) status = 2;
    io.out(reportOf(result));
  };
  const end = await runFiles(set, files, { everyFile: true }, { onResult });
  printDiagnostics(end.diagnostics, io);
  return status;
}

function reportOf({ path, matches, reasons = [], output }: TreeResult): string {
  const counts = Object.entries(matches).filter(([, count]) => count > 0);
  const lines = [
    ...counts.map(([rule, count]) => `${rule}: ${String(count)} ${count === 1 ? 'match' : 'matches'}`),
    ...reasons.map(({ rule, why }) => `${rule}: no match: ${why}`),
  ];
  const head = `${fromPath(path)}${output === null ? '' : ' (would be changed)'}`;
  return [head, ...lines.map((line) => `  ${line}`), ''].join('\n');
}
