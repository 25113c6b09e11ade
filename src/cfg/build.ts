import type { Node } from '../c/index.js';
import { GraphBuilder } from './builder.js';
import { macroStatements, statementArguments } from './graph.js';
import type { Cfg, FlowOptions } from './graph.js';
import { collectLabels } from './labels.js';

/** States whose next edge is still open: where control arrives when the statement is through. */
type Ends = readonly number[];

/** What a jump needs to know of the statements around it. Immutable: each nested statement makes its own. */
interface Scope {
  /** Enclosing blocks, outermost first. */
  readonly blocks: readonly Node[];
  readonly breakTo: Target | null;
  readonly continueTo: Target | null;
  /** Where a case label of the switch around gets its edge from, and whether a default was seen. */
  readonly cases: { readonly open: number; hasDefault: boolean } | null;
}

interface Target {
  readonly state: number;
  /** The statement that is left or gone on with; null for the function. */
  readonly statement: Node | null;
  /** How many of `Scope.blocks` stay open at the target. */
  readonly depth: number;
}

/** Builds the control-flow graph of a top-level item: of a function, or a single node for anything else. */
export function buildCfg(item: Node, options: FlowOptions = {}): Cfg {
  return new CfgBuilder(item, options).build();
}

class CfgBuilder {
  readonly #graph = new GraphBuilder();
  readonly #item: Node;
  readonly #options: FlowOptions;
  readonly #labels: ReadonlyMap<string, readonly Node[]>;
  readonly #labelStates = new Map<string, number>();
  readonly #gotos: { from: number; name: string | null; blocks: readonly Node[] }[] = [];
  #exit = -1;

  constructor(item: Node, options: FlowOptions) {
    this.#item = item;
    this.#options = options;
    this.#labels = collectLabels(item);
  }

  build(): Cfg {
    const graph = this.#graph;
    const top = graph.add('top', null, []);
    // No path leads through a declaration: dots behind it have no end to reach.
    const hasPaths = this.#item.kind === 'function' || macroStatements(this.#item) !== null;
    this.#exit = graph.add(hasPaths ? 'exit' : 'end', null, []);
    const outside: Scope = { blocks: [], breakTo: null, continueTo: null, cases: null };
    const ends = this.#topLevel(this.#item, [top], outside);
    for (const end of ends) graph.edge(end, this.#exit);
    if (this.#options.noGotos !== true) this.#connectGotos(outside);
    return graph.finish(this.#item);
  }

  #topLevel(item: Node, from: Ends, outside: Scope): Ends {
    if (item.kind === 'function') return this.#function(item, from);
    const body = macroStatements(item);
    const ends = this.#simple(item, from);
    return body === null ? ends : this.#statement(body, ends, outside);
  }

  #function(node: Node, from: Ends): Ends {
    const header = this.#graph.add('header', node, from);
    const block = node.kids[4];
    if (block == null) return [header];
    const ends = this.#block(block, [header], { blocks: [], breakTo: null, continueTo: null, cases: null });
    const close = this.#graph.nodes[ends[0] ?? -1];
    if (close !== undefined) close.endsFunction = true;
    return ends;
  }

  /** One statement, with its region marked at its first node. */
  #statement(node: Node, from: Ends, scope: Scope): Ends {
    const first = this.#graph.nodes.length;
    const ends = this.#dispatch(node, from, scope);
    const entry = this.#graph.nodes[first];
    if (entry !== undefined) entry.region ??= node;
    return ends;
  }

  #dispatch(node: Node, from: Ends, scope: Scope): Ends {
    switch (node.kind) {
      case 'block':
        return this.#blockStatement(node, from, scope);
      case 'seq':
        return this.#items(node.kids, from, scope);
      case 'if':
        return this.#if(node, from, scope);
      case 'while':
        return this.#loop(node, node.kids[1], from, scope);
      case 'for':
        return this.#loop(node, node.kids[3], from, scope);
      case 'iterator':
        return this.#loop(node, node.kids[1], from, scope);
      case 'do':
        return this.#do(node, from, scope);
      case 'switch':
        return this.#switch(node, from, scope);
      case 'case':
      case 'default':
        return this.#case(node, from, scope);
      default:
        return this.#jumpOrSimple(node, from, scope);
    }
  }

  #jumpOrSimple(node: Node, from: Ends, scope: Scope): Ends {
    switch (node.kind) {
      case 'label':
        return this.#label(node, from);
      case 'goto':
        return this.#goto(node, from, scope);
      case 'break':
        return this.#jump(node, from, scope, scope.breakTo);
      case 'continue':
        return this.#jump(node, from, scope, scope.continueTo);
      case 'return':
        return this.#jump(node, from, scope, { state: this.#exit, statement: null, depth: 0 });
      default:
        return this.#macroArguments(node, this.#simple(node, from), scope);
    }
  }

  /** Statements that a macro is given lie on a way beside it. */
  #macroArguments(node: Node, from: Ends, scope: Scope): Ends {
    const inside = statementArguments(node).flatMap((argument) => this.#statement(argument, from, scope));
    return [...from, ...inside];
  }

  #simple(node: Node, from: Ends): Ends {
    const state = this.#graph.add('item', node, from);
    if (from.length === 0) this.#graph.markDead(state);
    return [state];
  }

  #block(node: Node, from: Ends, scope: Scope): Ends {
    const open = this.#graph.add('open', node, from);
    const ends = this.#items(node.kids, [open], { ...scope, blocks: [...scope.blocks, node] });
    return ends.length === 0 ? [] : [this.#graph.add('close', node, ends)];
  }

  /** A block as a statement of its own also has an `after`, so that it can be stepped over as a whole. */
  #blockStatement(node: Node, from: Ends, scope: Scope): Ends {
    const open = this.#graph.nodes.length;
    const ends = this.#block(node, from, scope);
    const after = this.#graph.add('after', node, []);
    this.#graph.control(open, after);
    return [...ends, after];
  }

  /** Statements in a row; the arms of `#if` groups are alternatives. */
  #items(items: readonly (Node | null)[], from: Ends, scope: Scope): Ends {
    let ends = from;
    const groups: { head: number; ends: number[]; hasElse: boolean }[] = [];
    for (const item of items) {
      if (item === null) continue;
      if (item.kind !== 'directive') {
        ends = this.#statement(item, ends, scope);
        continue;
      }
      const group = groups[groups.length - 1];
      if (item.value.startsWith('if')) {
        ends = this.#simple(item, ends);
        groups.push({ head: ends[0] ?? -1, ends: [], hasElse: false });
      } else if (group !== undefined && item.value.startsWith('el')) {
        group.ends.push(...ends);
        group.hasElse ||= item.value === 'else';
        ends = this.#simple(item, [group.head]);
      } else if (group !== undefined && item.value === 'endif') {
        groups.pop();
        ends = this.#simple(item, [...ends, ...group.ends, ...(group.hasElse ? [] : [group.head])]);
      } else {
        ends = this.#simple(item, ends);
      }
    }
    return ends;
  }

  #if(node: Node, from: Ends, scope: Scope): Ends {
    const graph = this.#graph;
    const [, thenBranch, elseBranch] = node.kids;
    const header = graph.add('header', node, from);
    const enter = graph.add('true', node, [header]);
    const thenEnds = thenBranch == null ? [enter] : this.#statement(thenBranch, [enter], scope);
    const entry = graph.nodes[enter];
    if (entry !== undefined) entry.escapes = graph.allDead(thenEnds);
    const elseEnds =
      elseBranch == null ? [graph.add('fall-through', node, [header])] : this.#else(node, elseBranch, header, scope);
    return this.#finishCompound(node, [header], [...thenEnds, ...elseEnds]);
  }

  #else(node: Node, branch: Node, header: number, scope: Scope): Ends {
    const enter = this.#graph.add('false', node, [header]);
    const word = this.#graph.add('else', node, [enter]);
    return this.#statement(branch, [word], scope);
  }

  /** Adds `end` and `after`: both lead on to what follows, but only `end` lies on the paths of execution. */
  #finishCompound(node: Node, heads: Ends, ends: Ends): Ends {
    const after = this.#graph.add('after', node, []);
    for (const head of heads) this.#graph.control(head, after);
    if (this.#graph.allDead(ends)) return [...ends, after];
    return [this.#graph.add('end', node, ends), after];
  }

  #loop(node: Node, body: Node | null | undefined, from: Ends, scope: Scope): Ends {
    const graph = this.#graph;
    const header = graph.add('header', node, from);
    const enter = graph.add('in-loop', node, [header]);
    const once = node.kind === 'iterator' && RUNS_ONCE.has(node.value);
    const leave = graph.add('loop-fall-through', node, once ? [] : [header]);
    const inner = this.#loopScope(node, scope, { breakTo: leave, continueTo: once ? leave : header });
    const ends = body == null ? [enter] : this.#statement(body, [enter], inner);
    const next = once ? leave : header;
    if (once || this.#options.noLoops !== true) for (const end of ends) graph.edge(end, next);
    return this.#finishCompound(node, [header], [leave]);
  }

  #loopScope(statement: Node, scope: Scope, to: { breakTo: number; continueTo: number }): Scope {
    const target = (state: number): Target => ({ state, statement, depth: scope.blocks.length });
    return { ...scope, breakTo: target(to.breakTo), continueTo: target(to.continueTo) };
  }

  #do(node: Node, from: Ends, scope: Scope): Ends {
    const graph = this.#graph;
    const head = graph.add('do', node, from);
    const tail = graph.add('do-tail', node, []);
    // `do { ... } while (0)` is a way to write a block: nothing comes round again.
    const condition = node.kids[1];
    const again =
      condition?.kind === 'number' && Number(condition.value) === 0 ? null : graph.add('in-loop', node, [tail]);
    if (again !== null && this.#options.noLoops !== true) graph.edge(again, head);
    const leave = graph.add('loop-fall-through', node, [tail]);
    const body = node.kids[0];
    const ends =
      body == null
        ? [head]
        : this.#statement(body, [head], this.#loopScope(node, scope, { breakTo: leave, continueTo: tail }));
    for (const end of ends) graph.edge(end, tail);
    return this.#finishCompound(node, [head, tail], [leave]);
  }

  #switch(node: Node, from: Ends, scope: Scope): Ends {
    const graph = this.#graph;
    const header = graph.add('header', node, from);
    const body = node.kids[1];
    if (body?.kind !== 'block') return this.#finishCompound(node, [header], [header]);
    const leave = graph.add('loop-fall-through', node, []);
    const open = graph.add('open', body, [header]);
    const cases = { open, hasDefault: false };
    const ends = this.#items(body.kids, [], {
      blocks: [...scope.blocks, body],
      breakTo: { state: leave, statement: node, depth: scope.blocks.length },
      continueTo: scope.continueTo,
      cases,
    });
    const inside = cases.hasDefault ? ends : [...ends, open];
    if (inside.length > 0) graph.edge(graph.add('close', body, inside), leave);
    return this.#finishCompound(node, [header], [leave]);
  }

  #case(node: Node, from: Ends, scope: Scope): Ends {
    if (scope.cases === null) return this.#simple(node, from);
    if (node.kind === 'default') scope.cases.hasDefault = true;
    return this.#simple(node, [...from, scope.cases.open]);
  }

  #label(node: Node, from: Ends): Ends {
    const state = this.#graph.add('item', node, from);
    this.#labelStates.set(node.value, state);
    return [state];
  }

  #goto(node: Node, from: Ends, scope: Scope): Ends {
    const state = this.#graph.add('item', node, from);
    const target = node.kids[0];
    this.#gotos.push({ from: state, name: target?.kind === 'ident' ? target.value : null, blocks: scope.blocks });
    return [];
  }

  #jump(node: Node, from: Ends, scope: Scope, target: Target | null): Ends {
    const graph = this.#graph;
    const state = graph.add('item', node, from);
    if (target === null) return [];
    const at = graph.nodes[state];
    if (at !== undefined) at.jumpsFrom = target.statement;
    this.#leaveBlocks(state, scope.blocks.slice(target.depth), target.state);
    return [];
  }

  /** Puts a copy of each block's closing brace on the way from `from` to `to`, innermost first. */
  #leaveBlocks(from: number, blocks: readonly Node[], to: number): void {
    let at = from;
    for (const block of blocks.toReversed()) at = this.#graph.add('close', block, [at], true);
    this.#graph.edge(at, to);
  }

  #connectGotos(outside: Scope): void {
    for (const { from, name, blocks } of this.#gotos) {
      const targets = name === null ? [...this.#labelStates.keys()] : [name];
      for (const label of targets) {
        const state = this.#labelStates.get(label);
        const kept = this.#labels.get(label) ?? outside.blocks;
        if (state === undefined) this.#leaveBlocks(from, blocks, this.#exit);
        else
          this.#leaveBlocks(
            from,
            blocks.filter((block) => !kept.includes(block)),
            state,
          );
      }
    }
  }
}

/** Macros that look like iterators, and whose body runs just once: with a lock held. */
const RUNS_ONCE: ReadonlySet<string> = new Set(['scoped_guard']);
