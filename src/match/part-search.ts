import type { CFile, Node } from '../c/index.js';
import type { FlowOptions } from '../cfg/index.js';
import type { CompiledRule, Part } from '../compile/index.js';
import { solve } from '../ctl/index.js';
import type { Hit, Solution } from '../ctl/index.js';
import { checkDeadline, noteWhereabouts } from '../text/index.js';
import { positionKey } from './constraint.js';
import type { AskScript } from './constraint.js';
import { distinctMatches } from './found.js';
import type { GaveUp, Match, MatchHit } from './found.js';
import { graphOf } from './item-graph.js';
import { CfgModel, OpenMatches } from './model.js';
import type { ValueTable } from './model.js';
import { isPlace, nameOfItem, placeOf, positionOf } from './position.js';
import { TermMatcher } from './term.js';
import type { MatchContext } from './matcher.js';
import { UnitFilter } from './unit-filter.js';
import { holdsWanted } from './wanted-kinds.js';
import { tokensAtLink } from './state.js';
import type { Position, Value } from './value.js';

/** What is looked for, and where. */
export interface PartContext {
  readonly rule: CompiledRule;
  readonly part: Part;
  readonly file: CFile;
  readonly askScript: AskScript;
  readonly flow: FlowOptions;
}

type Values = ReadonlyMap<string, Value>;

/** What is known of the items of a file as long as the values that matching has to know stay the same. */
interface Prepared {
  readonly key: string;
  readonly models: Map<Node, CfgModel>;
  /** What was found, by the values of metavariables that are matched; kept where others stand in added code only. */
  readonly outcomes: Map<string, PartOutcome>;
}

/** What is known whatever these values are, as long as the same metavariables have to be known. */
interface Shared {
  readonly key: string;
  readonly open: OpenMatches;
}

interface PartOutcome {
  readonly matches: readonly Match[];
  readonly gaveUp: readonly GaveUp[];
}

/** For fewer sets of values, matching anew for each costs less than matching with the values open. */
const MANY = 4;

/** One part of a rule over all units of a file, for one set of known values after another. */
export class PartSearch {
  readonly #context: PartContext;
  #prepared: Prepared | null = null;
  #shared: Shared | null = null;
  #bound: ReadonlySet<string> | null = null;

  constructor(context: PartContext) {
    this.#context = context;
  }

  /** `times`: how many sets of values will be asked for, about. */
  run(given: Values, times: number): PartOutcome {
    const isForMany = times > MANY;
    const isLate = (name: string): boolean => isForMany && this.#context.rule.late.has(name);
    const early = new Map([...given].filter(([name]) => !isLate(name)));
    const late = new Set([...given.keys()].filter(isLate));
    const open = times > 1 ? this.#share([...early.keys(), '', ...late].join()) : new OpenMatches();
    const prepared = this.#prepare(early, late);
    const search = { given, early, late, prepared, open };
    const aside = new Map([...given].filter(([name]) => late.has(name) && !this.#matched.has(name)));
    if (aside.size === 0) return this.#find(search);
    const key = [...given].filter(([name]) => late.has(name) && !aside.has(name)).map(keyOfGiven);
    const known = prepared.outcomes.get(key.join('\n')) ?? this.#find(search);
    prepared.outcomes.set(key.join('\n'), known);
    return { matches: known.matches.map((match) => withValues(match, aside)), gaveUp: known.gaveUp };
  }

  #find(search: Pick<RunContext, 'given' | 'early' | 'late' | 'prepared' | 'open'>): PartOutcome {
    const run = new PartRun({ ...this.#context, ...search });
    return { matches: run.run(), gaveUp: run.gaveUp };
  }

  /** Metavariables that the atoms bind; the others stand in added code only. */
  get #matched(): ReadonlySet<string> {
    const { variables, atomVariables } = this.#context.rule;
    return (this.#bound ??= new Set(atomVariables.flat().map((variable) => variables[variable] ?? '')));
  }

  #prepare(early: Values, late: ReadonlySet<string>): Prepared {
    if (late.size === 0) return newlyPrepared('');
    const key = [[...late].join(), ...[...early].map(keyOfGiven)].join('\n');
    if (this.#prepared?.key !== key) this.#prepared = newlyPrepared(key);
    return this.#prepared;
  }

  #share(key: string): OpenMatches {
    if (this.#shared?.key !== key) this.#shared = { key, open: new OpenMatches() };
    return this.#shared.open;
  }
}

function newlyPrepared(key: string): Prepared {
  return { key, models: new Map<Node, CfgModel>(), outcomes: new Map<string, PartOutcome>() };
}

/** The match with other values for metavariables that stand in added code only. */
function withValues(match: Match, values: Values): Match {
  const changed = (bindings: Values): Values => new Map([...bindings, ...values]);
  return {
    bindings: changed(match.bindings),
    hits: match.hits.map((hit) => ({ ...hit, values: changed(hit.values) })),
  };
}

function keyOfGiven([name, { key, written, positions }]: [string, Value]): string {
  return [name, key, written ?? '', ...(positions ?? []).map(positionKey)].join('\t');
}

interface RunContext extends PartContext {
  readonly given: Values;
  /** Of the given values those that matching knows, and the names of the others. */
  readonly early: Values;
  readonly late: ReadonlySet<string>;
  readonly prepared: Prepared;
  readonly open: OpenMatches;
}

class PartRun {
  readonly gaveUp: GaveUp[] = [];
  readonly #context: RunContext;
  readonly #values: ValueTable;
  readonly #hasPositions: boolean;

  constructor(context: RunContext) {
    this.#context = context;
    const metavariables = [...context.rule.metavariables.values()];
    this.#hasPositions = metavariables.some(({ kind, inherited }) => isPlace(kind) && inherited === null);
    this.#values = context.open.values;
  }

  run(): readonly Match[] {
    const { rule, file, part, given } = this.#context;
    const filter = new UnitFilter(file, rule, given);
    return filter.unitsWith(part.words).flatMap((unit) => {
      const trees = file.trees(unit);
      const matches = trees.flatMap((tree) =>
        tree.items.flatMap((item) => (holdsWanted(item, part, rule) ? this.#item(item) : [])),
      );
      return trees.length > 1 || rule.placesCount ? distinctMatches(matches) : matches;
    });
  }

  #item(item: Node): readonly Match[] {
    const { rule, part, file, flow } = this.#context;
    const counts = noteWhereabouts(rule.rule.name, nameOfItem(item), rule.variables);
    const model = this.#modelOf(item);
    const { solutions, overflow } = solve(graphOf(item, file, flow).cfg, model, part.formula, {
      bindings: this.#givenNumbers(),
      rootByRoot: rule.placesCount,
      counts,
      look: checkDeadline,
    });
    const matches = solutions.flatMap((solution) => this.#matchesOf(solution, model, item));
    if (overflow !== null) this.gaveUp.push({ item, overflow, variables: rule.variables });
    return rule.positions.size === 0 ? matches : matches.toSorted((left, right) => this.#order(left, right));
  }

  #modelOf(item: Node): CfgModel {
    const { early, late, prepared } = this.#context;
    const known = prepared.models.get(item);
    if (known !== undefined) return known;
    const model = itemModel(item, { ...this.#context, given: early, late });
    // They would be a burden where nothing asks for them again.
    if (late.size > 0) prepared.models.set(item, model);
    return model;
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
      if (value !== undefined) numbers.set(variable, this.#values.numberOfGiven(value));
    });
    return numbers;
  }

  #matchesOf(solution: Solution, model: CfgModel, item: Node): readonly Match[] {
    const ways = this.#context.rule.placesCount ? alternativesOf(solution) : [solution.hits];
    return ways.map((hits) =>
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
    const values = new Map(this.#context.given);
    for (const [variable, number] of hit.bindings) this.#setBinding(values, variable, number);
    for (const { name, value } of model.values(hit.tag)) if (!this.#context.given.has(name)) values.set(name, value);
    return { place: `${String(hit.atom)} ${String(hit.state)}`, links: model.links(hit.tag), values };
  }

  /** Metavariables of the rule for places, with everywhere they stand in these hits. */
  #positions(hits: readonly MatchHit[], item: Node): Map<string, Position[]> {
    const { rule, file } = this.#context;
    const positions = new Map<string, Position[]>();
    if (!this.#hasPositions) return positions;
    const seen = new Set<string>();
    for (const link of hits.flatMap((hit) => hit.links)) {
      if (link.isExtra === true) continue;
      const tokens = tokensAtLink(link);
      for (const name of rule.rule.body.tokens[link.patternToken]?.attached ?? []) {
        const metavariable = rule.metavariables.get(name);
        const key = `${name} ${String(tokens[0])} ${String(tokens[tokens.length - 1])}`;
        if (metavariable?.inherited !== null || !isPlace(metavariable.kind) || seen.has(key)) continue;
        seen.add(key);
        const place = placeOf(metavariable.kind, { file, tokens, position: positionOf(file, tokens, item) });
        positions.set(name, [...(positions.get(name) ?? []), place]);
      }
    }
    return positions;
  }
}

interface ModelContext {
  readonly rule: CompiledRule;
  readonly file: CFile;
  readonly given: Values;
  readonly late: ReadonlySet<string>;
  readonly open: OpenMatches;
  readonly askScript: AskScript;
  readonly flow: FlowOptions;
}

/** What the model checker asks about one top-level item. */
function itemModel(item: Node, context: ModelContext): CfgModel {
  const { rule, file, given, late, open, askScript, flow } = context;
  const graph = graphOf(item, file, flow);
  const matching: MatchContext = {
    rule,
    file,
    given,
    late,
    askScript,
    position: (tokens) => positionOf(file, tokens, item),
    isTest: (node) => graph.tests.has(node),
  };
  return new CfgModel(new TermMatcher(matching), item, graph, open);
}

const NONE: ReadonlySet<string> = new Set();
const PLAIN = { askScript: () => true, flow: {} } as const;

/** The same for looking at atoms one by one; constraints in scripts count as met. */
export function modelOf(item: Node, context: Pick<ModelContext, 'rule' | 'file' | 'given'>): CfgModel {
  return itemModel(item, { ...context, ...PLAIN, late: NONE, open: new OpenMatches() });
}

/** How often one part of a rule matches by itself. */
export function partMatches({ given, ...where }: Pick<RunContext, 'rule' | 'part' | 'file' | 'given'>): number {
  return new PartSearch({ ...where, ...PLAIN }).run(given, 1).matches.length;
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
