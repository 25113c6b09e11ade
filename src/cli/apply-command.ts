import { initParser } from '../engine/index.js';
import type { EngineOptions } from '../engine/index.js';
import { SourceText } from '../text/index.js';
import { applyPatches, defaultCacheFolder, keepSummary, keptSummary, runFiles, withLines } from '../tree/index.js';
import type { CacheOptions, PatchSet, PatchSummary, PatchText, RunOptions } from '../tree/index.js';
import { chooseFiles, chosenLines, namesNoFiles } from './apply-files.js';
import { includeOptions } from './apply-options.js';
import type { ApplyOptions } from './apply-options.js';
import { ApplyOutput, STANDARD_INPUT } from './apply-output.js';
import type { Tally } from './apply-tally.js';
import type { Io } from './io.js';
import { definitions, macroTexts, readPatches } from './patch-input.js';
import { startProgress } from './progress.js';
import { UserError } from './user-error.js';
import { keepRoomSmall } from './v8-settings.js';
import { packageVersion } from './version.js';

/**
 * `vedalia apply RULE.cocci... PATH...`. The exit status: 0 done, 1 with `--check` when something would be changed or is
 * reported, 2 when a patch or a file could not be read or went wrong, 3 with `--strict` when code that a rule is about
 * could not be read.
 */
export async function apply(words: readonly string[], options: ApplyOptions, io: Io): Promise<number> {
  const { rules, paths } = sortOut(words, options);
  // One that was asked for by name and does not load is told of at once.
  if (options.parser !== undefined) await initParser(options.parser);
  const patches = { texts: readPatches(rules), engine: engineOptions(options) };
  const tally = paths.includes('-')
    ? await applyToInput(patches, options, io)
    : await applyToPaths(paths, patches, options, io);
  return tally === null ? 2 : status(tally, options);
}

/** Patches as they were given. */
interface Patches {
  readonly texts: readonly PatchText[];
  readonly engine: EngineOptions;
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

/** Null when the patches have errors, which were told then. */
async function applyToPaths(
  paths: readonly string[],
  patches: Patches,
  options: ApplyOptions,
  io: Io,
): Promise<Tally | null> {
  const cache = cacheOptions(options);
  const set = await summaryOf(patches, cache, io);
  if (set === null) return null;
  const grow = keepRoomSmall();
  const files = await chooseFiles(paths, options, io, cache?.folder).finally(grow);
  const lines = chosenLines(files, options);
  const wanted = lines === null ? set : withLines(set, lines);
  const output = new ApplyOutput(options, await startProgress(options.progress, files.length, io));
  const run = { ...runOptions(options), ...(cache === null ? {} : { cache }) };
  output.end(await runFiles(wanted, files, run, output));
  return output.tally;
}

function runOptions(options: ApplyOptions): RunOptions {
  const { jobs, timeout, parser, scan } = options;
  return {
    everyFile: !scan,
    includes: includeOptions(options),
    ...(jobs === undefined ? {} : { jobs }),
    ...(timeout === undefined ? {} : { timeoutSeconds: timeout }),
    ...(parser === undefined ? {} : { parser }),
  };
}

function cacheOptions({ cache, cacheFolder }: ApplyOptions): CacheOptions | null {
  if (cache !== true && cacheFolder === undefined) return null;
  return { folder: cacheFolder ?? defaultCacheFolder(), version: packageVersion(), onLook: keepRoomSmall };
}

/** What a run has to know of patches: kept from the last run, or after compiling them. Null when they have errors. */
async function summaryOf(patches: Patches, cache: CacheOptions | null, io: Io): Promise<PatchSummary | null> {
  if (cache === null) return await compiled(patches, io);
  const kept = keptSummary(cache, patches.texts, patches.engine);
  if (kept !== null) return kept;
  const set = await compiled(patches, io);
  if (set !== null) keepSummary(cache, set);
  return set;
}

async function compiled({ texts, engine }: Patches, io: Io): Promise<PatchSet | null> {
  const { compileAloud } = await import('./compile-aloud.js');
  return compileAloud(texts, engine, io);
}

function engineOptions(options: ApplyOptions): EngineOptions {
  const { defined, undefined: absent, python } = options;
  return {
    ...definitions(options.define),
    symbols: { defined, undefined: absent },
    ...(python === undefined ? {} : { python }),
    ...macroTexts(options),
    withholdBroken: options.force !== true,
  };
}

/** With `--write` the new text goes to standard output, changed or not: a filter. */
async function applyToInput(patches: Patches, options: ApplyOptions, io: Io): Promise<Tally | null> {
  const set = await compiled(patches, io);
  if (set === null) return null;
  const before = io.input();
  const result = await applyPatches(set, new SourceText(STANDARD_INPUT, before), includeOptions(options));
  if (options.write === true) io.out(result.output ?? before);
  const output = new ApplyOutput(options, await startProgress('none', 1, io));
  output.onResult({ ...result, before });
  output.end({ printed: '', diagnostics: [] });
  return output.tally;
}

function status(tally: Tally, options: ApplyOptions): number {
  if (tally.failed + tally.timedOut > 0) return 2;
  if (options.strict === true && tally.missed > 0) return 3;
  return options.check === true && tally.edited + tally.reported > 0 ? 1 : 0;
}
