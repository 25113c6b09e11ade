import { initParser, lex, openFile, parseCst } from '../../src/c/index.js';
import type { CFile, Node, Tokens, Unit } from '../../src/c/index.js';
import { lower, lowerTokens } from '../../src/c/lower/index.js';
import type { LowerContext } from '../../src/c/lower/index.js';
import { printShape } from '../../src/c/print-tree.js';
import { SourceText } from '../../src/text/index.js';

await initParser();

/** A text taken as one unit, with nothing masked. */
export function contextOf(text: string, typeNames: readonly string[] = []): LowerContext {
  const tokens = lex(text);
  const unit: Unit = { kind: 'other', span: { start: 0, end: text.length }, firstToken: 0, endToken: tokens.count };
  const none = new Set<number>();
  return { tokens, hidden: [], masks: [], iteratorTokens: none, stops: none, unit, typeNames: new Set(typeNames) };
}

export function lowerText(text: string, typeNames: readonly string[] = []): Node[] {
  return lower(parseCst(text, 0), contextOf(text, typeNames));
}

/** The shapes of top-level items, one line each. */
export function shapes(text: string, typeNames: readonly string[] = []): string {
  return lowerText(text, typeNames).map(printShape).join('\n');
}

export function shapesFromTokens(text: string, typeNames: readonly string[] = []): string {
  return lowerTokens(contextOf(text, typeNames)).items.map(printShape).join('\n');
}

/** The shape of statements inside a function, without the block around them. */
export function bodyShape(statements: string, typeNames: readonly string[] = []): string {
  const [item] = lowerText(`void test(void) { ${statements} }`, typeNames);
  const block = item?.kids[4];
  return block?.kids.map((kid) => printShape(kid)).join(' ') ?? '';
}

/** Opens a text as a file, masks and all. */
export function fileOf(text: string): CFile {
  return openFile(new SourceText('test.c', text));
}

/** Items of all units in their first reading. */
export function itemsOf(file: CFile): Node[] {
  return file.units.flatMap((unit) => file.trees(unit)[0]?.items ?? []);
}

/** How many nodes own each token of a file; a node that several share counts once. */
export function owners(items: readonly Node[], tokens: Tokens): Uint8Array {
  const counts = new Uint8Array(tokens.count);
  const seen = new Set<Node>();
  const visit = (node: Node): void => {
    if (seen.has(node)) return;
    seen.add(node);
    for (const token of node.tokens) counts[token] = (counts[token] ?? 0) + 1;
    for (const kid of node.kids) if (kid !== null) visit(kid);
  };
  items.forEach(visit);
  return counts;
}

/** The spellings of visible tokens of a unit's reading that are not owned exactly once, hidden ones that are owned. */
export function misowned(file: CFile): string[] {
  const { tokens, hidden } = file;
  const found: string[] = [];
  for (const unit of file.units) {
    for (const { items, masks } of file.trees(unit)) {
      const counts = owners(items, tokens);
      for (let token = unit.firstToken; token < unit.endToken; token++) {
        const start = tokens.start[token] ?? 0;
        const dead = masks.some(({ kind, span }) => kind === 'dead-branch' && span.start <= start && start < span.end);
        const expected = hidden[token] === 1 || dead ? 0 : 1;
        const inExpression = tokens.inDirective[token] === 1 && counts[token] === 0;
        if (counts[token] !== expected && !inExpression) found.push(tokens.text.slice(start, tokens.end[token]));
      }
    }
  }
  return found;
}

/** The first node of a kind (and value) in a tree, searched from the top. */
export function findNode(items: readonly (Node | null)[], kind: Node['kind'], value?: string): Node | null {
  for (const node of items) {
    if (node === null) continue;
    if (node.kind === kind && (value === undefined || node.value === value)) return node;
    const inner = findNode(node.kids, kind, value);
    if (inner !== null) return inner;
  }
  return null;
}
