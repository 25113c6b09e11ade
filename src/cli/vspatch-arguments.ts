import { UserError } from './user-error.js';
import { OPPOSITES, SAME_OPTION, SPATCH_OPTIONS } from './vspatch-option-table.js';
import type { SpatchOption } from './vspatch-option-table.js';

/** A command line of spatch, sorted. */
export interface SpatchArguments {
  /**
   * For each option given, by name without dashes, its values in order; one '' for each time where it takes none. Those
   * that a later one contradicts are not among them.
   */
  readonly options: ReadonlyMap<string, readonly string[]>;
  readonly paths: readonly string[];
  /** What was asked for and is done in another way. */
  readonly notes: readonly string[];
}

/** Reads the words of a command line. Throws a `UserError` for unknown and refused options and missing values. */
export function readArguments(words: readonly string[]): SpatchArguments {
  const options = new Map<string, string[]>();
  const paths: string[] = [];
  const notes: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    const given = readOption(word);
    if (given === null) {
      paths.push(word);
      continue;
    }
    const option = SPATCH_OPTIONS.get(given.name);
    if (option === undefined) {
      if (options.has('ignore-unknown-options')) continue;
      throw new UserError(`unknown option '${word}'`);
    }
    judge(word, option, notes);
    const value = option.values === 0 ? '' : (given.value ?? words[++at]);
    if (value === undefined) throw new UserError(`option '${word}' needs an argument`);
    const name = SAME_OPTION.get(given.name) ?? given.name;
    for (const other of OPPOSITES.get(name) ?? []) options.delete(other);
    options.set(name, [...(options.get(name) ?? []), value]);
  }
  return { options, paths: withoutPatch(paths, options), notes };
}

/** A file that ends in .cocci is the semantic patch where no option names one. */
function withoutPatch(paths: readonly string[], options: Map<string, string[]>): readonly string[] {
  const patch = paths.find((path) => path.endsWith('.cocci'));
  const isNamed = ['sp-file', 'sp', 'parse-cocci'].some((name) => options.has(name));
  if (patch === undefined || isNamed) return paths;
  options.set('sp-file', [patch]);
  return paths.filter((path) => path !== patch);
}

function judge(word: string, option: SpatchOption, notes: string[]): void {
  if (option.use === 'refused') throw new UserError(`option '${word}' is not supported: ${option.why}`);
  if (option.use === 'replaced') notes.push(`option '${word}': ${option.why}`);
}

/** `--long-name`, `-long_name`, `--name=value`, `-Idir`. Null for a path. */
function readOption(word: string): { readonly name: string; readonly value?: string } | null {
  const match = /^--?([A-Za-z][^=]*=?)(.*)$/s.exec(word);
  if (match === null) return null;
  const [, head = '', rest = ''] = match;
  const name = head.replaceAll('_', '-');
  if (SPATCH_OPTIONS.has(name) && !name.endsWith('=')) return { name };
  if (name.endsWith('=')) return { name: SPATCH_OPTIONS.has(name) ? name : name.slice(0, -1), value: rest };
  const joined = /^-([IDUj])(.+)$/s.exec(word);
  return joined === null ? { name } : { name: joined[1] ?? '', value: joined[2] ?? '' };
}
