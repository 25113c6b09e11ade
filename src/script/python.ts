import { ScriptHostError } from './failure.js';
import { LineProcess } from './line-process.js';
import type { Watch } from './line-process.js';
import { PYTHON_BOOT, PYTHON_LOOP, PYTHON_PROGRAM } from './python-driver.js';
import type { Script, ScriptAnswer, ScriptCall, ScriptHost, ScriptQuery, ScriptReply } from './types.js';

const CANDIDATES = ['python3', 'python'];
const TIMEOUT = 60_000;

export interface PythonOptions {
  readonly scripts: readonly Script[];
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
      const host = await start(command, { scripts: [], stderr: () => undefined });
      await host.stop();
      return command;
    } catch (error) {
      if (!(error instanceof ScriptHostError)) throw error;
    }
  }
  return null;
}

async function start(command: string, options: PythonOptions): Promise<ScriptHost> {
  const process = new LineProcess(command, ['-c', PYTHON_BOOT], watchOf(options));
  process.tell(JSON.stringify(PYTHON_PROGRAM + PYTHON_LOOP));
  const version = await process.ask(JSON.stringify(options.scripts));
  return new PythonProcess(version, process);
}

function watchOf(options: PythonOptions): Watch {
  const forward = (text: string): void => {
    process.stderr.write(text);
  };
  return { timeout: options.timeout ?? TIMEOUT, stderr: options.stderr ?? forward };
}

class PythonProcess implements ScriptHost {
  readonly version: string;
  readonly #process: LineProcess;

  constructor(version: string, process: LineProcess) {
    this.version = version;
    this.#process = process;
  }

  async call(calls: readonly ScriptCall[]): Promise<readonly ScriptReply[]> {
    return JSON.parse(await this.#process.ask(JSON.stringify(calls))) as readonly ScriptReply[];
  }

  async evaluate(queries: readonly ScriptQuery[]): Promise<readonly ScriptAnswer[]> {
    return JSON.parse(await this.#process.ask(JSON.stringify(queries))) as readonly ScriptAnswer[];
  }

  stop(): Promise<void> {
    return this.#process.end();
  }
}
