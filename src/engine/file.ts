import { openFile } from '../c/index.js';
import type { CFile } from '../c/index.js';
import { applyEdits, planEdits } from '../edit/index.js';
import type { Edit } from '../edit/index.js';
import { matchRule, prototypeHits, withoutRivals } from '../match/index.js';
import type { Match, Value } from '../match/index.js';
import { diagnose, SourceText } from '../text/index.js';
import type { Diagnostic } from '../text/index.js';
import { actionsOf } from './actions.js';
import { braceActions } from './branches.js';
import { declaratorActions } from './declarators.js';
import {
  detached,
  distinctEnvironments,
  EMPTY_ENVIRONMENT,
  holds,
  inheritedValues,
  keyOfValues,
  qualifiedName,
} from './environment.js';
import type { Environment } from './environment.js';
import { findingsOf, starredLinesOf } from './findings.js';
import { FreshNames } from './fresh-names.js';
import type { CompiledPatch, Step } from './patch.js';
import type { EngineOptions, FileResult, Finding } from './types.js';

type RuleStep = Step & { kind: 'rule' };

/** Runs a compiled patch over one file. Never throws for anything a user can cause. */
export function applyToFile(compiled: CompiledPatch, source: SourceText, options: EngineOptions): Promise<FileResult> {
  return new FileRun(compiled, source, options).run();
}

/** All steps of a patch over one file, in order; an edit makes the following steps see the new text. */
class FileRun {
  readonly #compiled: CompiledPatch;
  readonly #source: SourceText;
  readonly #options: EngineOptions;
  readonly #fresh = new FreshNames();
  readonly #ever: Set<string>;
  readonly #diagnostics: Diagnostic[] = [];
  readonly #findings: Finding[] = [];
  readonly #starred = new Set<number>();
  readonly #matches: Record<string, number> = {};
  #edits: readonly Edit[] = [];
  #file: CFile;
  #environments: Environment[];

  constructor(compiled: CompiledPatch, source: SourceText, options: EngineOptions) {
    this.#compiled = compiled;
    this.#source = source;
    this.#options = options;
    this.#file = openFile(source, compiled.patch);
    const given = [...(options.virtuals ?? []), ...Object.keys(options.definitions ?? {})];
    this.#ever = new Set(given);
    this.#environments = [initialEnvironment(options)];
  }

  async run(): Promise<FileResult> {
    for (const step of this.#compiled.steps) {
      if (step.kind === 'rule') this.#runRule(step);
      else await this.#runScript(step);
    }
    this.#diagnostics.push(...this.#file.diagnostics);
    const changed = this.#file.source.text !== this.#source.text;
    return {
      path: this.#source.path,
      output: changed ? this.#file.source.text : null,
      edits: this.#edits,
      starredLines: [...this.#starred].sort((left, right) => left - right),
      findings: this.#findings,
      printed: '',
      diagnostics: this.#diagnostics,
      matches: this.#matches,
    };
  }

  #runRule(step: RuleStep): void {
    const { rule } = step.rule;
    const kept: Environment[] = [];
    const made: Environment[] = [];
    const found: Match[] = [];
    for (const group of this.#groups(step, kept)) {
      const matches = this.#match(step, group.given);
      found.push(...matches);
      if (matches.length === 0) kept.push(...group.environments);
      else
        made.push(
          ...group.environments.flatMap((environment) =>
            matches.map((match) => this.#extend(step, environment, match)),
          ),
        );
    }
    if (found.length > 0) this.#ever.add(rule.name);
    this.#matches[rule.name] = (this.#matches[rule.name] ?? 0) + found.length;
    this.#environments = distinctEnvironments([...made, ...kept]);
    if (rule.body.stars) this.#report(step, found);
    if (rule.body.transforms) this.#transform(step, found);
  }

  /** Environments under which the rule runs, those with the same inherited values together; the others go to `kept`. */
  #groups(step: RuleStep, kept: Environment[]): { given: Map<string, Value>; environments: Environment[] }[] {
    const groups = new Map<string, { given: Map<string, Value>; environments: Environment[] }>();
    const { rule } = step.rule;
    for (const environment of this.#environments) {
      const given = holds(rule.dependency, environment, this.#ever) ? inheritedValues(step.rule, environment) : null;
      if (given === null) {
        kept.push(environment);
        continue;
      }
      const key = keyOfValues(given);
      const group = groups.get(key);
      if (group === undefined) groups.set(key, { given, environments: [environment] });
      else group.environments.push(environment);
    }
    return [...groups.values()];
  }

  #match(step: RuleStep, given: ReadonlyMap<string, Value>): readonly Match[] {
    const { matches, gaveUp } = matchRule(step.rule, this.#file, given);
    for (const { item, overflow, variables } of gaveUp) {
      const counts = [...overflow.candidates]
        .map(([variable, count]) => `${variables[variable] ?? '?'}: ${String(count)}`)
        .join(', ');
      const start = this.#file.tokens.start[item.first] ?? 0;
      this.#diagnostics.push(
        diagnose(
          this.#file.source,
          { start, end: start + 1 },
          {
            code: 'rule-gave-up',
            severity: 'warning',
            message: `rule ${step.rule.rule.name} gave up here: too many combinations (candidates: ${counts})`,
            hint: 'bind fewer metavariables in one rule, or split the rule in two',
          },
        ),
      );
    }
    return matches;
  }

  #extend(step: RuleStep, environment: Environment, match: Match): Environment {
    const values = new Map(environment.values);
    const { rule } = step.rule;
    const all = new Map([...match.bindings, ...this.#fresh.of(step.rule, match)]);
    for (const name of step.rule.exported) {
      const value = all.get(name);
      if (value !== undefined) values.set(qualifiedName(rule.name, name), value);
    }
    return { values, matched: new Set([...environment.matched, rule.name]) };
  }

  #report(step: RuleStep, found: readonly Match[]): void {
    for (const match of found) {
      this.#findings.push(...findingsOf(step.rule, this.#file, match));
      for (const line of starredLinesOf(step.rule, this.#file, match)) this.#starred.add(line);
    }
  }

  #transform(step: RuleStep, found: readonly Match[]): void {
    const context = { rule: step.rule, layout: step.layout, patch: this.#compiled.patch };
    const placed = withoutRivals(step.rule, found).flatMap((one, index) => {
      const match = { ...one, hits: [...one.hits, ...prototypeHits(step.rule, this.#file, one)] };
      return actionsOf(context, match, { number: index, fresh: this.#fresh.of(step.rule, found[index] ?? one) });
    });
    if (placed.length === 0) return;
    const actions = [
      ...placed.map(({ action }) => action),
      ...declaratorActions(this.#file, placed),
      ...braceActions(this.#file, placed),
    ];
    const { edits, diagnostics } = planEdits(this.#file, actions, { spacing: this.#options.spacing ?? 'written' });
    this.#diagnostics.push(...diagnostics);
    if (edits.length === 0) return;
    this.#diagnostics.push(...this.#file.diagnostics);
    this.#edits = edits;
    this.#file = openFile(
      new SourceText(this.#source.path, applyEdits(this.#file.source.text, edits)),
      this.#compiled.patch,
    );
    this.#environments = this.#environments.map(detached);
  }

  async #runScript(step: Step & { kind: 'script' }): Promise<void> {
    await Promise.resolve();
    if (this.#options.noLoops === undefined && step.script.kind === 'script') return;
  }
}

/** Virtual rules count as matched; virtual identifiers have their values. */
function initialEnvironment(options: EngineOptions): Environment {
  const values = new Map(
    Object.entries(options.definitions ?? {}).map(([name, text]): [string, Value] => [
      qualifiedName('virtual', name),
      { key: text, text, tokens: null, node: null },
    ]),
  );
  return { values, matched: new Set([...EMPTY_ENVIRONMENT.matched, ...(options.virtuals ?? [])]) };
}
