import type { Node } from '../c/index.js';
import type { Metavariable } from '../smpl/index.js';

/**
 * A tree-sitter query that holds wherever the pattern can match, or null where none is narrower than the whole file.
 * Queries are a structural gate and an explanation, not the matcher: parts they cannot say are left open as `(_)`.
 */
export function queryOf(node: Node, metavariables: ReadonlyMap<string, Metavariable>): string | null {
  const writer = new QueryWriter(metavariables);
  const body = writer.write(node.kind === 'bare' ? (node.kids[0] ?? node) : node);
  return body === null || body === '(_)' ? null : writer.finish(body);
}

class QueryWriter {
  readonly #metavariables: ReadonlyMap<string, Metavariable>;
  readonly #predicates: string[] = [];

  constructor(metavariables: ReadonlyMap<string, Metavariable>) {
    this.#metavariables = metavariables;
  }

  finish(body: string): string {
    return this.#predicates.length === 0 ? `${body} @match` : `(${body} @match ${this.#predicates.join(' ')})`;
  }

  /** The pattern for a node, or null where nothing can be said. */
  write(node: Node | null | undefined): string | null {
    if (node == null) return null;
    switch (node.kind) {
      case 'ident':
        return this.#name('(identifier)', node.value);
      case 'call':
        return this.#fields('call_expression', { function: node.kids[0], arguments: null });
      case 'assign':
        return this.#fields('assignment_expression', { left: node.kids[0], right: node.kids[1] });
      case 'binary':
        return this.#fields('binary_expression', { left: node.kids[0], right: node.kids[1] });
      case 'member':
        return this.#fields('field_expression', { argument: node.kids[0], field: null });
      case 'expr-stmt':
        return this.#wrap('expression_statement', node.kids[0]);
      case 'return':
        return this.#wrap('return_statement', node.kids[0]);
      case 'if':
        return '(if_statement)';
      case 'switch':
        return '(switch_statement)';
      case 'goto':
        return '(goto_statement)';
      case 'function':
        return '(function_definition)';
      case 'declaration':
        return '(declaration)';
      default:
        return null;
    }
  }

  #name(shape: string, name: string): string {
    if (this.#metavariables.has(name)) return '(_)';
    const capture = `@n${String(this.#predicates.length)}`;
    this.#predicates.push(`(#eq? ${capture} "${name}")`);
    return `${shape} ${capture}`;
  }

  #fields(type: string, fields: Readonly<Record<string, Node | null | undefined>>): string {
    const written = Object.entries(fields).flatMap(([field, node]) => {
      const inner = this.write(node);
      return inner === null ? [] : [`${field}: ${inner}`];
    });
    return `(${[type, ...written].join(' ')})`;
  }

  #wrap(type: string, node: Node | null | undefined): string {
    const inner = this.write(node);
    return inner === null ? `(${type})` : `(${type} ${inner})`;
  }
}
