import { initParser, openFile, spelling } from '../../src/c/index.js';
import type { CFile, Node, Unit } from '../../src/c/index.js';
import { Draft } from '../../src/c/mask/draft.js';
import { visibleTokens } from '../../src/c/mask/visible.js';
import { maskUnit } from '../../src/c/mask/walker.js';
import { findTypedefNames } from '../../src/c/typedef-names.js';
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

/** `kind: text` of all that the masks find in a file, whether its reading needs them or not. */
export function masks(file: CFile): string[] {
  const { tokens, units } = file;
  const { text } = tokens;
  const found = units.filter(({ kind }) => !PREPROCESSOR.has(kind)).flatMap((unit) => masksOf(file, unit));
  return found
    .sort((left, right) => left.start - right.start)
    .map(({ kind, start, end }) => `${kind}: ${text.slice(start, end)}`);
}

const PREPROCESSOR: ReadonlySet<string> = new Set(['define', 'include', 'directive']);

function masksOf({ tokens, units }: CFile, unit: Unit): { kind: string; start: number; end: number }[] {
  const none = new Set<string>();
  const names = { typeNames: findTypedefNames(tokens, units), iteratorNames: none, statementNames: none };
  const draft = new Draft(tokens, visibleTokens(tokens, unit, null, []), names);
  maskUnit(draft, unit.kind);
  return draft.masks.map(({ kind, span }) => ({ kind, ...span }));
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
