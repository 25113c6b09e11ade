import type { ScriptIteration } from '../script/index.js';
import { awaitedStage, noteWhereabouts } from '../text/index.js';
import type { SourceText } from '../text/index.js';
import { detached, distinctEnvironments, initialEnvironment } from './environment.js';
import type { Environment } from './environment.js';
import { FileRun } from './file.js';
import type { FileOrder, RuleEffect } from './file.js';
import type { Step } from './patch.js';
import { ScriptFailure, scriptDiagnostic } from './script-failure.js';
import type { FileResult } from './types.js';

/** A file of a group, and what it was before other patches changed it. */
export interface GroupFile {
  readonly source: SourceText;
  readonly original: SourceText;
}

/**
 * All steps of a patch, in order, over files that are patched as one, mostly a single one: a rule goes over all of them
 * before the next, which sees the values that it found in any.
 */
export class GroupRun {
  readonly #order: Omit<FileOrder, 'source' | 'original' | 'ever'>;
  readonly #runs: readonly FileRun[];
  readonly #paths: readonly string[];
  readonly #start: Environment;
  #environments: readonly Environment[];

  constructor(order: Omit<FileOrder, 'source' | 'original' | 'ever'>, files: readonly GroupFile[]) {
    const { virtuals = [], definitions = {} } = order.options;
    const ever = new Set([...virtuals, ...Object.keys(definitions)]);
    this.#order = order;
    this.#runs = files.map((file) => new FileRun({ ...order, ...file, ever }));
    this.#paths = files.map(({ source }) => source.path);
    this.#start = initialEnvironment(order.options);
    this.#environments = [this.#start];
  }

  /** Passes that scripts asked for. */
  get iterations(): readonly ScriptIteration[] {
    return this.#runs.flatMap(({ iterations }) => iterations);
  }

  /** The results of the files, in their order; what scripts print comes with the first. */
  async run(): Promise<readonly FileResult[]> {
    const done = await this.#runSteps();
    return this.#runs.map((run) => run.result(done));
  }

  /** False when a script failed: what it would have kept from being changed is not known, so nothing is. */
  async #runSteps(): Promise<boolean> {
    const { compiled } = this.#order;
    try {
      for (const step of compiled.steps) {
        noteWhereabouts(step.kind === 'rule' ? step.rule.rule.name : step.script.name, '', []);
        if (step.kind === 'rule') await this.#runRule(step);
        else if (await awaitedStage('scripts', () => this.#runScript(step))) break;
      }
      return true;
    } catch (error) {
      if (!(error instanceof ScriptFailure)) throw error;
      this.#runs[0]?.tell(scriptDiagnostic(compiled.patch, error, this.#paths));
      return false;
    }
  }

  async #runRule(step: Step & { kind: 'rule' }): Promise<void> {
    // Rules of several patches may have the same name.
    const name = `rule ${this.#order.compiled.patch.source.path}: ${step.rule.rule.name}`;
    const effects: RuleEffect[] = [];
    for (const run of this.#runs) effects.push(await awaitedStage(name, () => run.rule(step, this.#environments)));
    const [first, ...others] = effects;
    const kept = [...(first?.kept ?? [])].filter((each) => others.every((other) => other.kept.has(each)));
    const all = distinctEnvironments([...effects.flatMap(({ made }) => made), ...kept], {
      used: step.used,
      compared: this.#order.compiled.compared,
    });
    // Tokens mean something in one file and in one text of it only.
    const leaves = this.#runs.length > 1 || effects.some(({ edited }) => edited);
    this.#environments = leaves ? all.map(detached) : all;
  }

  /** True when the script wants nothing more to be done. */
  async #runScript({ script, used }: Step & { kind: 'script' }): Promise<boolean> {
    const [run] = this.#runs;
    if (script.kind !== 'script' || run === undefined) return false;
    const { environments, exit } = await run.script(script, this.#environments);
    const { compared } = this.#order.compiled;
    this.#environments = distinctEnvironments(environments.length === 0 ? [this.#start] : environments, {
      used,
      compared,
    });
    return exit;
  }
}
