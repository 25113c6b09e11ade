import { existsSync, statSync } from 'node:fs';
import type { MacroLines } from '../c/index.js';
import type { EngineOptions } from '../engine/index.js';
import type { IncludeOptions, PatchText, RunOptions } from '../tree/index.js';
import { listFiles } from '../tree/index.js';
import { definitions, macroTexts, readOrExplain } from './patch-input.js';
import { UserError } from './user-error.js';
import type { SpatchArguments } from './vspatch-arguments.js';

/** spatch's exit status when the patch, or a file, is at fault. */
export const FAILURE = 255;

/** The name shown for a patch given as text on the command line. */
const INLINE_PATH = '<command line>';

/** What the options of a command line come to. */
export interface SpatchSettings {
  readonly engine: EngineOptions;
  readonly run: RunOptions;
  readonly output: string | null;
  readonly inPlace: boolean;
  readonly outPlace: boolean;
  readonly suffix: string | null;
  readonly context: number;
  readonly contextGiven: boolean;
  /** Folder that paths in diffs are relative to; null: they stand as they are, without `a/` and `b/`. */
  readonly prefix: string | null;
  readonly showDiff: boolean;
  readonly silent: boolean;
  /** Tell the functions of each file. */
  readonly showTrying: boolean;
  readonly profile: boolean;
  /** A file that is given up does not count for the exit status. */
  readonly goesOn: boolean;
}

/** The semantic patch of a command line: a file, or the text of `--sp`, a match of its own. */
export function patchText({ options }: SpatchArguments): PatchText {
  const path = last(options, 'sp-file');
  if (path !== undefined) return { path, text: readOrExplain(path) };
  const inline = last(options, 'sp');
  if (inline === undefined) throw new UserError('no semantic patch: give one with --sp-file', FAILURE);
  return { path: INLINE_PATH, text: `@@\n@@\n* ${inline}\n` };
}

/** Turns options into settings. Throws a `UserError` for values that are none. */
export function settle({ options, paths }: SpatchArguments): SpatchSettings {
  const context = number(options, 'U');
  const [folder] = options.has('dir') ? paths.filter((path) => isFolder(path)) : [];
  return {
    engine: { ...engineOptions(options), ...(folder === undefined ? {} : { folder }) },
    run: runOptions(options),
    output: last(options, 'o') ?? null,
    inPlace: options.has('in-place'),
    outPlace: options.has('out-place'),
    suffix: last(options, 'suffix') ?? null,
    context: context ?? 3,
    contextGiven: context !== undefined,
    prefix: last(options, 'patch') ?? folder ?? null,
    showDiff: !options.has('no-show-diff'),
    silent: options.has('very-quiet'),
    showTrying: options.has('show-trying'),
    profile: profiles(options),
    goesOn: options.has('dir') || options.has('file-groups'),
  };
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** The files a command line asks to patch, sorted. Throws a `UserError` when one is missing or none is named. */
export async function filesToPatch({ options, paths }: SpatchArguments): Promise<readonly string[]> {
  const optional = (options.get('opt-c') ?? []).filter((file) => existsSync(file));
  if (paths.length === 0 && !options.has('opt-c')) throw new UserError('no C files given');
  const extensions = options.has('include-headers') ? ['.c', '.h'] : ['.c'];
  const { files, missing } = await listFiles([...paths, ...optional], { extensions, ignored: true });
  const [lost] = missing;
  if (lost !== undefined) throw new UserError(`file ${lost} does not exist`, FAILURE);
  return shareOf(
    files.filter((file) => !isIgnored(file, options)),
    options,
  );
}

function isIgnored(file: string, options: SpatchArguments['options']): boolean {
  return (options.get('ignore') ?? []).some((start) => file.startsWith(start));
}

/** The groups of the files of `--file-groups`: names, one a line, with empty lines between groups. Throws likewise. */
export function groupsToPatch({ options, paths }: SpatchArguments): readonly (readonly string[])[] {
  if (paths.length === 0) throw new UserError('no file of groups given');
  const groups = paths.flatMap((list) =>
    readOrExplain(list)
      .split(/\r?\n[ \t]*\r?\n/)
      .map((group) => group.split('\n').map((line) => line.trim()))
      .map((group) => group.filter((file) => file !== '' && !isIgnored(file, options))),
  );
  const lost = groups.flat().find((file) => !existsSync(file));
  if (lost !== undefined) throw new UserError(`file ${lost} does not exist`, FAILURE);
  return shareOf(
    groups.filter((group) => group.length > 0),
    options,
  );
}

/** The part of this run among those of `--max`: a stretch of the files or groups, or with `--mod-distrib` every so many. */
function shareOf<File>(files: readonly File[], options: SpatchArguments['options']): readonly File[] {
  const max = number(options, 'max');
  const index = number(options, 'index');
  if (max === undefined && index === undefined) return files;
  if (max === undefined || index === undefined) throw new UserError('--max and --index want each other', FAILURE);
  if (index >= max)
    throw new UserError(`wrong argument '${String(index)}' for option 'index': below ${String(max)} is wanted`);
  if (options.has('mod-distrib')) return files.filter((_, at) => at % max === index);
  const size = Math.ceil(files.length / max);
  return files.slice(index * size, (index + 1) * size);
}

function engineOptions(options: SpatchArguments['options']): EngineOptions {
  const int = number(options, 'int-bits');
  const long = number(options, 'long-bits');
  const iso = last(options, 'iso-file');
  const python = last(options, 'python');
  const pythonOutput = last(options, 'pyoutput');
  const width = number(options, 'max-width');
  return {
    symbols: { defined: options.get('defined') ?? [], undefined: options.get('undefined') ?? [] },
    ...(python === undefined ? {} : { python }),
    ...(pythonOutput === undefined ? {} : { pythonOutput }),
    ...(width === undefined ? {} : { width }),
    ...definitions(options.get('D') ?? []),
    ...(iso === undefined ? {} : { isomorphisms: readOrExplain(iso) }),
    spacing: options.has('smpl-spacing') ? 'smpl' : 'linux',
    noLoops: options.has('no-loops'),
    noGotos: options.has('no-gotos'),
    disabledIsomorphisms: options.get('disable-iso') ?? [],
    ...macroLines(options),
    ...(int === undefined && long === undefined
      ? {}
      : { integerBits: { ...(int === undefined ? {} : { int }), ...(long === undefined ? {} : { long }) } }),
  };
}

/** The `#define` lines that tell how macros are to be read. */
export function macroLines(options: SpatchArguments['options']): MacroLines {
  return macroTexts({
    macroFile: options.get('macro-file') ?? [],
    macroFileBuiltins: options.get('macro-file-builtins') ?? [],
  });
}

/** One thread unless more are asked for: scripts may keep state from file to file. */
function runOptions(options: SpatchArguments['options']): RunOptions {
  // Only what happens in this thread is measured.
  const alone = profiles(options);
  const seconds = alone ? 0 : (number(options, 'timeout') ?? 0);
  // As in spatch: diffs of several passes over one file would contradict each other.
  const onePass = !options.has('no-show-diff') && !options.has('in-place');
  return {
    onePass,
    jobs: alone ? 1 : (number(options, 'jobs') ?? 1),
    everyFile: options.has('disable-worth-trying-opt'),
    includes: includeOptions(options),
    ...(seconds > 0 ? { timeoutSeconds: seconds } : {}),
  };
}

function profiles(options: SpatchArguments['options']): boolean {
  return options.has('profile') || options.has('profile-per-file');
}

const FOLLOWED = ['recursive', 'all', 'local', 'none'] as const;

function includeOptions(options: SpatchArguments['options']): IncludeOptions {
  const follow = FOLLOWED.find((which) => options.has(which === 'none' ? 'no-includes' : `${which}-includes`));
  return {
    ...(follow === undefined ? {} : { follow }),
    folders: options.get('I') ?? [],
    files: options.get('include') ?? [],
  };
}

function last(options: SpatchArguments['options'], name: string): string | undefined {
  return options.get(name)?.at(-1);
}

function number(options: SpatchArguments['options'], name: string): number | undefined {
  const value = last(options, name);
  if (value === undefined) return undefined;
  if (!/^\d+$/.test(value)) throw new UserError(`wrong argument '${value}' for option '${name}': a number is wanted`);
  return Number(value);
}
