import { Argument, Command, CommanderError } from 'commander';
import { isSystemError, reason } from '../tree/index.js';
import { addApplyOptions, addFileOptions } from './apply-options.js';
import type { ApplyOptions } from './apply-options.js';
import { configure } from './config-file.js';
import type { ExplainOptions } from './explain-command.js';
import { processIo } from './io.js';
import type { Io } from './io.js';
import type { ParseOptions } from './parse-command.js';
import type { ProfileOptions } from './profile-command.js';
import type { QueryOptions } from './query-command.js';
import { addSeriesOptions } from './series-options.js';
import type { SeriesOptions } from './series-command.js';
import { builtinMacroOption, defineOption, macroOption, parserOption } from './shared-options.js';
import type { ColorChoice } from './shared-options.js';
import { UserError } from './user-error.js';
import { packageVersion } from './version.js';

const USAGE_STATUS = 2;

const APPLY_EXAMPLES = `
Examples:
  vedalia apply rule.cocci drivers/            print the changes to a tree as a diff
  vedalia apply rule.cocci . | git apply       make them, through git
  vedalia apply rule.cocci . --write           make them in place
  vedalia apply rule.cocci src/ --check        exit with 1 when there is something to change
  vedalia apply a.cocci b.cocci . -D report    several patches, one after the other; a virtual rule set
  vedalia apply rule.cocci - < in.c            read standard input`;

/** Runs the command line `vedalia WORDS...` and gives its exit status. Never throws for a mistake of the user. */
export async function vedalia(words: readonly string[], io: Io = processIo()): Promise<number> {
  let status = 0;
  const program = build(io, (next) => {
    status = next;
  });
  try {
    await program.parseAsync(words.map(spellOut), { from: 'user' });
    return status;
  } catch (error) {
    return tell(error, io);
  }
}

/** `--cache` takes a folder behind `=` only: a word after it is a patch or a path. */
function spellOut(word: string): string {
  return word.replace(/^--cache=/, '--cache-folder=');
}

/** Prints what went wrong; errors that are none of the user's go on. */
function tell(error: unknown, io: Io): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : USAGE_STATUS;
  if (error instanceof UserError) {
    io.error(`vedalia: ${error.message}\n`);
    return error.status;
  }
  if (isSystemError(error)) {
    io.error(`vedalia: ${error.path ?? 'system'}: ${reason(error)}\n`);
    return USAGE_STATUS;
  }
  throw error;
}

function build(io: Io, end: (status: number) => void): Command {
  const program = new Command('vedalia')
    .description('Semantic patches (SmPL) for C: match along the control-flow graph, print minimal diffs.')
    .version(packageVersion(), '-V, --version')
    .configureOutput({ writeOut: io.out, writeErr: io.error })
    .exitOverride()
    .showHelpAfterError('(--help tells more)')
    .hook('preAction', (_, command) => {
      configure(command);
    });
  addApply(program, io, end);
  addQuery(program, io, end);
  addExplain(program, io, end);
  addParse(program, io, end);
  addProfile(program, io, end);
  addSeries(program, io, end);
  addCache(program, io, end);
  program
    .command('merge')
    .description('bring what the shards of a run have printed (diffs, --json, --ledger) into the order of one run')
    .argument('<output...>', 'files with the output of one shard each')
    .action(async (outputs: string[]) => {
      const { merge } = await import('./merge-command.js');
      end(merge(outputs, io));
    });
  program
    .command('doctor')
    .description('tell what this installation works with')
    .action(async () => {
      const { doctor } = await import('./doctor-command.js');
      end(await doctor(io));
    });
  return program.addHelpText('after', APPLY_EXAMPLES);
}

function addApply(program: Command, io: Io, end: (status: number) => void): void {
  const command = program
    .command('apply')
    .description('apply semantic patches to C files and print the changes as a diff')
    .argument(
      '<rule.cocci...>',
      'semantic patches (ending in .cocci), then files, folders, globs, or - for standard input',
    );
  addApplyOptions(command)
    .addHelpText('after', APPLY_EXAMPLES)
    .action(async (words: string[], options: ApplyOptions & ColorChoice) => {
      const { apply } = await import('./apply-command.js');
      end(await apply(words, options, colored(io, options)));
    });
}

function addQuery(program: Command, io: Io, end: (status: number) => void): void {
  program
    .command('query')
    .description('print, for each rule, the words and the tree-sitter queries that narrow its search')
    .argument('<rule.cocci...>', 'semantic patches')
    .addOption(defineOption())
    .option('--isos', 'print what isomorphisms make of the patterns, too')
    .action(async (rules: string[], options: QueryOptions) => {
      const { query } = await import('./query-command.js');
      end(query(rules, options, io));
    });
}

function addExplain(program: Command, io: Io, end: (status: number) => void): void {
  const command = program
    .command('explain')
    .description('tell for each file how often each rule matches and, where it does not, why; changes nothing')
    .argument('<rule.cocci...>', 'semantic patches (ending in .cocci), then files, folders or globs');
  addFileOptions(command.addOption(defineOption())).action(async (words: string[], options: ExplainOptions) => {
    const { explain } = await import('./explain-command.js');
    end(await explain(words, options, io));
  });
}

function addProfile(program: Command, io: Io, end: (status: number) => void): void {
  const command = program
    .command('profile')
    .description('apply semantic patches in one thread, change nothing, and tell where the time went')
    .argument('<rule.cocci...>', 'semantic patches (ending in .cocci), then files, folders or globs');
  addFileOptions(command.addOption(defineOption())).action(async (words: string[], options: ProfileOptions) => {
    const { profile } = await import('./profile-command.js');
    end(await profile(words, options, io));
  });
}

function addSeries(program: Command, io: Io, end: (status: number) => void): void {
  const command = program
    .command('series')
    .description('write what semantic patches change as mails for git am and git send-email; changes no file')
    .argument('<rule.cocci...>', 'semantic patches (ending in .cocci), then files, folders or globs');
  addFileOptions(addSeriesOptions(command)).action(async (words: string[], options: SeriesOptions) => {
    const { series } = await import('./series-command.js');
    end(await series(words, options, io));
  });
}

function addCache(program: Command, io: Io, end: (status: number) => void): void {
  program
    .command('cache')
    .description('tell what the cache of `apply --cache` holds, or empty it')
    .addArgument(new Argument('<action>').choices(['stats', 'clear']))
    .argument('[folder]', 'the folder of the cache, if it is not the usual one')
    .action(async (action: 'stats' | 'clear', folder: string | undefined) => {
      const { cache } = await import('./cache-command.js');
      end(cache(action, folder, io));
    });
}

function addParse(program: Command, io: Io, end: (status: number) => void): void {
  program
    .command('parse')
    .description('show how C files are read; exit with 1 when some code could not be')
    .argument('<path...>', 'files, folders or globs')
    .option('--stats', 'what was read, masked and not read, a line for each file, and totals (default)')
    .option('--json', 'one JSON object a line for each file: its functions, and what was not read')
    .option('--tree', 'the tree that patterns are matched on, and what was masked for it')
    .option('--tokens', 'the tokens')
    .addOption(macroOption())
    .addOption(builtinMacroOption())
    .addOption(parserOption())
    .action(async (paths: string[], options: ParseOptions) => {
      const { parse } = await import('./parse-command.js');
      end(await parse(paths, options, io));
    });
}

function colored(io: Io, { color = 'auto' }: ColorChoice): Io {
  if (color === 'auto') return io;
  const wanted = color === 'always';
  return { ...io, outColor: wanted, errorColor: wanted };
}
