import { initParser, openFile, spelling } from '../../src/c/index.js';
import type { CFile, Node } from '../../src/c/index.js';
import { SourceText } from '../../src/text/index.js';

await initParser();

export function open(text: string): CFile {
  return openFile(new SourceText('test.c', text));
}

/** `kind value(kid kid)` for each item of the first reading of each unit; types of kinds only where there is no value. */
export function shape(node: Node | null): string {
  if (node === null) return '-';
  const name = node.value === '' || node.value === node.kind ? node.kind : `${node.kind}:${node.value}`;
  return node.kids.length === 0 ? name : `${name}(${node.kids.map(shape).join(' ')})`;
}

/** Every node under the first reading of every unit, that of the given kind. */
export function nodes(file: CFile, kind: string): Node[] {
  const found: Node[] = [];
  const visit = (node: Node): void => {
    if (node.kind === kind) found.push(node);
    for (const kid of node.kids) if (kid !== null) visit(kid);
  };
  for (const unit of file.units) for (const item of file.trees(unit)[0]?.items ?? []) visit(item);
  return found;
}

/** `kind: text` of all masks of the first readings. */
export function masks(file: CFile): string[] {
  const { text } = file.source;
  const all = file.units.flatMap((unit) => file.trees(unit)[0]?.masks ?? []);
  return all.map(({ kind, span }) => `${kind}: ${text.slice(span.start, span.end)}`);
}

/** The masks in the body of a function that consists of the given statements. */
export function masksInBody(body: string): string[] {
  return masks(open(`void f(void)\n{\n${body}\n}\n`));
}

/** The spellings of what is left out as attributes. */
export function hiddenWords(file: CFile): string[] {
  for (const unit of file.units) file.trees(unit);
  return Array.from({ length: file.tokens.count }, (_, at) => at)
    .filter((at) => file.hidden[at] === 1)
    .map((at) => spelling(file.tokens, at));
}

/** The file's diagnostics as `code line`, all units read. */
export function problems(file: CFile): string[] {
  for (const unit of file.units) file.trees(unit);
  return file.diagnostics.map(({ code, line }) => `${code} ${String(line)}`);
}
