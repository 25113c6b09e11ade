import type { CFile, Node } from '../c/index.js';
import { buildCfg } from '../cfg/index.js';
import type { Cfg, FlowOptions } from '../cfg/index.js';
import { satisfies } from '../compile/index.js';
import type { CompiledRule, Part } from '../compile/index.js';
import { solve } from '../ctl/index.js';
import type { Hit, Overflow, Solution } from '../ctl/index.js';
import { stage } from '../text/index.js';
import type { AskScript } from './constraint.js';
import { CfgModel, ValueTable } from './model.js';
import { positionOf } from './position.js';
import type { Link } from './state.js';
import { TermMatcher } from './term.js';
import type { MatchContext } from './matcher.js';
import { testsIn } from './truth.js';
import { UnitFilter } from './unit-filter.js';
import type { Position, Value } from './value.js';

/** One place where a piece of the pattern matched. */
export interface MatchHit {
  /** Equal for the ways in which one piece of the pattern matched in one statement: several expressions in it. */
  readonly place: string;
  readonly links: readonly Link[];
  /** All metavariables with a value there: the match's own and those that differ from place to place. */
  readonly values: ReadonlyMap<string, Value>;
}

/** One match of a rule. */
export interface Match {
  /** What the exported and inherited metavariables stand for, positions included. */
  readonly bindings: ReadonlyMap<string, Value>;
  readonly hits: readonly MatchHit[];
}

/** A rule that ran out of budget in one top-level item. */
export interface GaveUp {
  readonly item: Node;
  readonly overflow: Overflow;
  readonly variables: readonly string[];
}

export interface RuleOutcome {
  readonly matches: readonly Match[];
  readonly gaveUp: readonly GaveUp[];
}

/** How a rule is looked for. */
export interface MatchOptions {
  /** Without it constraints in scripts count as met. */
  readonly askScript?: AskScript;
  readonly flow?: FlowOptions;
}

/** Runs a rule over a file, with the values it inherits. */
export function matchRule(
  rule: CompiledRule,
  file: CFile,
  given: ReadonlyMap<string, Value>,
  { askScript = () => true, flow = {} }: MatchOptions = {},
): RuleOutcome {
  const gaveUp: GaveUp[] = [];
  let matches: readonly Match[] = [{ bindings: given, hits: [] }];
  for (const part of rule.parts) {
    matches = matches.flatMap((match) =>
      new PartRun({ rule, part, file, given: match.bindings, askScript, flow, gaveUp }).run().map((found) => ({
        bindings: mergeBindings(match.bindings, found.bindings),
        hits: [...match.hits, ...found.hits],
      })),
    );
  }
  return { matches: rule.parts.length === 0 ? [] : matches, gaveUp };
}

/** Positions collect; other values are equal where both have them. */
function mergeBindings(left: ReadonlyMap<string, Value>, right: ReadonlyMap<string, Value>): Map<string, Value> {
  const merged = new Map(left);
  for (const [name, value] of right) {
    const known = merged.get(name);
    const positions = known?.positions;
    merged.set(
      name,
      positions === undefined || value.positions === undefined
        ? value
        : { ...value, positions: [...positions, ...value.positions] },
    );
  }
  return merged;
}

interface PartContext {
  readonly rule: CompiledRule;
  readonly part: Part;
  readonly file: CFile;
  readonly given: ReadonlyMap<string, Value>;
  readonly askScript: AskScript;
  readonly flow: FlowOptions;
  readonly gaveUp: GaveUp[];
}

/** One part of a rule over all units of a file. */
class PartRun {
  readonly #context: PartContext;
  readonly #values = new ValueTable();

  constructor(context: PartContext) {
    this.#context = context;
  }

  run(): readonly Match[] {
    const { file, part } = this.#context;
    const filter = new UnitFilter(file);
    const wordsOf = (name: string): readonly string[] => {
      // A type may be written in several ways.
      const isType = this.#context.rule.metavariables.get(name)?.kind === 'type';
      return isType ? [] : identifiersIn(this.#context.given.get(name)?.key ?? '');
    };
    return file.units.flatMap((unit) => {
      if (unit.firstToken === unit.endToken || !satisfies(part.words, filter.factsOf(unit, wordsOf))) return [];
      return distinctMatches(file.trees(unit).flatMap((tree) => tree.items.flatMap((item) => this.#item(item))));
    });
  }

  #item(item: Node): readonly Match[] {
    const { rule, part, flow } = this.#context;
    const cfg = cfgOf(item, flow);
    const model = itemModel(item, this.#context, this.#values);
    const { solutions, overflow } = solve(cfg, model, part.formula, {
      bindings: this.#givenNumbers(),
      rootByRoot: true,
    });
    const matches = [...solutions].flatMap((solution) => this.#matchesOf(solution, model, item));
    if (overflow !== null) this.#context.gaveUp.push({ item, overflow, variables: rule.variables });
    return rule.positions.size === 0 ? matches : matches.toSorted((left, right) => this.#order(left, right));
  }

  /** Matches of one item that differ in positions come in the order of these. */
  #order(left: Match, right: Match): number {
    for (const name of this.#context.rule.positions) {
      const [one] = left.bindings.get(name)?.positions ?? [];
      const [other] = right.bindings.get(name)?.positions ?? [];
      const order = (one?.line ?? 0) - (other?.line ?? 0) || (one?.column ?? 0) - (other?.column ?? 0);
      if (order !== 0) return order;
    }
    return 0;
  }

  #givenNumbers(): Map<number, number> {
    const numbers = new Map<number, number>();
    this.#context.rule.variables.forEach((name, variable) => {
      const value = this.#context.given.get(name);
      if (value !== undefined) numbers.set(variable, this.#values.number(value));
    });
    return numbers;
  }

  #matchesOf(solution: Solution, model: CfgModel, item: Node): readonly Match[] {
    return alternativesOf(solution).map((hits) =>
      this.#match(
        solution,
        hits.map((hit) => this.#hit(hit, model)),
        item,
      ),
    );
  }

  #match(solution: Solution, hits: readonly MatchHit[], item: Node): Match {
    const bindings = new Map(this.#context.given);
    for (const [variable, number] of solution.bindings) this.#setBinding(bindings, variable, number);
    for (const [name, positions] of this.#positions(hits, item)) {
      bindings.set(name, { key: '', text: '', tokens: null, node: null, positions });
    }
    return { bindings, hits };
  }

  #setBinding(bindings: Map<string, Value>, variable: number, number: number): void {
    const name = this.#context.rule.variables[variable];
    const value = this.#values.value(number);
    if (name === undefined || value === undefined || name.startsWith('{')) return;
    if (!this.#context.given.has(name)) bindings.set(name, value);
  }

  #hit(hit: Hit, model: CfgModel): MatchHit {
    const alternative = model.alternatives[hit.tag];
    const values = new Map(this.#context.given);
    for (const [variable, number] of hit.bindings) this.#setBinding(values, variable, number);
    for (const [name, value] of alternative?.values ?? []) values.set(name, value);
    return { place: `${String(hit.atom)} ${String(hit.state)}`, links: alternative?.links ?? [], values };
  }

  /** Position metavariables of the rule, with everywhere they stand in these hits. */
  #positions(hits: readonly MatchHit[], item: Node): Map<string, Position[]> {
    const { rule, file } = this.#context;
    const positions = new Map<string, Position[]>();
    const seen = new Set<string>();
    for (const { patternToken, tokens, isExtra } of hits.flatMap((hit) => hit.links)) {
      if (isExtra === true) continue;
      for (const name of rule.rule.body.tokens[patternToken]?.attached ?? []) {
        const metavariable = rule.metavariables.get(name);
        const key = `${name} ${String(tokens[0])} ${String(tokens[tokens.length - 1])}`;
        if (metavariable?.kind !== 'position' || metavariable.inherited !== null || seen.has(key)) continue;
        seen.add(key);
        positions.set(name, [...(positions.get(name) ?? []), positionOf(file, tokens, item)]);
      }
    }
    return positions;
  }
}

/** What the model checker asks about one top-level item. */
function itemModel(item: Node, context: Omit<PartContext, 'part' | 'gaveUp'>, values: ValueTable): CfgModel {
  const { rule, file, given, askScript } = context;
  const matching: MatchContext = {
    rule,
    file,
    given,
    askScript,
    position: (tokens) => positionOf(file, tokens, item),
    isTest: (node) => testsIn(item).has(node),
  };
  return new CfgModel(rule, cfgOf(item, context.flow), new TermMatcher(matching), values);
}

/** The same for looking at atoms one by one; constraints in scripts count as met. */
export function modelOf(item: Node, context: Pick<PartContext, 'rule' | 'file' | 'given'>): CfgModel {
  return itemModel(item, { ...context, askScript: () => true, flow: {} }, new ValueTable());
}

/** How often one part of a rule matches by itself. */
export function partMatches(context: Pick<PartContext, 'rule' | 'part' | 'file' | 'given'>): number {
  return new PartRun({ ...context, askScript: () => true, flow: {}, gaveUp: [] }).run().length;
}

function identifiersIn(key: string): readonly string[] {
  return key.match(/[A-Za-z_]\w*/g) ?? [];
}

/**
 * Several hits of one atom where a match starts are alternatives: calls side by side in one statement, or one inside the
 * other. Each makes a match of its own, with the rest of the hits.
 */
function alternativesOf({ roots, hits }: Solution): (readonly Hit[])[] {
  const [root] = roots;
  const counts = new Map<number, number>();
  for (const hit of hits) if (hit.state === root) counts.set(hit.atom, (counts.get(hit.atom) ?? 0) + 1);
  const isChoice = (hit: Hit): boolean => hit.state === root && (counts.get(hit.atom) ?? 0) > 1;
  const choices = hits.filter(isChoice);
  if (choices.length === 0) return [hits];
  const rest = hits.filter((hit) => !isChoice(hit));
  return choices.map((choice) => [choice, ...rest]);
}

/** By the jumps that are left out. */
const graphs = new Map<string, WeakMap<Node, Cfg>>();

/** Several rules look at the same function: its graph is built once. */
function cfgOf(item: Node, flow: FlowOptions): Cfg {
  const key = `${String(flow.noLoops === true)} ${String(flow.noGotos === true)}`;
  let known = graphs.get(key);
  if (known === undefined) graphs.set(key, (known = new WeakMap<Node, Cfg>()));
  let cfg = known.get(item);
  if (cfg === undefined) known.set(item, (cfg = stage('control flow', () => buildCfg(item, flow))));
  return cfg;
}

/** Readings of a unit with different `#if` arms share most of their code: what both find is one match. */
function distinctMatches(matches: readonly Match[]): readonly Match[] {
  const seen = new Set<string>();
  return matches.filter((match) => {
    const links = match.hits.flatMap((hit) =>
      hit.links.map(({ patternToken, tokens }) => `${String(patternToken)}:${tokens.join(',')}`),
    );
    const key = `${[...match.bindings].map(([name, value]) => `${name}=${value.key}`).join(';')}|${links.sort().join(' ')}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
