import { existsSync } from 'node:fs';
import path from 'node:path';
import { InvalidArgumentError } from 'commander';
import type { Command, Option } from 'commander';
import { readOrExplain } from './patch-input.js';
import { UserError } from './user-error.js';

/** Names of a configuration file, the first that is there counts. */
const NAMES = ['vedalia.config.json', '.vedaliarc.json'];

/** What may be set there. Nothing that changes files: a tree should not say that it is to be rewritten. */
const SETTINGS: ReadonlySet<string> = new Set([
  'define',
  'exclude',
  'ignore',
  'jobs',
  'timeout',
  'scan',
  'cache',
  'parser',
  'strict',
  'quiet',
  'verbose',
  'progress',
  'color',
  'signoff',
  'maintainers',
  'by',
  'subjectPrefix',
]);

/**
 * Sets the options of a command that its words leave open as the nearest configuration file has them: that of the working
 * directory or of a folder around it. Throws a `UserError` for a file that is not as it should be.
 */
export function configure(command: Command): void {
  if (command.getOptionValue('config') !== true) return;
  const file = nearest(process.cwd());
  if (file === null) return;
  for (const [name, value] of Object.entries(settingsIn(file))) {
    if (!SETTINGS.has(name))
      throw mistake(file, `there is no setting \`${name}\`; there are ${[...SETTINGS].join(', ')}`);
    if (name === 'cache' && typeof value === 'string')
      set(command, 'cacheFolder', path.resolve(path.dirname(file), value));
    else setFrom(file, command, { name, value });
  }
}

function nearest(folder: string): string | null {
  const found = NAMES.map((name) => path.join(folder, name)).find((file) => existsSync(file));
  const above = path.dirname(folder);
  return found ?? (above === folder ? null : nearest(above));
}

function settingsIn(file: string): object {
  try {
    const settings: unknown = JSON.parse(Buffer.from(readOrExplain(file), 'latin1').toString('utf8'));
    if (typeof settings === 'object' && settings !== null && !Array.isArray(settings)) return settings;
  } catch (error) {
    if (error instanceof SyntaxError) throw mistake(file, error.message);
    throw error;
  }
  throw mistake(file, 'it must hold an object');
}

/** A setting that the command has no option for is meant for another command. */
function setFrom(
  file: string,
  command: Command,
  { name, value }: { readonly name: string; readonly value: unknown },
): void {
  const option = command.options.find((one) => one.attributeName() === name);
  if (option === undefined) return;
  const read = valueOf(option, value);
  if ('problem' in read) throw mistake(file, `\`${name}\`: ${read.problem}`);
  set(command, name, read.value);
}

function valueOf(option: Option, value: unknown): { readonly value: unknown } | { readonly problem: string } {
  if (option.isBoolean() || option.negate)
    return typeof value === 'boolean' ? { value } : { problem: 'It must be true or false.' };
  if (Array.isArray(option.defaultValue)) {
    const isList = Array.isArray(value) && value.every((one) => typeof one === 'string');
    return isList ? { value } : { problem: 'It must be a list of strings.' };
  }
  if (typeof value !== 'string' && typeof value !== 'number') return { problem: 'It must be a string or a number.' };
  try {
    return { value: option.parseArg?.<unknown>(String(value), undefined) ?? value };
  } catch (error) {
    if (error instanceof InvalidArgumentError) return { problem: error.message };
    throw error;
  }
}

/** Words of the command line come first. */
function set(command: Command, name: string, value: unknown): void {
  const source = command.getOptionValueSource(name);
  if (source === undefined || source === 'default') command.setOptionValueWithSource(name, value, 'config');
}

function mistake(file: string, message: string): UserError {
  return new UserError(`${file}: ${message}`);
}
