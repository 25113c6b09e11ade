import {
  ScriptHostError,
  callFunction,
  startEmbeddedPython,
  startJavaScript,
  startOcaml,
  startPython,
} from '../script/index.js';
import type {
  Script,
  ScriptAnswer,
  ScriptCall,
  ScriptFunction,
  ScriptHost,
  ScriptQuery,
  ScriptReply,
} from '../script/index.js';
import type { ScriptRule, SemanticPatch } from '../smpl/index.js';
import { ScriptFailure } from './script-failure.js';
import { expressionsOf, inputTypesOf } from './script-inputs.js';
import type { EngineOptions } from './types.js';

type Language = 'python' | 'javascript' | 'ocaml';

/** A call of a script; which one, and where it stands, is said beside it. */
export type CallInputs = Omit<ScriptCall, 'script'>;

/**
 * The interpreters of one run of a patch: one for each language, started when it is first needed. All scripts of a
 * language share its global names.
 */
export class ScriptHosts {
  readonly #patch: SemanticPatch;
  readonly #definitions: Readonly<Record<string, string>>;
  readonly #python: string;
  readonly #output: { readonly output?: string };
  readonly #functions: Readonly<Record<string, ScriptFunction>>;
  readonly #scripts = new Map<Language, ScriptRule[]>();
  readonly #hosts = new Map<Language, Promise<ScriptHost>>();

  constructor(
    patch: SemanticPatch,
    { definitions = {}, python = 'auto', pythonOutput: output, scripts = {} }: EngineOptions,
  ) {
    this.#patch = patch;
    this.#python = python;
    this.#output = output === undefined ? {} : { output };
    this.#functions = scripts;
    this.#definitions = definitions;
    for (const section of patch.sections) {
      const language = section.kind === 'rule' ? null : languageOf(section.language);
      if (language === null || section.kind === 'rule') continue;
      this.#scripts.set(language, [...(this.#scripts.get(language) ?? []), section]);
    }
  }

  /** Runs a script for each of its inputs. Throws a `ScriptFailure` when it cannot be run at all. */
  async call(script: ScriptRule, calls: readonly CallInputs[]): Promise<readonly ScriptReply[]> {
    const own = this.#functionOf(script);
    if (own !== null) return await callEach(own, calls);
    const language = this.#languageOf(script.language, script.line);
    const index = this.#scripts.get(language)?.indexOf(script) ?? -1;
    return await this.#ask(language, script.line, (host) =>
      host.call(calls.map((call) => ({ ...call, script: index }))),
    );
  }

  /** Evaluates expressions; `line` is where they stand in the patch. */
  async evaluate(name: string, line: number, queries: readonly ScriptQuery[]): Promise<readonly ScriptAnswer[]> {
    return await this.#ask(this.#languageOf(name, line), line, (host) => host.evaluate(queries));
  }

  /** What the scripts of this run made of global names, for `merge`. */
  async collect(script: ScriptRule, names: readonly string[]): Promise<readonly (string | null)[]> {
    return await this.#ask(this.#languageOf(script.language, script.line), script.line, (host) => host.collect(names));
  }

  async stop(): Promise<void> {
    const hosts = await Promise.allSettled([...this.#hosts.values()]);
    this.#hosts.clear();
    for (const host of hosts) if (host.status === 'fulfilled') await host.value.stop();
  }

  /** Null where the script has code to run. */
  #functionOf({ name, language, line }: ScriptRule): ScriptFunction | null {
    const own = Object.hasOwn(this.#functions, name) ? this.#functions[name] : undefined;
    if (own === undefined && language === 'function')
      throw new ScriptFailure({ code: 'script-language', line }, `no function is given for the script ${name}`);
    return own ?? null;
  }

  #languageOf(name: string, line: number): Language {
    const language = languageOf(name);
    if (language !== null) return language;
    throw new ScriptFailure(
      { code: 'script-language', line },
      `scripts in ${name} cannot be run; python, ocaml and javascript can`,
    );
  }

  /** An interpreter that died is started again by the next file; not one that is missing or did not take the scripts. */
  async #ask<Reply>(language: Language, line: number, question: (host: ScriptHost) => Promise<Reply>): Promise<Reply> {
    const host = this.#hosts.get(language) ?? this.#start(language);
    this.#hosts.set(language, host);
    try {
      return await question(await host);
    } catch (error) {
      if (!(error instanceof ScriptHostError)) throw error;
      if (error.line > 0) throw new ScriptFailure({ code: 'script-error', line: error.line }, error.message);
      if (error.missing) throw new ScriptFailure({ code: 'script-language', line }, error.message);
      this.#hosts.delete(language);
      throw new ScriptFailure({ code: 'script-host', line }, error.message);
    }
  }

  async #start(language: Language): Promise<ScriptHost> {
    const scripts = (this.#scripts.get(language) ?? []).map((script) => this.#forHost(script));
    if (language === 'javascript') return await startJavaScript({ scripts });
    if (language === 'ocaml') return await this.#startOcaml(scripts);
    return await this.#startPython(scripts);
  }

  async #startPython(scripts: readonly Script[]): Promise<ScriptHost> {
    const given = { scripts, ...this.#output };
    const stderr = (text: string): unknown => process.stderr.write(text);
    if (this.#python === 'embedded') return await startEmbeddedPython({ ...given, stderr });
    if (this.#python === 'system') return await startPython(given);
    if (this.#python !== 'auto') return await startPython({ ...given, command: this.#python });
    try {
      return await startPython(given);
    } catch (error) {
      if (!(error instanceof ScriptHostError)) throw error;
      return await startEmbeddedPython({ ...given, stderr }).catch(() => Promise.reject(error));
    }
  }

  async #startOcaml(scripts: readonly Script[]): Promise<ScriptHost> {
    const patch = this.#patch;
    const virtualIdentifiers = this.#virtualIdentifiers();
    const expressions = expressionsOf(patch, (language) => languageOf(language) === 'ocaml');
    return await startOcaml({ scripts, expressions, virtualRules: patch.virtuals, virtualIdentifiers });
  }

  #virtualIdentifiers(): string[] {
    return [...new Set([...identifiersOf(this.#patch), ...Object.keys(this.#definitions)])];
  }

  #forHost(script: ScriptRule): Script {
    return {
      name: script.name,
      code: script.code,
      path: this.#patch.source.path,
      line: script.codeLine,
      headLine: script.line,
      inputs: script.inputs.map(({ local }) => local),
      outputs: script.outputs.map(({ name }) => name),
      inputTypes: inputTypesOf(script, this.#patch, this.#definitions),
      virtuals: [...this.#patch.virtuals, ...this.#virtualIdentifiers()],
      kind: script.kind,
    };
  }
}

/** One after the other, as scripts run. */
async function callEach(script: ScriptFunction, calls: readonly CallInputs[]): Promise<readonly ScriptReply[]> {
  const replies: ScriptReply[] = [];
  for (const call of calls) replies.push(await callFunction(script, call));
  return replies;
}

function languageOf(name: string): Language | null {
  switch (name.toLowerCase()) {
    case 'python':
      return 'python';
    case 'javascript':
    case 'js':
      return 'javascript';
    case 'ocaml':
      return 'ocaml';
    default:
      return null;
  }
}

/** The virtual identifiers that a patch speaks of. */
function identifiersOf({ sections }: SemanticPatch): string[] {
  return sections.flatMap((section) => {
    const inherited = section.kind === 'rule' ? section.metavariables.map((each) => each.inherited) : section.inputs;
    return inherited.flatMap((each) => (each?.rule === 'virtual' ? [each.name] : []));
  });
}
