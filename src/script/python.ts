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

/** A program to start, and the environment to start it in. */
interface Interpreter {
  readonly command: string;
  readonly environment: NodeJS.ProcessEnv;
}

function inOurs(command: string): Interpreter {
  return { command, environment: process.env };
}

/**
 * The interpreter that was found, and our environment then. A version manager may stand in front of it, at twice the cost:
 * further processes are started without, in the environment that it makes of ours.
 */
let found: { readonly interpreter: Interpreter; readonly ours: string } | null = null;

/**
 * Starts the system's Python 3 as one child process that lasts until `stop`. Rejected with a `ScriptHostError` when
 * there is none.
 */
export async function startPython(options: PythonOptions): Promise<ScriptHost> {
  const failures: string[] = [];
  const ours = JSON.stringify(process.env);
  const known = found?.ours === ours ? [found.interpreter] : [];
  const candidates = [...known, ...CANDIDATES.map(inOurs)];
  for (const interpreter of options.command === undefined ? candidates : [inOurs(options.command)]) {
    try {
      const { host, behind } = await start(interpreter, options);
      if (options.command === undefined) found = behind === null ? null : { interpreter: behind, ours };
      return host;
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
      const { host } = await start(inOurs(command), { scripts: [] });
      await host.stop();
      return command;
    } catch (error) {
      if (!(error instanceof ScriptHostError)) throw error;
    }
  }
  return null;
}

/** `behind` starts the same interpreter again. What the process says before it has started is part of errors only. */
async function start(
  { command, environment }: Interpreter,
  options: PythonOptions,
): Promise<{ readonly host: ScriptHost; readonly behind: Interpreter | null }> {
  let stderr: (text: string) => void = () => undefined;
  const tell = (text: string): void => {
    stderr(text);
  };
  const child = new LineProcess(command, ['-c', PYTHON_BOOT], tell, { environment });
  child.tell(JSON.stringify(PYTHON_PROGRAM + PYTHON_LOOP));
  const answer = await child.ask(JSON.stringify(hostWords(options)), START_TIMEOUT);
  const [version, executable, made] = JSON.parse(answer) as [string, string, Record<string, string>];
  stderr = options.stderr ?? ((text): unknown => process.stderr.write(text));
  // Bytes that are no text come as halves of surrogate pairs, and cannot be given on.
  const isText = !Object.entries(made).some(([name, value]) => /\p{Surrogate}/u.test(name + value));
  return {
    host: new PythonProcess(version, child, options.timeout ?? TIMEOUT),
    behind: executable !== '' && isText ? { command: executable, environment: made } : null,
  };
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
