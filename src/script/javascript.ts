import { format } from 'node:util';
import { createContext, Script as Program } from 'node:vm';
import type { Context } from 'node:vm';
import { ScriptHostError } from './failure.js';
import { incoming } from './javascript-elements.js';
import { makeLibrary } from './javascript-library.js';
import type { Run } from './javascript-library.js';
import { outgoing } from './javascript-output.js';
import { pack } from './packed-value.js';
import type {
  Script,
  ScriptAnswer,
  ScriptCall,
  ScriptError,
  ScriptHost,
  ScriptInputs,
  ScriptOutput,
  ScriptQuery,
  ScriptReply,
} from './types.js';

const TIMEOUT = 60_000;
const WORK = new Program('work()');

export interface JavaScriptOptions {
  readonly scripts: readonly Script[];
  /** Milliseconds that one batch of calls may take, 60,000 when left out; 0 for any time. */
  readonly timeout?: number;
  /** Is given what scripts write by `console.error` and `console.warn`, which goes to standard error when left out. */
  readonly stderr?: (text: string) => void;
}

/**
 * Runs scripts in JavaScript inside this process, in a global scope of their own. Scripts see the same names as those
 * in Python, and `print` and `console`. What a script declares by `const` or `let` is its own; `var`, functions, plain
 * assignments and all declarations of `initialize` scripts last. The scope keeps names apart and is no protection
 * against hostile code.
 */
export function startJavaScript(options: JavaScriptOptions): Promise<ScriptHost> {
  return Promise.resolve(new JavaScript(options));
}

class JavaScript implements ScriptHost {
  readonly version = `JavaScript (Node.js ${process.version})`;
  readonly #options: JavaScriptOptions;
  readonly #coccinelle: Record<string, unknown> = {};
  readonly #context: Context;
  readonly #watched: Context = createContext();
  readonly #programs = new Map<number, Program>();
  #run: Run = newRun('', undefined, []);
  #bound: readonly string[] = [];
  #failure: ScriptHostError | null = null;

  constructor(options: JavaScriptOptions) {
    this.#options = options;
    const library = makeLibrary(() => this.#run, options.scripts[0]?.path ?? '');
    this.#context = createContext({ ...library, coccinelle: this.#coccinelle, ...this.#printing() });
  }

  call(calls: readonly ScriptCall[]): Promise<readonly ScriptReply[]> {
    return this.#each(calls, (call) => this.#call(call));
  }

  evaluate(queries: readonly ScriptQuery[]): Promise<readonly ScriptAnswer[]> {
    return this.#each(queries, (query) => this.#evaluate(query));
  }

  collect(names: readonly string[]): Promise<readonly (string | null)[]> {
    return this.#each(names, (name) => pack(this.#coccinelle[name]));
  }

  stop(): Promise<void> {
    this.#failure ??= new ScriptHostError('the JavaScript host has been stopped');
    return Promise.resolve();
  }

  #printing(): Record<string, unknown> {
    const print = (...values: readonly unknown[]): void => {
      this.#run.printed += values.map(String).join(' ') + '\n';
    };
    const log = (...values: readonly unknown[]): void => {
      this.#run.printed += format(...values) + '\n';
    };
    const warn = (...values: readonly unknown[]): void => {
      const text = format(...values) + '\n';
      if (this.#options.stderr === undefined) process.stderr.write(text);
      else this.#options.stderr(text);
    };
    return { print, console: { log, info: log, debug: log, warn, error: warn } };
  }

  #each<Request, Reply>(requests: readonly Request[], answer: (request: Request) => Reply): Promise<readonly Reply[]> {
    try {
      if (this.#failure !== null) throw this.#failure;
      return Promise.resolve(this.#inTime(() => requests.map(answer)));
    } catch (error) {
      return Promise.reject(error instanceof Error ? error : new Error(String(error)));
    }
  }

  /** Node.js can end what runs in a context, and all that it calls; once for a batch, as watching costs a thread. */
  #inTime<Reply>(work: () => Reply): Reply {
    const timeout = this.#options.timeout ?? TIMEOUT;
    if (timeout === 0) return work();
    try {
      this.#watched['work'] = work;
      return WORK.runInContext(this.#watched, { timeout }) as Reply;
    } catch (error) {
      if (!isTimeout(error)) throw error;
      this.#failure = new ScriptHostError(`scripts did not end in ${String(timeout / 1000)} seconds`);
      throw this.#failure;
    }
  }

  #call(call: ScriptCall): ScriptReply {
    const script = this.#options.scripts[call.script];
    if (script === undefined) throw new RangeError(`there is no script ${String(call.script)}`);
    this.#run = newRun(call.file, call.files, call.bound ?? []);
    this.#bind(call.inputs, script);
    let outputs: Record<string, ScriptOutput> = {};
    let error: ScriptError | null = null;
    try {
      this.#programOf(call.script, script).runInContext(this.#context);
      outputs = this.#outputs(script);
    } catch (thrown) {
      error = errorOf(thrown, script);
    }
    const { include, exit, printed, iterations } = this.#run;
    return { include, outputs, printed, exit, iterations, error };
  }

  #evaluate(query: ScriptQuery): ScriptAnswer {
    this.#run = newRun(query.file, undefined, []);
    this.#bind(query.inputs, null);
    try {
      const value: unknown = new Program(`(${query.code}\n)`).runInContext(this.#context);
      return { holds: Boolean(value), text: String(value), printed: this.#run.printed, error: null };
    } catch (thrown) {
      return { holds: false, text: '', printed: this.#run.printed, error: errorOf(thrown, null) };
    }
  }

  /** Names are members of `coccinelle` until the next script, and remain in the global scope. */
  #bind(inputs: ScriptInputs, script: Script | null): void {
    for (const name of this.#bound) Reflect.deleteProperty(this.#coccinelle, name);
    const names: Record<string, unknown> = {};
    for (const name of script?.virtuals ?? []) names[name] = name;
    for (const name of script?.outputs ?? []) names[name] = undefined;
    for (const [name, value] of Object.entries(inputs)) names[name] = incoming(value);
    this.#bound = Object.keys(names);
    Object.assign(this.#context, Object.assign(this.#coccinelle, names));
  }

  #programOf(index: number, script: Script): Program {
    let program = this.#programs.get(index);
    if (program === undefined) {
      const place = { filename: script.path, lineOffset: script.line - 1 };
      program =
        script.kind === 'initialize'
          ? new Program(script.code, place)
          : new Program(`{${script.code}\n}`, { ...place, columnOffset: -1 });
      this.#programs.set(index, program);
    }
    return program;
  }

  #outputs(script: Script): Record<string, ScriptOutput> {
    const outputs: Record<string, ScriptOutput> = {};
    for (const name of script.outputs) {
      const value = this.#coccinelle[name];
      if (value !== undefined) outputs[name] = outgoing(name, value);
    }
    return outputs;
  }
}

/** An instance of the context's own Error. */
function isTimeout(error: unknown): boolean {
  return (Object(error) as { code?: unknown }).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
}

/** What a script threw: an error of its own global scope, or any other value. */
function errorOf(thrown: unknown, script: Script | null): ScriptError {
  const { name, message, stack } = Object(thrown) as Partial<Error>;
  const text = message === undefined ? String(thrown) : `${name ?? 'Error'}: ${message}`;
  return { message: text, line: script === null ? 0 : lineOf(stack ?? '', script) };
}

/** The first line of a stack that lies in the script's own code. */
function lineOf(stack: string, script: Script): number {
  const count = script.code.split('\n').length;
  for (let at = stack.indexOf(script.path + ':'); at !== -1; at = stack.indexOf(script.path + ':', at + 1)) {
    const line = Number.parseInt(stack.slice(at + script.path.length + 1), 10) - script.line + 1;
    if (line >= 1 && line <= count) return line;
  }
  return 0;
}

function newRun(file: string, files: readonly string[] | undefined, bound: Run['bound']): Run {
  const known = files ?? (file === '' ? [] : [file]);
  return { files: known, bound, include: true, exit: false, iterations: [], printed: '' };
}
