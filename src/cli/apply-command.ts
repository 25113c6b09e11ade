import { initParser } from '../engine/index.js';
import type { RunEnd } from '../engine/index.js';
import { colorDiff, formatFinding, gitNames, jsonEnd, jsonLines, resultDiff } from '../report/index.js';
import { SourceText } from '../text/index.js';
import { applyPatches, defaultCacheFolder, runFiles, writeFileAtomically } from '../tree/index.js';
import type { CacheOptions, PatchSet, RunOptions, TreeResult } from '../tree/index.js';
import { chooseFiles, namesNoFiles } from './apply-files.js';
import type { ApplyOptions } from './apply-options.js';
import type { Io } from './io.js';
import { compileAloud, definitions, isError, printDiagnostics, readPatches } from './patch-input.js';
import { UserError } from './user-error.js';
import { packageVersion } from './version.js';

/** What a run of `vedalia apply` has come to, in numbers of files. */
interface Tally {
  changed: number;
  reported: number;
  failed: number;
}

/**
 * `vedalia apply RULE.cocci... PATH...`. The exit status: 0 done, 1 with `--check` when something would be changed or is
 * reported, 2 when a patch or a file could not be read or went wrong.
 */
export async function apply(words: readonly string[], options: ApplyOptions, io: Io): Promise<number> {
  const { rules, paths } = sortOut(words, options);
  await initParser(options.parser);
  const set = compileAloud(readPatches(rules), definitions(options.define), io);
  if (set === null) return 2;
  const tally: Tally = { changed: 0, reported: 0, failed: 0 };
  const take = (result: TreeResult): void => {
    count(result, tally);
    deliver(result, options, io);
  };
  const run = { set, options, io, take };
  const end = paths.includes('-') ? await applyToInput(run) : await applyToPaths(paths, run);
  if (end.diagnostics.some(isError)) tally.failed++;
  deliverEnd(end, options, io);
  if (options.verbose === true) io.error(`${summary(tally)}\n`);
  return status(tally, options);
}

/** Semantic patches are told from paths by their ending. */
function sortOut(
  words: readonly string[],
  options: ApplyOptions,
): { rules: readonly string[]; paths: readonly string[] } {
  const rules = words.filter((word) => word.endsWith('.cocci'));
  const paths = words.filter((word) => !word.endsWith('.cocci'));
  if (rules.length === 0) throw new UserError('no semantic patch given: name one or more files ending in .cocci');
  if (namesNoFiles(paths, options))
    throw new UserError('no C files given: name files, folders (`.` for this one) or `-`');
  if (paths.includes('-') && paths.length > 1) throw new UserError('`-` (standard input) cannot go with other paths');
  return { rules, paths };
}

/** One run: the patches, what was asked for, and where results go. */
interface Run {
  readonly set: PatchSet;
  readonly options: ApplyOptions;
  readonly io: Io;
  readonly take: (result: TreeResult) => void;
}

async function applyToPaths(paths: readonly string[], { set, options, io, take }: Run): Promise<RunEnd> {
  const files = await chooseFiles(paths, options, io);
  const { looked, ...end } = await runFiles(set, files, runOptions(options), take);
  if (options.verbose === true) {
    io.error(`${String(files.length)} files, ${String(looked)} of them hold the words that the patch requires\n`);
  }
  return end;
}

function runOptions(options: ApplyOptions): RunOptions {
  const { jobs, timeout, parser, scan } = options;
  const cache = cacheOptions(options);
  return {
    everyFile: !scan,
    ...(jobs === undefined ? {} : { jobs }),
    ...(timeout === undefined ? {} : { timeoutSeconds: timeout }),
    ...(parser === undefined ? {} : { parser }),
    ...(cache === null ? {} : { cache }),
  };
}

function cacheOptions({ cache, cacheFolder }: ApplyOptions): CacheOptions | null {
  if (cache !== true && cacheFolder === undefined) return null;
  return { folder: cacheFolder ?? defaultCacheFolder(), version: packageVersion() };
}

/** With `--write` the new text goes to standard output, changed or not: a filter. */
async function applyToInput({ set, options, io, take }: Run): Promise<RunEnd> {
  const before = io.input();
  const result = await applyPatches(set, new SourceText('<stdin>', before));
  if (options.write === true) io.out(result.output ?? before);
  take({ ...result, before });
  return { printed: '', diagnostics: [] };
}

function deliver(result: TreeResult, options: ApplyOptions, io: Io): void {
  if (options.write === true && result.output !== null && result.path !== '<stdin>') {
    writeFileAtomically(result.path, result.output);
  }
  if (options.json === true) {
    io.out(Buffer.from(jsonLines(result), 'utf8'));
    return;
  }
  printDiagnostics(result.diagnostics, io);
  if (result.printed !== '') io.out(result.printed);
  for (const finding of result.findings) io.out(`${formatFinding(finding)}\n`);
  if (result.output !== null && options.write !== true) printDiff(result, io);
  if (options.verbose === true) io.error(matchLine(result));
}

/** What is left to say when all files are done. */
function deliverEnd(end: RunEnd, options: ApplyOptions, io: Io): void {
  if (options.json === true) {
    io.out(Buffer.from(jsonEnd(end), 'utf8'));
    return;
  }
  printDiagnostics(end.diagnostics, io);
  if (end.printed !== '') io.out(end.printed);
}

function printDiff(result: TreeResult, io: Io): void {
  const diff = resultDiff(result, { names: gitNames });
  io.out(io.outColor ? colorDiff(diff) : diff);
}

function matchLine({ path, matches, output }: TreeResult): string {
  const counts = Object.entries(matches).map(([rule, times]) => `${rule} ${String(times)}`);
  const what = counts.length === 0 ? 'no match' : counts.join(', ');
  return `${path}: ${what}${output === null ? '' : ' (changed)'}\n`;
}

function count(result: TreeResult, tally: Tally): void {
  if (result.output !== null) tally.changed++;
  if (result.findings.length > 0) tally.reported++;
  if (result.diagnostics.some(isError)) tally.failed++;
}

function summary({ changed, reported, failed }: Tally): string {
  return `${String(changed)} files change, ${String(reported)} have findings, ${String(failed)} failed`;
}

function status(tally: Tally, options: ApplyOptions): number {
  if (tally.failed > 0) return 2;
  return options.check === true && tally.changed + tally.reported > 0 ? 1 : 0;
}
