import type { Node } from '../c/index.js';
import type { Metavariable } from '../smpl/index.js';

/**
 * What code that an expression matches must look like as a row of tokens: these tokens in this order, with anything
 * between them. A metavariable that stands twice wants the same word twice.
 */
export type SketchItem = { readonly token: string } | { readonly metavariable: string };

export type Sketch = readonly SketchItem[];

/** More alternatives than these are not worth telling apart. */
const MOST_SKETCHES = 16;
const NOTHING: readonly Sketch[] = [[]];

/** The rows of tokens that an expression can stand for; null when they would narrow nothing that words do not. */
export function sketchesOf(node: Node, metavariables: ReadonlyMap<string, Metavariable>): readonly Sketch[] | null {
  const sketches = new Sketcher(metavariables).rows(node);
  return sketches.every(narrows) ? sketches : null;
}

function narrows(sketch: Sketch): boolean {
  const tokens = sketch.filter((item) => 'token' in item);
  return tokens.length > 1 || tokens.some(({ token }) => !/^\w/.test(token));
}

class Sketcher {
  readonly #metavariables: ReadonlyMap<string, Metavariable>;

  constructor(metavariables: ReadonlyMap<string, Metavariable>) {
    this.#metavariables = metavariables;
  }

  rows(node: Node | null): readonly Sketch[] {
    if (node === null) return NOTHING;
    switch (node.kind) {
      case 'meta':
        return [WORDLY.has(this.#metavariables.get(node.value)?.kind ?? '') ? [{ metavariable: node.value }] : []];
      case 'ident':
        return [[{ token: node.value }]];
      case 'assign':
      case 'binary':
        // `x || ...` may be x alone.
        if (node.kids[1]?.kind === 'dots') return this.rows(node.kids[0] ?? null);
        return joined([this.rows(node.kids[0] ?? null), this.#operator(node), this.rows(node.kids[1] ?? null)]);
      case 'call':
      case 'args':
      case 'member':
      case 'index':
      case 'paren':
      case 'test':
      case 'unary':
        return joined(node.kids.map((kid) => this.rows(kid)));
      case 'disj': {
        const rows = node.kids.flatMap((kid) => this.rows(kid));
        return rows.length > MOST_SKETCHES ? NOTHING : rows;
      }
      default:
        return NOTHING;
    }
  }

  #operator({ value }: Node): readonly Sketch[] {
    return this.#metavariables.has(value) ? NOTHING : [[{ token: value }]];
  }
}

/** Metavariables whose value is written with one word at least, the same wherever it stands. */
const WORDLY: ReadonlySet<string> = new Set(['expression', 'idexpression', 'identifier', 'local idexpression']);

function joined(parts: readonly (readonly Sketch[])[]): readonly Sketch[] {
  let rows = NOTHING;
  for (const part of parts) {
    if (rows.length * part.length > MOST_SKETCHES) continue;
    rows = rows.flatMap((row) => part.map((more) => [...row, ...more]));
  }
  return rows;
}
