import type { Diagnostic, SourceText } from '../text/index.js';
import type { ScriptValue } from '../script/index.js';
import type { MetavariableKind, ScriptRule } from '../smpl/index.js';
import { holds, initialEnvironment } from './environment.js';
import { FileRun } from './file.js';
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
  /** Never throws for anything a user can cause. Files must not overlap in time. */
  applyToFile(source: SourceText): Promise<FileResult>;
  /** Runs `finalize` scripts and ends the interpreters; nothing can be applied after it. */
  finish(): Promise<RunEnd>;
}

/** Starts a run: to be finished, whatever happens, so that interpreters end. */
export async function startRun(compiled: CompiledPatch, options: EngineOptions): Promise<PatchRun> {
  const run = new Run(compiled, options);
  await run.initialize();
  return run;
}

/** Runs a compiled patch over one file alone. Never throws for anything a user can cause. */
export async function applyToFile(
  compiled: CompiledPatch,
  source: SourceText,
  options: EngineOptions,
): Promise<FileResult> {
  const run = await startRun(compiled, options);
  const result = await run.applyToFile(source);
  const end = await run.finish();
  return {
    ...result,
    printed: result.printed + end.printed,
    diagnostics: [...result.diagnostics, ...end.diagnostics],
  };
}

class Run implements PatchRun {
  readonly #compiled: CompiledPatch;
  readonly #options: EngineOptions;
  readonly #hosts: ScriptHosts;
  /** Printed and told between files: goes out with the next result. */
  #printed = '';
  #diagnostics: Diagnostic[] = [];
  /** Something that every file needs went wrong: none is looked at. */
  #broken = false;

  constructor(compiled: CompiledPatch, given: EngineOptions) {
    const options = withPatchOptions(compiled.patch, given);
    this.#compiled = compiled;
    this.#options = options;
    this.#hosts = new ScriptHosts(compiled.patch, options);
  }

  async initialize(): Promise<void> {
    await this.#runOnce('initialize');
  }

  async applyToFile(source: SourceText): Promise<FileResult> {
    const printed = this.#printed;
    const diagnostics = this.#diagnostics;
    this.#printed = '';
    this.#diagnostics = [];
    const result = this.#broken
      ? nothing(source.path)
      : await new FileRun({ compiled: this.#compiled, source, options: this.#options, hosts: this.#hosts }).run();
    return { ...result, printed: printed + result.printed, diagnostics: [...diagnostics, ...result.diagnostics] };
  }

  async finish(): Promise<RunEnd> {
    try {
      if (!this.#broken) await this.#runOnce('finalize');
    } finally {
      await this.#hosts.stop();
    }
    return { printed: this.#printed, diagnostics: this.#diagnostics };
  }

  async #runOnce(kind: 'initialize' | 'finalize'): Promise<void> {
    const environment = initialEnvironment(this.#options);
    for (const step of this.#compiled.steps) {
      if (step.kind !== 'script' || step.script.kind !== kind || this.#broken) continue;
      if (holds(step.script.dependency, environment, environment.matched)) await this.#runScript(step.script);
    }
  }

  async #runScript(script: ScriptRule): Promise<void> {
    try {
      const inputs = await this.#inputs(script);
      if (inputs === null) return;
      const [reply] = await this.#hosts.call(script, [{ inputs, file: '' }]);
      this.#printed += reply?.printed ?? '';
      const failure = reply === undefined ? null : failureOf(script, reply);
      if (failure !== null) this.#fail(failure);
    } catch (error) {
      if (!(error instanceof ScriptFailure)) throw error;
      this.#fail(error);
    }
  }

  /** Virtual identifiers, and in `finalize` what the run made of global names. */
  async #inputs(script: ScriptRule): Promise<Record<string, ScriptValue> | null> {
    const merged = script.inputs.filter(({ rule }) => rule === 'merge');
    const values = await (merged.length === 0
      ? []
      : this.#hosts.collect(
          script,
          merged.map(({ name }) => name),
        ));
    const own = inputsOf(
      { ...script, inputs: script.inputs.filter(({ rule }) => rule !== 'merge') },
      initialEnvironment(this.#options),
      NO_KINDS,
    );
    if (own === null) return null;
    const shared = merged.map(({ local }, index): [string, ScriptValue] => {
      const value = values[index] ?? null;
      return [local, { kind: 'merged', values: value === null ? [] : [value] }];
    });
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
