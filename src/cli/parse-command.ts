import { initParser, openFile, spelling, TokenKind } from '../c/index.js';
import type { CFile, Node } from '../c/index.js';
import { fromPath } from '../report/index.js';
import { SourceText } from '../text/index.js';
import { listFiles } from '../tree/index.js';
import type { Io } from './io.js';
import { printDiagnostics, readOrExplain } from './patch-input.js';
import { UserError } from './user-error.js';

/** What `vedalia parse` is to print; the tree when nothing is asked for. */
export interface ParseOptions {
  readonly tree?: boolean;
  readonly tokens?: boolean;
  readonly stats?: boolean;
  readonly parser?: 'native' | 'wasm';
}

const KIND_NAMES: ReadonlyMap<number, string> = new Map(Object.entries(TokenKind).map(([name, kind]) => [kind, name]));

/** `vedalia parse FILE...`: how C files are read. The exit status is 1 when some code could not be read. */
export async function parse(paths: readonly string[], options: ParseOptions, io: Io): Promise<number> {
  await initParser(options.parser);
  const { files, missing } = await listFiles(paths);
  if (missing.length > 0) throw new UserError(missing.map((path) => `no such file or folder: ${path}`).join('\n'));
  let unread = 0;
  for (const path of files) {
    const file = openFile(new SourceText(path, readOrExplain(path)));
    const items = file.units.flatMap((unit) => file.trees(unit).flatMap((tree) => tree.items));
    if (options.tokens === true) io.out(tokenLines(file));
    else if (options.stats === true) io.out(statistics(file));
    else io.out(items.map((item) => treeLines(item, 0)).join(''));
    printDiagnostics(file.diagnostics, io);
    unread += file.diagnostics.length;
  }
  return unread === 0 ? 0 : 1;
}

function tokenLines({ source, tokens }: CFile): string {
  return Array.from({ length: tokens.count }, (_, index) => {
    const { line, column } = source.place(tokens.start[index] ?? 0);
    return `${String(line)}:${String(column)} ${KIND_NAMES.get(tokens.kind[index] ?? 0) ?? ''} ${spelling(tokens, index)}\n`;
  }).join('');
}

/** One node a line, indented by depth: its kind and value; `-` for a missing part. */
function treeLines(node: Node | null, depth: number): string {
  const indent = '  '.repeat(depth);
  if (node === null) return `${indent}-\n`;
  const value = node.value === '' ? '' : ` ${node.value}`;
  return `${indent}${node.kind}${value}\n${node.kids.map((kid) => treeLines(kid, depth + 1)).join('')}`;
}

function statistics(file: CFile): string {
  const masks = new Map<string, number>();
  for (const mask of file.units.flatMap((unit) => file.trees(unit).flatMap((tree) => tree.masks))) {
    masks.set(mask.kind, (masks.get(mask.kind) ?? 0) + 1);
  }
  const { length: bytes } = file.source.text;
  const counts = `${String(bytes)} bytes, ${String(file.tokens.count)} tokens, ${String(file.units.length)} units`;
  const hidden = [...masks].sort().map(([kind, times]) => `, ${kind} ${String(times)}`);
  return `${fromPath(file.source.path)}: ${counts}, ${String(file.diagnostics.length)} not read${hidden.join('')}\n`;
}
