import { ScriptHostError } from './failure.js';
import { LineProcess } from './line-process.js';
import { hostWords, PYTHON_BOOT, PYTHON_LOOP, PYTHON_PROGRAM } from './python-driver.js';
import type { Script, ScriptAnswer, ScriptCall, ScriptHost, ScriptQuery, ScriptReply } from './types.js';

const CANDIDATES = ['python3', 'python'];
const TIMEOUT = 60_000;
/** For starting, which takes long on a machine with much to do; in milliseconds, too. */
const START_TIMEOUT = 60_000;

export interface PythonOptions {
  readonly scripts: readonly Script[];
  /** The class, as `module.Class`, that `cocci` is made from; `coccilib.output.Console` when left out. */
  readonly output?: string;
  /** The interpreter, a path or a name; without it the first of python3 and python that works. */
  readonly command?: string;
  /** Milliseconds that one batch of calls may take, 60,000 when left out; 0 for any time. */
  readonly timeout?: number;
  /** Is given what scripts write on standard error, which goes to that of this process when left out. */
  readonly stderr?: (text: string) => void;
}

/**
 * Starts the system's Python 3 as one child process that lasts until `stop`. Rejected with a `ScriptHostError` when
 * there is none.
 */
export async function startPython(options: PythonOptions): Promise<ScriptHost> {
  const failures: string[] = [];
  for (const command of options.command === undefined ? CANDIDATES : [options.command]) {
    try {
      return await start(command, options);
    } catch (error) {
      if (!(error instanceof ScriptHostError)) throw error;
      failures.push(error.message);
    }
  }
  throw new ScriptHostError(`no Python 3 for script rules:\n${failures.join('\n')}`);
}

/** The command that starts a Python 3.6 or newer, or null: the same that `startPython` takes by itself. */
export async function findPython(): Promise<string | null> {
  for (const command of CANDIDATES) {
    try {
      const host = await start(command, { scripts: [] });
      await host.stop();
      return command;
    } catch (error) {
      if (!(error instanceof ScriptHostError)) throw error;
    }
  }
  return null;
}

/** What the process says before it has started is part of the error message only. */
async function start(command: string, options: PythonOptions): Promise<ScriptHost> {
  let stderr: (text: string) => void = () => undefined;
  const child = new LineProcess(command, ['-c', PYTHON_BOOT], (text) => {
    stderr(text);
  });
  child.tell(JSON.stringify(PYTHON_PROGRAM + PYTHON_LOOP));
  const version = await child.ask(JSON.stringify(hostWords(options)), START_TIMEOUT);
  stderr = options.stderr ?? ((text): unknown => process.stderr.write(text));
  return new PythonProcess(version, child, options.timeout ?? TIMEOUT);
}

class PythonProcess implements ScriptHost {
  readonly version: string;
  readonly #child: LineProcess;
  readonly #timeout: number;

  constructor(version: string, child: LineProcess, timeout: number) {
    this.version = version;
    this.#child = child;
    this.#timeout = timeout;
  }

  call(calls: readonly ScriptCall[]): Promise<readonly ScriptReply[]> {
    return this.#ask<ScriptReply>(calls);
  }

  evaluate(queries: readonly ScriptQuery[]): Promise<readonly ScriptAnswer[]> {
    return this.#ask<ScriptAnswer>(queries);
  }

  collect(names: readonly string[]): Promise<readonly (string | null)[]> {
    return this.#ask<string | null>(names);
  }

  stop(): Promise<void> {
    return this.#child.end();
  }

  async #ask<Reply>(requests: readonly unknown[]): Promise<readonly Reply[]> {
    return JSON.parse(await this.#child.ask(JSON.stringify(requests), this.#timeout)) as readonly Reply[];
  }
}
