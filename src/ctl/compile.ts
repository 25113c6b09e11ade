import { Dag } from './dag.js';
import type { EdgeKind } from './edges.js';
import { children } from './formula.js';
import type { Node } from './node.js';
import { Supports } from './support.js';
import type { Atom, Formula, Model, Variable } from './types.js';

/** A formula made ready for any graph. */
export interface Compiled {
  readonly dag: Dag;
  readonly root: Node;
  readonly supports: Supports;
  /** One more than the largest variable. */
  readonly variables: number;
  /** The variables that some quantifier binds: inside of it a value from outside means nothing. */
  readonly quantified: ReadonlySet<Variable>;
}

type Vocabulary = Pick<Model, 'variables' | 'wanted'>;

interface Known {
  readonly atoms: readonly Atom[];
  readonly words: readonly Word[];
  readonly compiled: Compiled;
}

/** The variables of one atom: those that it binds, and those that the caller reads from its hits. */
interface Word {
  readonly variables: readonly Variable[];
  readonly wanted: readonly Variable[] | undefined;
}

const known = new WeakMap<Formula, Known>();

/** The compiled formula, kept as long as the formula and for as long as its atoms have the same variables. */
export function compile(formula: Formula, model: Vocabulary): Compiled {
  const before = known.get(formula);
  const atoms = before?.atoms ?? atomsOf(formula);
  if (before?.atoms.every((a, index) => isSameWord(before.words[index], a, model)) === true) return before.compiled;
  const compiled = compileNew(formula, model);
  const words = atoms.map((a) => ({ variables: model.variables(a), wanted: model.wanted?.(a) }));
  known.set(formula, { atoms, words, compiled });
  return compiled;
}

function isSameWord(word: Word | undefined, atom: Atom, model: Vocabulary): boolean {
  return (
    word !== undefined && areSame(word.variables, model.variables(atom)) && areSame(word.wanted, model.wanted?.(atom))
  );
}

/** Mostly the very same list. */
function areSame(left: readonly Variable[] | undefined, right: readonly Variable[] | undefined): boolean {
  return left === right || left?.join() === right?.join();
}

/** What a model says of the atoms, without the model: a formula is kept longer than the graphs it is checked on. */
function vocabularyOf(formula: Formula, model: Vocabulary): Vocabulary {
  const atoms = atomsOf(formula);
  const wanted = model.wanted === undefined ? null : atoms.map((a) => [a, model.wanted?.(a) ?? []] as const);
  return told(new Map(atoms.map((a) => [a, model.variables(a)])), wanted === null ? null : new Map(wanted));
}

/** A function of its own: functions inside `vocabularyOf` would hold the model. */
function told(
  variables: ReadonlyMap<Atom, readonly Variable[]>,
  wanted: ReadonlyMap<Atom, readonly Variable[]> | null,
): Vocabulary {
  const own = { variables: (a: Atom): readonly Variable[] => variables.get(a) ?? [] };
  return wanted === null ? own : { ...own, wanted: (a: Atom): readonly Variable[] => wanted.get(a) ?? [] };
}

function compileNew(formula: Formula, model: Vocabulary): Compiled {
  const dag = new Dag(vocabularyOf(formula, model));
  const nodes = new Map<Formula, Node>();
  const visit = (part: Formula): Node => {
    const before = nodes.get(part);
    if (before !== undefined) return before;
    const made = build(dag, part, visit);
    nodes.set(part, made);
    return made;
  };
  const root = visit(formula);
  const quantified = new Set([...dag.all()].flatMap((node) => (node.op === 'exists' ? [node.variable] : [])));
  return { dag, root, supports: new Supports(dag), variables: variableCount(dag), quantified };
}

function variableCount(dag: Dag): number {
  const used = (node: Node): readonly Variable[] => (node.op === 'exists' ? [node.variable, ...node.free] : node.free);
  return 1 + [...dag.all()].reduce((most, node) => Math.max(most, ...used(node)), -1);
}

function atomsOf(formula: Formula): Atom[] {
  const seen = new Set<Formula>();
  const atoms = new Set<Atom>();
  const visit = (part: Formula): void => {
    if (seen.has(part)) return;
    seen.add(part);
    if (part.op === 'atom') atoms.add(part.atom);
    children(part).forEach(visit);
  };
  visit(formula);
  return [...atoms];
}

/** AF, EF, AG and ordered choice become the operators that they are short for. */
function build(dag: Dag, formula: Formula, visit: (part: Formula) => Node): Node {
  switch (formula.op) {
    case 'true':
    case 'false':
      return dag.constant(formula.op === 'true');
    case 'atom':
      return dag.atom(formula.atom);
    case 'and':
      return dag.and(formula.parts.map(visit));
    case 'or':
      return dag.or(formula.parts.map(visit));
    case 'seqor':
      return orderedChoice(dag, visit(formula.first), visit(formula.second));
    case 'not':
      return dag.not(visit(formula.part));
    case 'uncheck':
      return dag.uncheck(visit(formula.part));
    case 'exists':
      return dag.exists(formula.variable, visit(formula.part));
    default:
      return temporal(dag, formula, visit);
  }
}

function orderedChoice(dag: Dag, first: Node, second: Node): Node {
  return dag.or([first, dag.and([dag.not(first), second])]);
}

type Temporal = Extract<Formula, { readonly op: 'AX' | 'EX' | 'AF' | 'EF' | 'AG' | 'EG' | 'AU' | 'EU' | 'AW' }>;

function temporal(dag: Dag, formula: Temporal, visit: (part: Formula) => Node): Node {
  const edges = edgesOf(formula);
  switch (formula.op) {
    case 'AX':
    case 'EX':
    case 'EG':
      return dag.next(formula.op, visit(formula.part), edges);
    case 'AF':
      return dag.until('AU', [dag.constant(true), visit(formula.part)], edges);
    case 'EF':
      return dag.until('EU', [dag.constant(true), visit(formula.part)], edges);
    case 'AG':
      return dag.until('AW', [visit(formula.part), dag.constant(false)], edges);
    case 'AU':
    case 'EU':
    case 'AW':
      return dag.until(formula.op, [visit(formula.left), visit(formula.right)], edges);
  }
}

/** What says "every" follows direct edges only, what says "some" all of them. */
function edgesOf(formula: Temporal): EdgeKind {
  const every = formula.op.startsWith('A');
  const back = formula.backwards === true;
  if (every) return back ? 'direct back' : 'direct';
  return back ? 'all back' : 'all';
}
