import { parsePatch } from '../smpl/index.js';
import { measureWith, SourceText, Stopwatch } from '../text/index.js';
import { isSystemError, reason, runFiles, runGroups } from '../tree/index.js';
import type { FileTime, PatchSet, RunSummary } from '../tree/index.js';
import { compileAloud } from './compile-aloud.js';
import { processIo } from './io.js';
import type { Io } from './io.js';
import { definitions, readPatches } from './patch-input.js';
import { profileReport } from './profile-command.js';
import { UserError } from './user-error.js';
import { packageVersion } from './version.js';
import { readArguments } from './vspatch-arguments.js';
import type { SpatchArguments } from './vspatch-arguments.js';
import { configuredWords } from './vspatch-config.js';
import { SPATCH_OPTIONS } from './vspatch-option-table.js';
import { SpatchResults } from './vspatch-results.js';
import { FAILURE, filesToPatch, groupsToPatch, macroLines, patchText, settle } from './vspatch-settings.js';
import type { SpatchSettings } from './vspatch-settings.js';

/** The release of spatch whose language and command line are followed. */
const SPATCH_VERSION = '1.3.1';

/** Files that `--profile` names. */
const SLOWEST = 10;

const USAGE = 'Usage: vspatch --sp-file <SP> <infile> [-o <outfile>] [--iso-file <iso>] [options]';

/**
 * Runs the command line `vspatch WORDS...`, which follows that of spatch, and gives its exit status: 0 whether or not
 * anything matched, 2 for a wrong command line, 255 for a patch or file at fault. Never throws for a mistake of the user.
 */
export async function vspatch(words: readonly string[], io: Io = processIo()): Promise<number> {
  try {
    return await run(words, io);
  } catch (error) {
    if (error instanceof UserError) {
      io.error(`vspatch: ${error.message}\n`);
      return error.status;
    }
    if (!isSystemError(error)) throw error;
    io.error(`vspatch: ${error.path ?? 'system'}: ${reason(error)}\n`);
    return FAILURE;
  }
}

async function run(words: readonly string[], io: Io): Promise<number> {
  const given = readArguments(words);
  const printed = information(given, words);
  if (printed !== null) {
    io.out(printed);
    return 0;
  }
  if (given.options.has('parse-cocci')) return await parseCocci(given, io);
  if (given.options.has('parse-c')) {
    const { parseC } = await import('./parse-command.js');
    return await parseC(await filesToPatch(given), macroLines(given.options), io);
  }
  if (given.options.has('control-flow-to-file')) {
    const { writeControlFlow } = await import('./vspatch-flow.js');
    await writeControlFlow(given.paths);
    return 0;
  }
  return await patch(configuredWords(given), words, io);
}

/** What options ask for that only print something. */
function information({ options }: SpatchArguments, words: readonly string[]): string | null {
  if (options.has('version')) return `spatch version ${SPATCH_VERSION} (vedalia ${packageVersion()})\n`;
  if (['help', 'shorthelp', 'longhelp'].some((name) => options.has(name))) return help();
  if (options.has('print-options-only')) return `options: ${words.map((word) => `'${word}'`).join(' ')}\n`;
  return null;
}

function help(): string {
  const lines = [...SPATCH_OPTIONS].map(([name, { values, use, why }]) => {
    const head = `${name.length === 1 ? '-' : '--'}${name}${values === 0 ? '' : ' <value>'}`;
    return `  ${head.padEnd(32)}${use === 'done' ? '' : `[${use}] `}${why}`;
  });
  return `${USAGE}\n\n${lines.join('\n')}\n`;
}

async function parseCocci({ options, paths }: SpatchArguments, io: Io): Promise<number> {
  const path = paths[0] ?? options.get('sp-file')?.at(-1);
  if (path === undefined) throw new UserError('no semantic patch given to --parse-cocci');
  const set = compileAloud(readPatches([path]), definitions(options.get('D') ?? []), io);
  if (set === null) return FAILURE;
  const { describeRules } = await import('./query-command.js');
  io.out(describeRules(set));
  return 0;
}

async function patch(configured: readonly string[], words: readonly string[], io: Io): Promise<number> {
  const text = patchText(readArguments([...configured, ...words]));
  const all = readArguments([...configured, ...ownWords(text), ...words]);
  const settings = settle(all);
  if (!settings.silent) for (const note of all.notes) io.error(`note: ${note}\n`);
  const set = compileAloud([text], settings.engine, io, settings.silent);
  if (set === null) return FAILURE;
  const groups = all.options.has('file-groups') ? groupsToPatch(all) : null;
  const files = groups === null ? await filesToPatch(all) : [];
  const trying = settings.showTrying ? await import('./vspatch-trying.js') : null;
  const results = new SpatchResults(settings, io, (await trying?.functionFinder()) ?? null);
  if (groups !== null) {
    const onResult = results.take.bind(results);
    return results.end(await runGroups(set, groups, settings.run, { onResult }));
  }
  const work = settings.profile ? runMeasured : runQuietly;
  return results.end(await work({ set, files, settings, results }, io));
}

interface Work {
  readonly set: PatchSet;
  readonly files: readonly string[];
  readonly settings: SpatchSettings;
  readonly results: SpatchResults;
}

async function runQuietly({ set, files, settings, results }: Work): Promise<RunSummary> {
  return await runFiles(set, files, settings.run, {
    onResult: (result) => {
      results.take(result);
    },
  });
}

/** Tells where the time went, but under `--very-quiet`, as spatch does. */
async function runMeasured({ set, files, settings, results }: Work, io: Io): Promise<RunSummary> {
  const stopwatch = new Stopwatch();
  const times: FileTime[] = [];
  let start = performance.now();
  measureWith(stopwatch);
  try {
    const summary = await runFiles(set, files, settings.run, {
      onResult: (result) => {
        times.push({ path: result.path, milliseconds: performance.now() - start, bytes: result.before.length });
        results.take(result);
        start = performance.now();
      },
    });
    const slowest = times.sort((left, right) => right.milliseconds - left.milliseconds).slice(0, SLOWEST);
    if (!settings.silent) {
      io.error(profileReport({ files: files.length, looked: summary.looked, stages: stopwatch.stages, slowest }));
    }
    return summary;
  } finally {
    measureWith(null);
  }
}

/** A patch may bring options of its own in `#spatch` lines: they win over configured ones, and lose to the command line. */
function ownWords({ path, text }: { path: string; text: string }): readonly string[] {
  return parsePatch(new SourceText(path, text)).options;
}
