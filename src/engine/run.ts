import type { HeaderDoor } from '../c/index.js';
import { diagnose } from '../text/index.js';
import type { Diagnostic, SourceText } from '../text/index.js';
import type { ScriptValue } from '../script/index.js';
import type { MetavariableKind, ScriptRule } from '../smpl/index.js';
import { holds } from './dependency.js';
import { initialEnvironment } from './environment.js';
import { GroupRun } from './group.js';
import type { GroupFile } from './group.js';
import { MergedValues } from './merged-values.js';
import { PendingPasses } from './passes.js';
import type { Pass } from './passes.js';
import { compilePatch } from './patch.js';
import type { CompiledPatch } from './patch.js';
import { withPatchOptions } from './patch-options.js';
import { ScriptFailure, scriptDiagnostic } from './script-failure.js';
import { ScriptHosts } from './script-hosts.js';
import { failureOf, inputsOf } from './script-rule.js';
import type { EngineOptions, FileResult } from './types.js';

/** What is left of a run when all files are done. */
export interface RunEnd {
  /** What `initialize` scripts printed when no file came, and `finalize` scripts. */
  readonly printed: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** A patch at work on one file after another. `initialize` scripts have run; what they printed comes with the first file. */
export interface PatchRun {
  /**
   * Never throws for anything a user can cause. Files must not overlap in time. `original` is the text that
   * `EngineOptions.lines` is about, where other patches have changed it since.
   */
  applyToFile(source: SourceText, original?: SourceText): Promise<FileResult>;
  /** The same for files that are patched as one; the results are in their order. */
  applyToGroup(files: readonly GroupFile[]): Promise<readonly FileResult[]>;
  /**
   * Ends the pass at hand and starts the next that scripts asked for: what is applied from then on belongs to that. When
   * none is left `finalize` scripts run, which may ask for more; null when they do not.
   */
  next(): Promise<Pass | null>;
  /** Runs `finalize` scripts that have not run and ends the interpreters; nothing can be applied after it. */
  finish(): Promise<RunEnd>;
}

/** See `PatchRun`; made by `startRun`. */
export class Run implements PatchRun {
  #compiled: CompiledPatch;
  /** Those of the pass at hand. */
  #options: EngineOptions;
  readonly #hosts: ScriptHosts;
  readonly #headers: HeaderDoor | null;
  readonly #pending = new PendingPasses();
  readonly #merged: MergedValues;
  #finalized = false;
  /** Printed and told between files: goes out with the next result. */
  #printed = '';
  #diagnostics: Diagnostic[] = [];
  /** Something that every file needs went wrong: none is looked at. */
  #broken = false;

  constructor(compiled: CompiledPatch, given: EngineOptions, headers: HeaderDoor | null) {
    const options = withPatchOptions(compiled.patch, given);
    this.#compiled = compiled;
    this.#headers = headers;
    this.#options = options;
    this.#hosts = new ScriptHosts(compiled.patch, options);
    this.#merged = new MergedValues(compiled.patch);
  }

  async initialize(): Promise<void> {
    await this.#runOnce('initialize');
  }

  async applyToFile(source: SourceText, original: SourceText = source): Promise<FileResult> {
    const [result] = await this.applyToGroup([{ source, original }]);
    return result ?? nothing(source.path);
  }

  async applyToGroup(files: readonly GroupFile[]): Promise<readonly FileResult[]> {
    // What broke the run is no fault of this file: it is told at the end.
    if (this.#broken) return files.map(({ source }) => nothing(source.path));
    const printed = this.#printed;
    const diagnostics = this.#diagnostics;
    this.#printed = '';
    this.#diagnostics = [];
    const results = await this.#runGroup(files);
    return results.map((result, index) =>
      index > 0
        ? result
        : { ...result, printed: printed + result.printed, diagnostics: [...diagnostics, ...result.diagnostics] },
    );
  }

  async next(): Promise<Pass | null> {
    if (this.#finalized) return null;
    await this.#endPass();
    if (this.#pending.count === 0) await this.#finalize();
    const pass = this.#broken ? null : this.#pending.take();
    if (pass === null) return null;
    this.#finalized = false;
    this.#options = { ...this.#options, virtuals: pass.virtuals, definitions: pass.definitions };
    // Which rules may run, and so what they look for, is another matter under other virtual rules.
    this.#compiled = compilePatch(this.#compiled.patch, this.#options).compiled;
    return pass;
  }

  async finish(): Promise<RunEnd> {
    try {
      if (!this.#finalized) {
        await this.#endPass();
        await this.#finalize();
      }
    } finally {
      await this.#hosts.stop();
    }
    if (this.#pending.count > 0 && !this.#broken) this.#diagnostics.push(this.#notRun(this.#pending.count));
    return { printed: this.#printed, diagnostics: this.#diagnostics };
  }

  async #runGroup(files: readonly GroupFile[]): Promise<readonly FileResult[]> {
    const options = this.#options;
    const order = { compiled: this.#compiled, options, hosts: this.#hosts, headers: this.#headers };
    const run = new GroupRun(order, files);
    const results = await run.run();
    this.#pending.add(run.iterations, options);
    return results;
  }

  async #endPass(): Promise<void> {
    if (this.#broken) return;
    await this.#guarded(() => this.#merged.collect(this.#hosts));
  }

  async #finalize(): Promise<void> {
    this.#finalized = true;
    if (!this.#broken) await this.#runOnce('finalize');
    this.#merged.clear();
  }

  #notRun(count: number): Diagnostic {
    const { source } = this.#compiled.patch;
    const times = count === 1 ? 'another pass' : `${String(count)} more passes`;
    return diagnose(
      source,
      { start: 0, end: 0 },
      {
        code: 'iteration-not-run',
        severity: 'warning',
        message: `scripts asked for ${times} over files, which are not made here`,
        hint: 'vspatch makes them with --no-show-diff or --in-place, vedalia apply when it is given paths',
      },
    );
  }

  async #runOnce(kind: 'initialize' | 'finalize'): Promise<void> {
    const environment = initialEnvironment(this.#options);
    const about = { ever: new Set(this.#options.virtuals ?? []), paths: [] };
    for (const step of this.#compiled.steps) {
      if (step.kind !== 'script' || step.script.kind !== kind || this.#broken) continue;
      if (holds(step.script.dependency, environment, about)) await this.#runScript(step.script);
    }
  }

  async #runScript(script: ScriptRule): Promise<void> {
    await this.#guarded(async () => {
      const inputs = this.#inputs(script);
      if (inputs === null) return;
      const [reply] = await this.#hosts.call(script, [{ inputs, file: '' }]);
      this.#printed += reply?.printed ?? '';
      this.#pending.add(reply?.iterations ?? [], this.#options);
      const failure = reply === undefined ? null : failureOf(script, reply);
      if (failure !== null) this.#fail(failure);
    });
  }

  async #guarded(action: () => Promise<void>): Promise<void> {
    try {
      await action();
    } catch (error) {
      if (!(error instanceof ScriptFailure)) throw error;
      this.#fail(error);
    }
  }

  /** Virtual identifiers, and in `finalize` what the passes made of global names. */
  #inputs(script: ScriptRule): Record<string, ScriptValue> | null {
    const own = inputsOf(
      { ...script, inputs: script.inputs.filter(({ rule }) => rule !== 'merge') },
      initialEnvironment(this.#options),
      NO_KINDS,
    );
    if (own === null) return null;
    const merged = script.inputs.filter(({ rule }) => rule === 'merge');
    const shared = merged.map(({ local, name }): [string, ScriptValue] => [
      local,
      { kind: 'merged', values: this.#merged.of(script, name) },
    ]);
    return { ...own, ...Object.fromEntries(shared) };
  }

  /** Without an interpreter the scripts that depend on this one will fail by themselves. */
  #fail(failure: ScriptFailure): void {
    this.#broken ||= failure.code !== 'script-language';
    this.#diagnostics.push(scriptDiagnostic(this.#compiled.patch, failure));
  }
}

const NO_KINDS: ReadonlyMap<string, MetavariableKind> = new Map();

function nothing(path: string): FileResult {
  return {
    path,
    ...{
      output: null,
      edits: [],
      starredLines: [],
      findings: [],
      printed: '',
      diagnostics: [],
      matches: {},
      states: [],
    },
  };
}
