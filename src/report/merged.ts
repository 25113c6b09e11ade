/** A stretch of output that is about one file. */
interface Piece {
  /** Null for what is about the run as a whole: it comes last. */
  readonly path: string | null;
  readonly text: string;
}

/**
 * Brings outputs of the shards of a run (JSON lines of results or of ledgers, or diffs; bytes as Latin-1) into the order
 * that one run over all files gives. Lines about one file stay together and in their order.
 */
export function mergedOutputs(outputs: readonly string[]): string {
  const pieces = outputs.flatMap((output) => (output.startsWith('{') ? linePieces(output) : diffPieces(output)));
  return pieces
    .sort((left, right) => order(left.path, right.path))
    .map(({ text }) => text)
    .join('');
}

function linePieces(output: string): Piece[] {
  return output
    .split(/(?<=\n)/)
    .filter((line) => line.trim() !== '')
    .map((text) => ({ path: pathIn(text), text }));
}

function pathIn(line: string): string | null {
  const object = JSON.parse(Buffer.from(line, 'latin1').toString('utf8')) as { path?: unknown; file?: unknown };
  const path = object.path ?? object.file;
  return typeof path === 'string' ? path : null;
}

/** What stands before a first head belongs to it. */
function diffPieces(output: string): Piece[] {
  return output
    .split(/^(?=--- [^\n]*\n\+\+\+ )/m)
    .filter((text) => text !== '')
    .map((text) => {
      const name = /^--- (?:a\/)?([^\n\t]*)/m.exec(text)?.[1];
      return { path: name === undefined ? null : Buffer.from(name, 'latin1').toString('utf8'), text };
    });
}

function order(left: string | null, right: string | null): number {
  if (left === right) return 0;
  if (left === null || right === null) return left === null ? 1 : -1;
  return left < right ? -1 : 1;
}
