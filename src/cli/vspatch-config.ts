import { existsSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { fromPath } from '../report/index.js';
import { readOrExplain } from './patch-input.js';
import { UserError } from './user-error.js';
import { readArguments } from './vspatch-arguments.js';
import type { SpatchArguments } from './vspatch-arguments.js';

const NAME = '.cocciconfig';

/**
 * The words of the `.cocciconfig` files for a command line, in the order in which they count: of the home folder, the
 * working folder, and the folder that is searched or one around it. Throws a `UserError` for an option that is none.
 */
export function configuredWords({ options, paths }: SpatchArguments): readonly string[] {
  const searched = options.has('dir') ? paths.slice(0, 1).map(nearestFolder) : [];
  const files = [homedir(), '.', ...searched]
    .map((folder) => path.join(folder, NAME))
    .filter((file) => existsSync(file));
  const distinct = new Map(files.map((file) => [realpathSync(file), file]));
  return [...distinct.values()].flatMap(wordsOf);
}

/** The folder, or the first around it that has such a file. */
function nearestFolder(folder: string): string {
  if (existsSync(path.join(folder, NAME))) return folder;
  const around = path.dirname(folder);
  return around === folder ? folder : nearestFolder(around);
}

function wordsOf(file: string): readonly string[] {
  const words = optionWords(readOrExplain(file));
  try {
    readArguments(words);
  } catch (error) {
    if (error instanceof UserError) throw new UserError(`${error.message} (in ${fromPath(file)})`, error.status);
    throw error;
  }
  return words;
}

/** The values of `options` in the section `[spatch]`; `#` and `;` start comments. */
function optionWords(text: string): readonly string[] {
  let ours = false;
  return text.split('\n').flatMap((line) => {
    const section = /^\s*\[\s*([\w-]+)\s*\]/.exec(line);
    if (section !== null) ours = section[1] === 'spatch';
    const [, value] = /^\s*options\s*=\s*([^#;]*)/.exec(line) ?? [];
    return ours && value !== undefined ? value.split(/\s+/).filter((word) => word !== '') : [];
  });
}
