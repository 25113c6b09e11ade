import { initParser } from '../engine/index.js';
import { parsePatch } from '../smpl/index.js';
import { SourceText } from '../text/index.js';
import { isSystemError, reason, runFiles } from '../tree/index.js';
import { processIo } from './io.js';
import type { Io } from './io.js';
import { parseC } from './parse-command.js';
import { compileAloud, definitions, readPatches } from './patch-input.js';
import { describeRules } from './query-command.js';
import { UserError } from './user-error.js';
import { packageVersion } from './version.js';
import { readArguments } from './vspatch-arguments.js';
import type { SpatchArguments } from './vspatch-arguments.js';
import { SPATCH_OPTIONS } from './vspatch-option-table.js';
import { SpatchResults } from './vspatch-results.js';
import { FAILURE, filesToPatch, patchText, settle } from './vspatch-settings.js';

/** The release of spatch whose language and command line are followed. */
const SPATCH_VERSION = '1.3.1';

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
  await initParser();
  if (given.options.has('parse-cocci')) return parseCocci(given, io);
  if (given.options.has('parse-c')) return await parseC(await filesToPatch(given), io);
  return await patch(given, words, io);
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

function parseCocci({ options, paths }: SpatchArguments, io: Io): number {
  const [path] = paths;
  if (path === undefined) throw new UserError('no semantic patch given to --parse-cocci');
  const set = compileAloud(readPatches([path]), definitions(options.get('D') ?? []), io);
  if (set === null) return FAILURE;
  io.out(describeRules(set));
  return 0;
}

async function patch(given: SpatchArguments, words: readonly string[], io: Io): Promise<number> {
  const text = patchText(given);
  const all = withOwnOptions(text, words);
  const settings = settle(all);
  if (!settings.silent) for (const warning of all.warnings) io.error(`warning: ${warning}\n`);
  const set = compileAloud([text], settings.engine, io, settings.silent);
  if (set === null) return FAILURE;
  const results = new SpatchResults(settings, io);
  const summary = await runFiles(set, await filesToPatch(all), settings.run, {
    onResult: (result) => {
      results.take(result);
    },
  });
  return results.end(summary);
}

/** A patch may bring options of its own in `#spatch` lines; those of the command line come later and so win. */
function withOwnOptions({ path, text }: { path: string; text: string }, words: readonly string[]): SpatchArguments {
  const own = parsePatch(new SourceText(path, text)).options;
  return readArguments([...own, ...words]);
}
