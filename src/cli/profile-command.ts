import type { EngineOptions } from '../engine/index.js';
import { awaitedStage, measureWith, stage, Stopwatch } from '../text/index.js';
import { profileFiles } from '../tree/index.js';
import type { Profile } from '../tree/index.js';
import { chooseFiles } from './apply-files.js';
import type { FileOptions } from './apply-options.js';
import { compileAloud } from './compile-aloud.js';
import type { Io } from './io.js';
import { definitions, readPatches } from './patch-input.js';
import { UserError } from './user-error.js';

/** The options of `vedalia profile`. */
export interface ProfileOptions extends FileOptions {
  readonly define: readonly string[];
}

const RULE = 'rule ';

/**
 * `vedalia profile RULE.cocci... PATH...`: applies patches in one thread, changes nothing, and prints where the time went.
 * Gives the exit status.
 */
export async function profile(words: readonly string[], options: ProfileOptions, io: Io): Promise<number> {
  const rules = words.filter((word) => word.endsWith('.cocci'));
  if (rules.length === 0) throw new UserError('no semantic patch given: name one or more files ending in .cocci');
  const paths = words.filter((word) => !word.endsWith('.cocci'));
  const before = new Stopwatch();
  measureWith(before);
  const engine: EngineOptions = definitions(options.define);
  const set = stage('compile patches', () => compileAloud(readPatches(rules), engine, io));
  if (set === null) return 2;
  const files = await awaitedStage('list files', () => chooseFiles(paths, options, io));
  measureWith(null);
  const found = await profileFiles(set, files);
  io.out(profileReport({ ...found, stages: new Map([...before.stages, ...found.stages]) }));
  return 0;
}

/** Tables of stages, rules and the slowest files. */
export function profileReport({ files, looked, stages, slowest }: Profile): string {
  const parts = [...stages].filter(([name]) => !name.startsWith(RULE));
  const rules = [...stages].filter(([name]) => name.startsWith(RULE));
  const rest = rules.reduce((sum, [, { own }]) => sum + own, 0);
  const stageRows = [...parts.map(([name, { own }]) => [seconds(own), name]), [seconds(rest), 'rest of the rules']];
  const ruleRows = rules.map(([name, { whole, times }]) => {
    return [seconds(whole), String(times).padStart(8), name.slice(RULE.length)];
  });
  const fileRows = slowest.map(({ path, milliseconds, bytes }) => [seconds(milliseconds), size(bytes), path]);
  return [
    `${String(files)} files, ${String(looked)} of them hold the words that the patches require\n`,
    table('seconds  stage', stageRows),
    table('seconds     files  rule', ruleRows),
    table('seconds        KB  file', fileRows),
  ].join('\n');
}

/** The rows that took longest come first. */
function table(head: string, rows: readonly (readonly string[])[]): string {
  const sorted = [...rows].sort(([left = ''], [right = '']) => Number(right) - Number(left));
  return `${[head, ...sorted.map((row) => row.join('  '))].join('\n')}\n`;
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3).padStart(7);
}

function size(bytes: number): string {
  return (bytes / 1000).toFixed(1).padStart(8);
}
