import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { ScriptHostError } from './failure.js';
import { hostWords, PYTHON_PROGRAM } from './python-driver.js';
import type { Script, ScriptAnswer, ScriptCall, ScriptHost, ScriptQuery, ScriptReply } from './types.js';

/** Not a literal to the compiler: the package need not be installed. */
const PACKAGE: string = 'pyodide';

export interface EmbeddedPythonOptions {
  readonly scripts: readonly Script[];
  /** The class, as `module.Class`, that `cocci` is made from; `coccilib.output.Console` when left out. */
  readonly output?: string;
  /** Is given what scripts write on standard error, a line at a time; dropped when left out. */
  readonly stderr?: (text: string) => void;
}

/** What is used of the package pyodide. */
interface Pyodide {
  readonly loadPyodide: (options: { indexURL: string }) => Promise<Interpreter>;
}

interface Interpreter {
  readonly version: string;
  readonly globals: { get(name: 'dict'): () => unknown };
  runPython(code: string, options: { globals: unknown }): unknown;
  setStderr(options: { batched: (text: string) => void }): void;
}

/** Interpreters of hosts that have been stopped: the next one has its own names in it, and need not be loaded. */
const idle: Interpreter[] = [];

/**
 * Starts the Python of the package pyodide inside this process, for machines without one. Rejected with a
 * `ScriptHostError` when the package is not installed. A script that does not end cannot be stopped here.
 */
export async function startEmbeddedPython(options: EmbeddedPythonOptions): Promise<ScriptHost> {
  const interpreter = idle.pop() ?? (await load());
  interpreter.setStderr({ batched: options.stderr ?? ((): void => undefined) });
  const globals = interpreter.globals.get('dict')();
  interpreter.runPython(PYTHON_PROGRAM, { globals });
  const start = interpreter.runPython('lambda about: Host(**json.loads(about)).answer', { globals }) as Start;
  const answer = started(() => start(JSON.stringify(hostWords(options))));
  const version = `${String(interpreter.runPython('version()', { globals }))} (pyodide ${interpreter.version})`;
  return new EmbeddedPython(version, answer, () => idle.push(interpreter));
}

async function load(): Promise<Interpreter> {
  const { loadPyodide } = await findPyodide();
  // The package would look for its files by the stack of an exception, which source maps mislead.
  return await loadPyodide({ indexURL: dirname(createRequire(import.meta.url).resolve(PACKAGE)) });
}

/** What is wrong with the class for output is told, as that is the user's. */
function started(start: () => Answer): Answer {
  try {
    return start();
  } catch (error) {
    throw new ScriptHostError(error instanceof Error ? error.message : String(error));
  }
}

type Start = (about: string) => Answer;
type Answer = (requests: string) => string;

async function findPyodide(): Promise<Pyodide> {
  try {
    return (await import(PACKAGE)) as Pyodide;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ScriptHostError(`the package pyodide cannot be loaded: ${reason}`);
  }
}

class EmbeddedPython implements ScriptHost {
  readonly version: string;
  readonly #leave: () => void;
  #answer: Answer | null;

  constructor(version: string, answer: Answer, leave: () => void) {
    this.version = version;
    this.#answer = answer;
    this.#leave = leave;
  }

  call(calls: readonly ScriptCall[]): Promise<readonly ScriptReply[]> {
    return this.#ask(calls) as Promise<readonly ScriptReply[]>;
  }

  evaluate(queries: readonly ScriptQuery[]): Promise<readonly ScriptAnswer[]> {
    return this.#ask(queries) as Promise<readonly ScriptAnswer[]>;
  }

  collect(names: readonly string[]): Promise<readonly (string | null)[]> {
    return this.#ask(names) as Promise<readonly (string | null)[]>;
  }

  stop(): Promise<void> {
    if (this.#answer !== null) this.#leave();
    this.#answer = null;
    return Promise.resolve();
  }

  #ask(requests: readonly unknown[]): Promise<unknown> {
    if (this.#answer === null) return Promise.reject(new ScriptHostError('the embedded Python has been stopped'));
    try {
      return Promise.resolve(JSON.parse(this.#answer(JSON.stringify(requests))));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return Promise.reject(new ScriptHostError(`the embedded Python has failed: ${reason}`));
    }
  }
}
