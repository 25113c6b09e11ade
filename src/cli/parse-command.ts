import { initParser, needsBreath, openFile, readMacros } from '../c/index.js';
import type { CFile, MacroLines, OpenOptions } from '../c/index.js';
import { SourceText } from '../text/index.js';
import { listFiles } from '../tree/index.js';
import type { Io } from './io.js';
import { factsOf, ParseTotals, statsLine } from './parse-facts.js';
import { jsonLine, tokenLines, treeLines } from './parse-print.js';
import { macroTexts, printDiagnostics, readOrExplain } from './patch-input.js';
import type { MacroFiles } from './patch-input.js';
import { UserError } from './user-error.js';
import { keepLittle } from './v8-settings.js';

/** What `vedalia parse` is to print; numbers when nothing is asked for. */
export interface ParseOptions extends MacroFiles {
  readonly tree?: boolean;
  readonly tokens?: boolean;
  readonly stats?: boolean;
  readonly json?: boolean;
  readonly parser?: 'native' | 'wasm';
}

/** `vedalia parse PATH...`: how C files are read. The exit status is 1 when some code could not be read. */
export async function parse(paths: readonly string[], options: ParseOptions, io: Io): Promise<number> {
  await initParser(options.parser);
  const { files, missing } = await listFiles(paths);
  if (missing.length > 0) throw new UserError(missing.map((path) => `no such file or folder: ${path}`).join('\n'));
  const totals = new ParseTotals();
  for await (const file of opened(files, { macros: readMacros(macroTexts(options)) })) {
    const facts = factsOf(file);
    totals.add(facts);
    if (options.json === true) io.out(jsonLine(facts));
    else if (options.tokens === true) io.out(tokenLines(file));
    else io.out(options.tree === true ? treeLines(file) : statsLine(facts));
    if (options.json !== true) printDiagnostics(file.diagnostics, io);
  }
  const numbers = options.json !== true && options.tokens !== true && options.tree !== true;
  if (numbers && files.length > 1) io.out(totals.line());
  return totals.unread === 0 ? 0 : 1;
}

/** `vspatch --parse-c FILE...`: how much of C files can be read, in the words of spatch. */
export async function parseC(files: readonly string[], macros: MacroLines, io: Io): Promise<number> {
  await initParser();
  const totals = new ParseTotals();
  for await (const file of opened(files, { macros: readMacros(macros) })) {
    totals.add(factsOf(file));
    printDiagnostics(file.diagnostics, io);
  }
  io.out(totals.likeSpatch());
  return 0;
}

/** The files of some paths, one after the other, so that no more than one is held in memory. */
async function* opened(files: readonly string[], names: OpenOptions = {}): AsyncGenerator<CFile> {
  keepLittle();
  for (const path of files) {
    yield openFile(new SourceText(path, readOrExplain(path)), { ...names, keepTrees: false });
    if (needsBreath()) await new Promise((resolve) => setImmediate(resolve));
  }
}
