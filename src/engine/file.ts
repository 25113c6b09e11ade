import { readMacros } from '../c/index.js';
import type { CFile, HeaderDoor } from '../c/index.js';
import { applyEdits, planEdits } from '../edit/index.js';
import type { Edit } from '../edit/index.js';
import {
  positionIn,
  positionKey,
  prototypeHits,
  qualifiedName,
  RuleSearch,
  tokensAtLink,
  withoutRivals,
} from '../match/index.js';
import type { GaveUp, Match, MatchHit, RuleOutcome, Value } from '../match/index.js';
import type { ScriptIteration } from '../script/index.js';
import type { MetavariableKind, ScriptRule } from '../smpl/index.js';
import { noteWhereabouts, SourceText, stage } from '../text/index.js';
import type { Diagnostic } from '../text/index.js';
import { actionsOf } from './actions.js';
import { brokenEdit } from './broken-edit.js';
import { braceActions } from './branches.js';
import { declaratorActions } from './declarators.js';
import { holds, pathsOf } from './dependency.js';
import { EnvironmentGroups, extended, inheritedValues } from './environment.js';
import type { Environment, EnvironmentGroup } from './environment.js';
import { findingsOf, starredLinesOf } from './findings.js';
import { FileLedger } from './file-ledger.js';
import { givenUp } from './gave-up.js';
import { FreshNames } from './fresh-names.js';
import { changedMacro } from './macro-edits.js';
import { missingValue } from './missing-values.js';
import { openOnce } from './opened-files.js';
import { partialMatch, partialMatches } from './other-readings.js';
import type { CompiledPatch, Step } from './patch.js';
import { shareReading } from './readings.js';
import { whyNothing } from './reasons.js';
import { ScriptFailure, scriptDiagnostic } from './script-failure.js';
import type { ScriptHosts } from './script-hosts.js';
import { ScriptQuestions } from './script-questions.js';
import { mayPrevent, runScriptRule } from './script-rule.js';
import type { EngineOptions, FileResult, Finding } from './types.js';
import { WantedLines } from './wanted-lines.js';

type RuleStep = Step & { kind: 'rule' };

/** One file and what is to be done to it. */
export interface FileOrder {
  readonly compiled: CompiledPatch;
  readonly source: SourceText;
  /** What the file was before other patches changed it: the lines that are wanted are told in terms of that. */
  readonly original: SourceText;
  readonly options: EngineOptions;
  readonly hosts: ScriptHosts;
  readonly headers: HeaderDoor | null;
  /** Rules that have matched in any file of the group; added to. */
  readonly ever: Set<string>;
}

/** What a rule made of environments in one file. */
export interface RuleEffect {
  /** New ones, from matches. */
  readonly made: readonly Environment[];
  /** Those under which nothing was found. */
  readonly kept: ReadonlySet<Environment>;
  readonly edited: boolean;
}

/** The steps of a patch over one file; an edit makes the following steps see the new text. See `GroupRun`. */
export class FileRun {
  /** Passes that scripts asked for. */
  readonly iterations: ScriptIteration[] = [];
  readonly #compiled: CompiledPatch;
  readonly #source: SourceText;
  readonly #options: EngineOptions;
  readonly #hosts: ScriptHosts;
  readonly #headers: HeaderDoor | null;
  readonly #fresh = new FreshNames();
  readonly #ever: Set<string>;
  /** The names that `depends on file in` may call the file by. */
  readonly #paths: readonly string[];
  readonly #diagnostics: Diagnostic[] = [];
  readonly #findings: Finding[] = [];
  readonly #reasons: { rule: string; why: string }[] = [];
  readonly #starred = new Set<number>();
  readonly #matches: Record<string, number> = {};
  readonly #opened: CFile;
  readonly #ledger: FileLedger;
  #edits: readonly Edit[] = [];
  #lines: WantedLines | null;
  #file: CFile;
  #printed = '';

  constructor({ compiled, source, original, options, hosts, headers, ever }: FileOrder) {
    this.#compiled = compiled;
    this.#source = source;
    this.#options = options;
    this.#hosts = hosts;
    this.#headers = headers;
    this.#opened = this.#open(source);
    this.#file = this.#opened;
    this.#ledger = new FileLedger(compiled.rules);
    this.#ever = ever;
    this.#paths = pathsOf(source.path, options.folder);
    const lines = options.lines?.[source.path];
    this.#lines = lines === undefined ? null : WantedLines.ofRanges(lines).carried(original.text, source.text);
  }

  #open(source: SourceText): CFile {
    const { attributeNames, typeNames, iteratorNames, declarerNames } = this.#compiled.patch;
    const names = { attributeNames, typeNames, iteratorNames, declarerNames };
    const { integerBits = null, symbols } = this.#options;
    const known = { defined: new Set(symbols?.defined), undefined: new Set(symbols?.undefined) };
    const read = { macros: readMacros(this.#options), symbols: known, integerBits };
    return openOnce(source, { ...names, ...read, headers: this.#headers });
  }

  /** What the steps came to; without edits when they could not all be `done`. */
  result(done: boolean): FileResult {
    this.#leave();
    const changed = done && this.#file.source.text !== this.#source.text && this.#mayChange();
    return {
      path: this.#source.path,
      output: changed ? this.#file.source.text : null,
      edits: changed ? this.#edits : [],
      starredLines: [...this.#starred].sort((left, right) => left - right),
      findings: this.#findings,
      printed: this.#printed,
      diagnostics: this.#diagnostics,
      matches: this.#matches,
      states: this.#ledger.states(changed),
      ...(this.#options.explain === true ? { reasons: this.#reasons } : {}),
    };
  }

  /** Takes down what could not be read in the text as it is now. */
  #leave(): void {
    this.#diagnostics.push(...this.#file.diagnostics);
    this.#ledger.unread(this.#file);
  }

  /** Whether what the edits have made can be read as well as what was there before, or is wanted all the same. */
  #mayChange(): boolean {
    const severity = this.#options.withholdBroken === true ? 'error' : 'warning';
    const broken = brokenEdit(this.#opened, this.#file, severity);
    this.#diagnostics.push(...broken);
    return broken.length === 0 || severity === 'warning';
  }

  tell(diagnostic: Diagnostic): void {
    this.#diagnostics.push(diagnostic);
  }

  async rule(step: RuleStep, environments: readonly Environment[]): Promise<RuleEffect> {
    const { rule } = step.rule;
    const { groups, kept } = this.#groups(step, environments);
    const found: Match[] = [];
    const made: Environment[] = [];
    const gaveUp: GaveUp[] = [];
    const questions = this.#questions(step);
    const search = new RuleSearch(step.rule, this.#file, groups.length, {
      askScript: questions.ask,
      flow: this.#options,
    });
    for (const group of groups) {
      const outcome = await this.#match(() => search.matches(group.given), questions);
      gaveUp.push(...outcome.gaveUp);
      const matches = outcome.matches.filter((match) => this.#isWanted(step, match));
      for (const match of matches) await this.#fresh.invent(step.rule, match, questions);
      found.push(...matches);
      for (const environment of group.environments) {
        const extended = this.#extendAll(step, environment, matches);
        if (extended.length === 0) kept.push(environment);
        else made.push(...extended);
      }
    }
    this.#tellGivenUp(step, gaveUp);
    this.#printed += questions.takePrinted();
    this.#ledger.matched(rule.name, this.#file, found);
    if (found.length > 0) this.#ever.add(rule.name);
    this.#matches[rule.name] = (this.#matches[rule.name] ?? 0) + found.length;
    if (found.length === 0) this.#explain(step, environments, groups[0]?.given ?? null);
    if (rule.body.stars) this.#report(step, found);
    noteWhereabouts(rule.name, '', []);
    const edited = rule.body.transforms && stage('edit', () => this.#transform(step, found));
    return { made, kept: new Set(kept), edited };
  }

  /** Rules that edit take only what meets the lines that are wanted: others must not build on edits that are not made. */
  #isWanted({ rule }: RuleStep, match: Match): boolean {
    return this.#lines === null || !rule.rule.body.transforms || this.#lines.meets(rule, this.#file, match);
  }

  /** Environments under which the rule runs, those that give it the same together; the others are kept as they are. */
  #groups(step: RuleStep, environments: readonly Environment[]): { groups: EnvironmentGroup[]; kept: Environment[] } {
    const groups = new EnvironmentGroups();
    const kept: Environment[] = [];
    const about = { ever: this.#ever, paths: this.#paths };
    for (const environment of environments) {
      const given = holds(step.rule.rule.dependency, environment, about)
        ? inheritedValues(step.inherited, environment)
        : null;
      if (given === null) kept.push(environment);
      else groups.add(given, environment);
    }
    return { groups: groups.all(), kept };
  }

  #explain(
    { rule, inherited }: RuleStep,
    environments: readonly Environment[],
    given: ReadonlyMap<string, Value> | null,
  ): void {
    if (this.#options.explain !== true) return;
    const known = {
      environments,
      about: { ever: this.#ever, paths: this.#paths },
      file: this.#file,
    };
    const why = whyNothing({ rule, inherited, ...known, given, patch: this.#compiled.patch.source });
    this.#reasons.push({ rule: rule.rule.name, why });
  }

  #questions(step: RuleStep): ScriptQuestions {
    const { rule, metavariables } = step.rule;
    const { source } = this.#compiled.patch;
    const lineOf = (name: string): number => {
      const span = metavariables.get(name)?.span;
      return span === undefined ? rule.line : source.place(span.start).line;
    };
    return new ScriptQuestions({ hosts: this.#hosts, path: this.#source.path, rule: rule.name, lineOf, metavariables });
  }

  /** Matches until no script constraint is left without answer. */
  async #match(search: () => RuleOutcome, questions: ScriptQuestions): Promise<RuleOutcome> {
    const match = (): RuleOutcome => stage('match', search);
    let outcome = match();
    while (await questions.settle()) outcome = match();
    return outcome;
  }

  #tellGivenUp(step: RuleStep, gaveUp: readonly GaveUp[]): void {
    const { name } = step.rule.rule;
    for (const { span, diagnostic } of givenUp(this.#file, name, gaveUp)) {
      this.#ledger.gaveUp(name, span);
      this.#diagnostics.push(diagnostic);
    }
  }

  /** The environment with each match that was found at positions of its own, not at those of another. */
  #extendAll(step: RuleStep, environment: Environment, matches: readonly Match[]): Environment[] {
    const places = step.inherited.flatMap(({ local, rule, name }) => {
      const own = environment.values.get(qualifiedName(rule, name))?.positions;
      return own === undefined ? [] : [{ local, keys: new Set(own.map(positionKey)) }];
    });
    return matches
      .filter((match) => places.every(({ local, keys }) => this.#standsAt(step, match, local, keys)))
      .filter(
        (match) => this.#edits.length > 0 || shareReading(this.#file, environment, match, this.#compiled.compared),
      )
      .map((match) => this.#extend(step, environment, match));
  }

  /** Whether the tokens that a position is attached to stand at one of these positions. */
  #standsAt(step: RuleStep, match: Match, name: string, positions: ReadonlySet<string>): boolean {
    const { tokens } = step.rule.rule.body;
    return match.hits
      .flatMap((hit) => hit.links)
      .filter((link) => tokens[link.patternToken]?.attached.includes(name) === true)
      .every((link) => positions.has(positionKey(positionIn(this.#file, tokensAtLink(link)))));
  }

  #extend(step: RuleStep, environment: Environment, match: Match): Environment {
    const { rule, exported } = step.rule;
    const all = new Map([...match.bindings, ...this.#fresh.of(match)]);
    const made = [...exported].flatMap((name): [string, Value][] => {
      const value = all.get(name);
      return value === undefined ? [] : [[qualifiedName(rule.name, name), value]];
    });
    return extended(environment, rule.name, made);
  }

  #report(step: RuleStep, found: readonly Match[]): void {
    for (const match of found) {
      const findings = findingsOf(step.rule, this.#file, match);
      if (findings.length > 0 && this.#lines !== null && !findings.some((one) => this.#lines?.hasFinding(one)))
        continue;
      this.#findings.push(...findings);
      for (const line of starredLinesOf(step.rule, this.#file, match)) this.#starred.add(line);
    }
  }

  /** Whether something was changed. */
  #transform(step: RuleStep, found: readonly Match[]): boolean {
    const context = { rule: step.rule, layout: step.layout, patch: this.#compiled.patch };
    const partial = partialMatches(step.rule, this.#file, found);
    for (const match of partial) this.#diagnostics.push(partialMatch(step.rule, this.#file, match));
    const whole = found.filter((match) => !partial.has(match));
    const placed = withoutRivals(step.rule, whole).flatMap((one, index) => {
      const fresh = (hit: MatchHit): ReadonlyMap<string, Value> => this.#fresh.of(whole[index] ?? one, hit);
      const missing = missingValue(step.rule, this.#file, one, fresh);
      if (missing !== null) {
        this.#diagnostics.push(missing);
        return [];
      }
      const match = { ...one, hits: [...one.hits, ...prototypeHits(step.rule, this.#file, one)] };
      const actions = actionsOf(context, match, { number: index, fresh });
      const changed = changedMacro(step.rule, this.#file, actions);
      if (changed !== null) this.#diagnostics.push(changed);
      return changed === null ? actions : [];
    });
    if (placed.length === 0) return false;
    const actions = [
      ...placed.map(({ action }) => action),
      ...declaratorActions(this.#file, placed),
      ...braceActions(this.#file, placed),
    ];
    const { edits, diagnostics } = planEdits(this.#file, actions, this.#options);
    this.#diagnostics.push(...diagnostics);
    if (edits.length === 0) return false;
    this.#leave();
    this.#ledger.edited(step.rule.rule.name);
    this.#edits = edits;
    const text = applyEdits(this.#file.source.text, edits);
    this.#lines = this.#lines?.carried(this.#file.source.text, text) ?? null;
    this.#file = this.#open(new SourceText(this.#source.path, text));
    return true;
  }

  /** The environments that a script leaves, and whether it wants nothing more to be done. */
  async script(
    script: ScriptRule,
    environments: readonly Environment[],
  ): Promise<{ readonly environments: readonly Environment[]; readonly exit: boolean }> {
    const scope = {
      hosts: this.#hosts,
      paths: this.#paths,
      path: this.#source.path,
      ever: this.#ever,
      kinds: kindsOf(this.#compiled),
    };
    const [shown, kept] = this.#shownTo(script, environments);
    const outcome = await runScriptRule(script, shown, scope).catch((error: unknown) =>
      this.#withoutScript(script, error),
    );
    if (outcome === null) return { environments, exit: false };
    this.#printed += outcome.printed;
    this.iterations.push(...outcome.iterations);
    if (outcome.failure !== null) throw outcome.failure;
    if (outcome.ran) this.#ever.add(script.name);
    return { environments: [...outcome.environments, ...kept], exit: outcome.exit };
  }

  /** The environments that a script is to see, and the others: a report of lines that are not wanted is not made. */
  #shownTo(script: ScriptRule, environments: readonly Environment[]): [Environment[], Environment[]] {
    const lines = this.#lines;
    if (lines === null || mayPrevent(script, this.#compiled.patch)) return [[...environments], []];
    const isShown = (environment: Environment): boolean => {
      const places = script.inputs.flatMap(
        ({ rule, name }) => environment.values.get(qualifiedName(rule, name))?.positions ?? [],
      );
      return places.length === 0 || places.some(({ line }) => lines.has(line));
    };
    return [environments.filter(isShown), environments.filter((one) => !isShown(one))];
  }

  /** A script that cannot be run is told of; it may be done without when nothing depends on it. */
  #withoutScript(script: ScriptRule, error: unknown): null {
    const { patch } = this.#compiled;
    if (!(error instanceof ScriptFailure) || error.code !== 'script-language' || mayPrevent(script, patch)) throw error;
    this.#diagnostics.push(scriptDiagnostic(patch, error));
    return null;
  }
}

const kindTables = new WeakMap<CompiledPatch, ReadonlyMap<string, MetavariableKind>>();

/** Kinds of all metavariables by `rule.name`. */
function kindsOf(compiled: CompiledPatch): ReadonlyMap<string, MetavariableKind> {
  const known = kindTables.get(compiled);
  if (known !== undefined) return known;
  const table = new Map(
    compiled.patch.sections.flatMap((section) =>
      section.kind === 'rule'
        ? section.metavariables.map(({ name, kind }) => [qualifiedName(section.name, name), kind] as const)
        : [],
    ),
  );
  kindTables.set(compiled, table);
  return table;
}
