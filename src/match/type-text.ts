import type { CFile, Node } from '../c/index.js';
import { spelled, tokensOf } from './subtree.js';

/** A type as people write it, for scripts: trees have types inside out. One space stands between tokens. */
export function typeText(type: Node, file: CFile): string {
  return around(type, '', file).trim();
}

/** The type with a declarator in its middle. */
function around(type: Node, declarator: string, file: CFile): string {
  const [inner = null, second = null] = type.kids;
  if (inner === null) return `${words(type, file)} ${declarator}`;
  switch (type.kind) {
    case 'grouped':
      return around(inner, declarator, file);
    case 'pointer':
      return around(inner, grouped(inner, `* ${declarator}`.trim()), file);
    case 'qualified':
      return behindStar(inner)
        ? around(inner, `${type.value} ${declarator}`.trim(), file)
        : `${type.value} ${around(inner, declarator, file)}`;
    case 'array':
      return around(inner, `${declarator} [ ${second === null ? '' : `${words(second, file)} `}]`.trim(), file);
    case 'function-type':
      return `${around(inner, '', file).trim()}${declarator}(${second === null ? '' : parameters(second, file)})`;
    default:
      return `${words(type, file)} ${declarator}`;
  }
}

/** What points to an array or function stands in parentheses. */
function grouped(inner: Node, declarator: string): string {
  const { kind } = ungrouped(inner);
  if (kind === 'array') return `( ${declarator} )`;
  return kind === 'function-type' ? `(${declarator})` : declarator;
}

function behindStar(type: Node): boolean {
  const { kind, kids } = ungrouped(type);
  return kind === 'pointer' || (kind === 'qualified' && kids[0] != null && behindStar(kids[0]));
}

function ungrouped(type: Node): Node {
  return type.kind === 'grouped' && type.kids[0] != null ? ungrouped(type.kids[0]) : type;
}

function parameters(params: Node, file: CFile): string {
  return params.kids.map((kid) => (kid === null ? '' : words(kid, file))).join(', ');
}

/** Computed types have no tokens. */
function words(node: Node, file: CFile): string {
  return spelled(tokensOf(node), file.tokens) || node.value;
}
