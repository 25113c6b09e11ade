import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import type { IncludeOptions, Shard } from '../tree/index.js';
import {
  builtinMacroOption,
  collect,
  colorOption,
  defineOption,
  macroOption,
  parserOption,
  positive,
} from './shared-options.js';

/** Which files `vedalia apply` works on, besides the paths it is given. */
export interface FileOptions {
  readonly exclude: readonly string[];
  /** False with `--no-ignore`: files that git ignores are taken, too. */
  readonly ignore: boolean;
  readonly filesFrom?: string;
  readonly changedSince?: string;
  /** Only edits and findings on lines that differ from `changedSince`. */
  readonly changedLines?: boolean;
  readonly shard?: Shard;
}

/** How a run tells how far it has come; `auto`: a bar on a terminal. */
export type ProgressForm = 'auto' | 'bar' | 'plain' | 'none';

/** Which headers are read for types. */
export interface HeaderOptions {
  /** False with `--no-includes`. */
  readonly includes: boolean;
  readonly localIncludes?: boolean;
  readonly allIncludes?: boolean;
  readonly recursiveIncludes?: boolean;
  readonly I: readonly string[];
  readonly include: readonly string[];
}

/** The options of `vedalia apply` as they come from the command line. */
export interface ApplyOptions extends FileOptions, HeaderOptions {
  readonly defined: readonly string[];
  readonly undefined: readonly string[];
  /** What runs scripts in Python. */
  readonly python?: string;
  readonly macroFile: readonly string[];
  readonly macroFileBuiltins: readonly string[];
  readonly write?: boolean;
  readonly backupSuffix?: string;
  /** Make edits that leave code which cannot be read. */
  readonly force?: boolean;
  readonly check?: boolean;
  readonly json?: boolean;
  readonly define: readonly string[];
  readonly verbose?: boolean;
  readonly quiet?: boolean;
  readonly ledger?: string;
  /** Exit with 3 when code that a rule is about could not be read. */
  readonly strict?: boolean;
  readonly progress: ProgressForm;
  readonly jobs?: number;
  readonly timeout?: number;
  /** False with `--no-scan`: files that lack the required words are read all the same. */
  readonly scan: boolean;
  readonly parser?: 'native' | 'wasm';
  readonly cache?: boolean;
  /** `--cache=FOLDER` */
  readonly cacheFolder?: string;
}

export function addApplyOptions(command: Command): Command {
  return addRunOptions(addHeaderOptions(addFileOptions(addOutputOptions(command.addOption(defineOption())))));
}

function addOutputOptions(command: Command): Command {
  return command
    .option('-w, --write', 'change the files instead of printing a diff')
    .option('--backup-suffix <suffix>', 'with --write, keep the old text of each file under this ending')
    .option('--force', 'make edits after which code can no longer be read, too')
    .option('-c, --check', 'exit with 1 when something would change or is reported')
    .option('--json', 'print changes, findings and diagnostics as JSON lines')
    .option('-v, --verbose', 'say what matched where, on standard error')
    .option('-q, --quiet', 'leave the summary out')
    .option('--ledger <file>', 'write what became of each rule in each file, as JSON lines')
    .option('--strict', 'exit with 3 when code that holds the words of a rule could not be read')
    .addOption(progressOption())
    .addOption(colorOption());
}

function progressOption(): Option {
  const forms = ['auto', 'bar', 'plain', 'none'];
  return new Option('--progress <how>', 'tell how far the run is: auto is a bar on a terminal')
    .choices(forms)
    .default('auto');
}

export function addFileOptions(command: Command): Command {
  return command
    .option('--no-config', 'read no configuration file')
    .option('-e, --exclude <pattern>', 'leave out files or folders, as in .gitignore (repeatable)', collect, [])
    .option('--no-ignore', 'take files that git ignores, too')
    .option('--files-from <file>', 'work on the files that this one lists, one a line (- for standard input)')
    .option('--changed-since <revision>', 'leave out files that are as they were in that revision of git')
    .option('--shard <i/n>', 'work on one of n parts of the files', shard);
}

function addHeaderOptions(command: Command): Command {
  return command
    .option('-I <folder>', 'look for headers there (repeatable)', collect, [])
    .option('--local-includes', 'learn types from headers in quotes (the default where a patch names types)')
    .option('--all-includes', 'learn types from all headers that a file includes')
    .option('--recursive-includes', 'learn types from the headers of headers, too')
    .option('--no-includes', 'learn types from the file itself alone')
    .option('--include <file>', 'take this header as included by every file (repeatable)', collect, []);
}

/** What the options say of headers. */
export function includeOptions(options: HeaderOptions): IncludeOptions {
  const { includes, localIncludes, allIncludes, recursiveIncludes, I: folders, include: files } = options;
  const given = [
    [recursiveIncludes, 'recursive'],
    [allIncludes, 'all'],
    [localIncludes, 'local'],
    [!includes, 'none'],
  ] as const;
  const follow = given.find(([isGiven]) => isGiven === true)?.[1];
  return { ...(follow === undefined ? {} : { follow }), folders, files };
}

function addRunOptions(command: Command): Command {
  return command
    .option('--changed-lines', 'with --changed-since, only edits and findings on lines that have changed')
    .option('-j, --jobs <n>', 'threads to use (default: one for each core)', positive)
    .option('--timeout <seconds>', 'give a file up after that time', positive)
    .option('--cache', 'keep results for the next run, and use those of the last one (--cache=FOLDER: there)')
    .addOption(new Option('--cache-folder <folder>').hideHelp())
    .option('--defined <symbol>', 'arms of #if for when it is undefined are not read (repeatable)', collect, [])
    .option('--undefined <symbol>', 'arms of #if for when it is defined are not read (repeatable)', collect, [])
    .option('--python <host>', 'runs scripts: system, embedded (pyodide), an interpreter (default: auto)')
    .addOption(macroOption())
    .addOption(builtinMacroOption())
    .option('--no-scan', 'read files that lack the words that a rule requires, too')
    .addOption(parserOption());
}

function shard(value: string): Shard {
  const [, index = 0, count = 0] = (/^(\d+)\/(\d+)$/.exec(value) ?? []).map(Number);
  if (index < 1 || index > count) throw new InvalidArgumentError('It must look like 2/5: the second of five parts.');
  return { index, count };
}
