import { randomBytes } from 'node:crypto';
import path from 'node:path';
import type { RunEnd } from '../engine/index.js';
import { fromPath, resultDiff } from '../report/index.js';
import type { DiffNames } from '../report/index.js';
import { SourceText } from '../text/index.js';
import { replaceFile, writeFileAtomically } from '../tree/index.js';
import type { TreeResult } from '../tree/index.js';
import type { Io } from './io.js';
import { isError, printDiagnostics } from './patch-input.js';
import { FAILURE } from './vspatch-settings.js';
import type { SpatchSettings } from './vspatch-settings.js';
import type { FunctionPlace } from './vspatch-trying.js';

/** Prints and writes results the way spatch does, and keeps what its exit status depends on. */
export class SpatchResults {
  readonly #settings: SpatchSettings;
  readonly #io: Io;
  readonly #functionsOf: ((source: SourceText) => readonly FunctionPlace[]) | null;
  #failed = false;
  #changed = 0;
  #lastOutput: string | null = null;

  /** `functionsOf` lists the functions of a file, where they are to be told. */
  constructor(
    settings: SpatchSettings,
    io: Io,
    functionsOf: ((source: SourceText) => readonly FunctionPlace[]) | null = null,
  ) {
    this.#functionsOf = functionsOf;
    this.#settings = settings;
    this.#io = io;
  }

  /** Where many files are searched, what is wrong with one is told and counts for nothing more. */
  take(result: TreeResult): void {
    this.#announce(result);
    this.#tell(result, this.#settings.goesOn);
    if (this.#settings.showDiff) this.#printDiff(result);
    if (result.output !== null) this.#write(result, result.output);
  }

  /** Says what is left to say, writes the file of `-o` and gives the exit status. */
  end(summary: RunEnd): number {
    const { output } = this.#settings;
    this.#tell(summary);
    if (output !== null && this.#changed > 1) {
      this.#io.error('-o can not be applied because there are multiple modified files\n');
      return FAILURE;
    }
    if (output !== null && this.#lastOutput !== null) writeFileAtomically(output, this.#lastOutput);
    return this.#failed ? FAILURE : 0;
  }

  #announce({ path: file, before }: TreeResult): void {
    if (this.#settings.silent) return;
    this.#io.error(`HANDLING: ${fromPath(file)}\n`);
    for (const { name, line } of this.#functionsOf?.(new SourceText(file, before)) ?? []) {
      this.#io.error(`     trying function: ${name}: ${fromPath(file)}:${String(line)}\n`);
    }
  }

  #tell({ printed, diagnostics }: RunEnd, goesOn = false): void {
    printDiagnostics(this.#settings.silent ? diagnostics.filter(isError) : diagnostics, this.#io);
    if (!goesOn && diagnostics.some(isError)) this.#failed = true;
    if (printed !== '') this.#io.out(printed);
  }

  #printDiff(result: TreeResult): void {
    const { context, silent } = this.#settings;
    const diff = resultDiff(result, { names: () => this.#names(result), context, functions: true });
    if (diff === '') return;
    if (!silent) this.#io.error('diff = \n');
    this.#io.out(diff);
  }

  /** Lines that `*` marks are shown against a file that is nowhere. */
  #names({ path: file, output }: TreeResult): DiffNames {
    const { prefix, context, contextGiven } = this.#settings;
    if (prefix === null) return { pathBefore: file, pathAfter: temporaryName(file) };
    const name = below(prefix, file);
    const [pathBefore, pathAfter] = output === null ? [file, `/tmp/nothing/${name}`] : [`a/${name}`, `b/${name}`];
    const form = contextGiven ? `-U ${String(context)} -p` : '-u -p';
    return { pathBefore, pathAfter, heading: `diff ${form} ${pathBefore} ${pathAfter}` };
  }

  #write({ path: file, before }: TreeResult, after: string): void {
    const { inPlace, outPlace, suffix } = this.#settings;
    this.#changed++;
    this.#lastOutput = after;
    if (inPlace) {
      const backup = suffix === null ? {} : { backupSuffix: suffix };
      const problem = replaceFile(file, { before, after, ...backup });
      if (problem !== null) this.#tell({ printed: '', diagnostics: [problem] });
    } else if (outPlace) {
      writeFileAtomically(file + (suffix ?? '.cocci_res'), after);
    }
  }
}

/** spatch prints the name of its temporary file; this one has the same form, and there is no such file. */
function temporaryName(file: string): string {
  return `/tmp/cocci-output-${String(process.pid)}-${randomBytes(3).toString('hex')}-${path.basename(file)}`;
}

function below(folder: string, file: string): string {
  const relative = path.relative(folder, file);
  return relative.startsWith('..') ? path.normalize(file) : relative;
}
