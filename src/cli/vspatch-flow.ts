import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { initParser, openFile } from '../c/index.js';
import type { CFile, Node } from '../c/index.js';
import { buildCfg } from '../cfg/index.js';
import type { CfgNode } from '../cfg/index.js';
import { SourceText } from '../text/index.js';
import { readOrExplain } from './patch-input.js';
import { UserError } from './user-error.js';

/** Words of code in a node's label, so that a long declaration does not make the picture unreadable. */
const LABEL_LENGTH = 60;

/**
 * `--control-flow-to-file FILE` or `FILE:FUNCTION`: writes the graph of each function, or of that one, as
 * `FILE:FUNCTION.dot` into a folder, as spatch names them: without the folder and the ending of the file.
 */
export async function writeControlFlow(words: readonly string[], folder = '.'): Promise<void> {
  if (words.length === 0) throw new UserError('no C files given to --control-flow-to-file');
  await initParser();
  for (const word of words) {
    const [, file = word, name = null] = /^(.*):(\w+)$/s.exec(word) ?? [];
    const opened = openFile(new SourceText(file, readOrExplain(file)));
    const functions = functionsIn(opened).filter((each) => name === null || nameOf(each) === name);
    if (functions.length === 0) throw new UserError(`no function ${name ?? ''} in ${file}`);
    for (const each of functions) {
      writeFileSync(path.join(folder, `${path.parse(file).name}:${nameOf(each)}.dot`), dotOf(opened, each), 'latin1');
    }
  }
}

/** The functions of a file; of a unit with several readings those of the first. */
function functionsIn(file: CFile): readonly Node[] {
  return file.units.flatMap((unit) => (file.trees(unit)[0]?.items ?? []).flatMap(functionsBelow));
}

function functionsBelow(item: Node): readonly Node[] {
  if (item.kind === 'function') return [item];
  const holds = item.kind === 'seq' || item.kind === 'extern-c';
  return holds ? item.kids.flatMap((kid) => (kid === null ? [] : functionsBelow(kid))) : [];
}

function nameOf(item: Node): string {
  return item.kids[2]?.value ?? '';
}

function dotOf(file: CFile, item: Node): string {
  const { nodes, directStart, direct, allStart, all } = buildCfg(item);
  const lines = nodes.map((node, id) => `  ${String(id)} [label="${label(file, node)}"];`);
  for (const id of nodes.keys()) {
    const straight = direct.subarray(directStart[id], directStart[id + 1]);
    for (const to of all.subarray(allStart[id], allStart[id + 1])) {
      // Control edges say what comes behind a compound statement; no execution takes them.
      lines.push(`  ${String(id)} -> ${String(to)}${straight.includes(to) ? '' : ' [style=dashed]'};`);
    }
  }
  return `digraph "${nameOf(item)}" {\n${lines.join('\n')}\n}\n`;
}

function label(file: CFile, { kind, node }: CfgNode): string {
  if (node === null || (kind !== 'item' && kind !== 'header')) return kind;
  const { start, end } = file.tokens;
  const last = kind === 'header' ? headEnd(node) : node.last;
  const text = file.source.text.slice(start[node.first], end[last]).replace(/\s+/g, ' ');
  const short = text.length > LABEL_LENGTH ? `${text.slice(0, LABEL_LENGTH)} ...` : text;
  return short.replace(/["\\]/g, '\\$&');
}

/** A head ends where the body begins. */
function headEnd(node: Node): number {
  const body = node.kids[BODY[node.kind] ?? 1];
  return body == null ? node.last : body.first - 1;
}

/** Which kid of a compound statement is its body. */
const BODY: Readonly<Record<string, number>> = { function: 4, for: 3 };
