import type { LocalName } from '../file.js';
import type { Node } from '../node.js';
import { addRecords, collectDeclarations, emptyDeclarations } from './declarations.js';
import type { Declarations } from './declarations.js';

/** A local name and the tokens `[from, to]` where it is in sight. */
interface Local {
  /** Null where a name has none, as a macro's parameter. */
  readonly type: Node | null;
  readonly from: number;
  readonly to: number;
  /** False for what a top-level item declares. */
  readonly inFunction: boolean;
  readonly isStatic: boolean;
}

/** The names declared inside some items: parameters and variables of blocks, with typedefs and structs of all blocks. */
export class Scopes {
  readonly declarations: Declarations = emptyDeclarations();
  readonly #locals = new Map<string, Local[]>();
  #inFunction = false;
  #isStatic = false;

  constructor(items: readonly Node[]) {
    for (const item of items) this.#visit(item, item.last);
  }

  /** The type a name has at a token, by the innermost declaration in sight; null when it is not local. */
  typeAt(name: string, token: number): Node | null {
    return this.#localAt(name, token)?.type ?? null;
  }

  /** Which declaration a name at a token refers to; null when it is not local. */
  declarationAt(name: string, token: number): LocalName | null {
    const found = this.#localAt(name, token);
    const known = this.#locals.get(name) ?? [];
    return found?.inFunction !== true
      ? null
      : { token: found.from, shadows: known.some(({ from }) => from !== found.from), isStatic: found.isStatic };
  }

  #localAt(name: string, token: number): Local | null {
    let found: Local | null = null;
    for (const local of this.#locals.get(name) ?? []) {
      if (local.from <= token && token <= local.to && (found === null || local.from >= found.from)) found = local;
    }
    return found;
  }

  #visit(node: Node, end: number): void {
    switch (node.kind) {
      case 'function':
        this.#inFunction = true;
        this.#function(node);
        this.#inFunction = false;
        return;
      case 'declaration':
        this.#isStatic = node.kids[0]?.value.includes('static') === true;
        this.#declare(node.kids.slice(1), end);
        this.#isStatic = false;
        break;
      case 'typedef':
        collectDeclarations([node], this.declarations);
        break;
      case 'define':
        this.#macroParameters(node);
        break;
      default:
    }
    const inner = scopeKinds.has(node.kind) ? node.last : end;
    for (const kid of node.kids) if (kid !== null) this.#visit(kid, inner);
  }

  #function(node: Node): void {
    const [, , , params, block, ...oldStyle] = node.kids;
    for (const param of params?.kids ?? [])
      if (param?.kind === 'param') this.#add(param.kids[2], param.kids[1], node.last);
    for (const declaration of oldStyle) this.#declare(declaration?.kids.slice(1) ?? [], node.last);
    if (block !== undefined && block !== null) this.#visit(block, block.last);
  }

  #macroParameters(node: Node): void {
    for (const param of node.kids[1]?.kids ?? []) {
      if (param?.kind === 'ident')
        this.#note(param.value, { type: null, from: param.first, to: node.last, inFunction: true, isStatic: false });
    }
  }

  #declare(vars: readonly (Node | null)[], end: number): void {
    for (const kid of vars) {
      const type = kid?.kids[0];
      if (type === undefined || type === null) continue;
      addRecords(type, this.declarations);
      if (kid?.kind === 'var') this.#add(kid.kids[1], type, end);
    }
  }

  #add(name: Node | null | undefined, type: Node | null | undefined, end: number): void {
    if (name === undefined || name === null || type === undefined || type === null) return;
    const { value, first: from } = name;
    this.#note(value, { type, from, to: end, inFunction: this.#inFunction, isStatic: this.#isStatic });
  }

  #note(name: string, local: Local): void {
    const known = this.#locals.get(name);
    if (known === undefined) this.#locals.set(name, [local]);
    else known.push(local);
  }
}

const scopeKinds: ReadonlySet<Node['kind']> = new Set<Node['kind']>(['block', 'for', 'function']);
