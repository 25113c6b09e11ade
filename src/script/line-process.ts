import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { Socket } from 'node:net';
import { ScriptHostError } from './failure.js';

/** How much of what the process wrote on its standard error is kept for an error message. */
const TAIL = 2000;
/** How long the process may take to end by itself after its input has ended, in milliseconds. */
const FAREWELL = 5000;

interface Waiting {
  readonly resolve: (line: string) => void;
  readonly reject: (error: ScriptHostError) => void;
  /** Milliseconds from the answer before to this one; 0 for any time. */
  readonly timeout: number;
}

/** How lines are exchanged, and with what the process is started. */
export interface LineFormat {
  /** Its environment; that of this process when left out. */
  readonly environment?: NodeJS.ProcessEnv;
  /** Encoding of requests and answers; UTF-8 when left out. */
  readonly encoding?: 'utf8' | 'latin1';
  /** Lines that do not hold this text belong to the answer behind them; left out, each line is an answer. */
  readonly mark?: string;
}

/** Those that are asked something now. A thread that ends takes them along: without a reader they would go on for ever. */
const asked = new Set<ChildProcessWithoutNullStreams>();

function endAsked(): void {
  for (const child of asked) child.kill('SIGKILL');
}

/**
 * A child process that answers each line with one line, in order. It does not keep this process from ending while
 * nothing is asked.
 */
export class LineProcess {
  readonly #command: string;
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #stderr: (text: string) => void;
  readonly #encoding: 'utf8' | 'latin1';
  readonly #mark: string;
  readonly #waiting: Waiting[] = [];
  readonly #closed: Promise<void>;
  /** When what was asked last has been answered, or has failed. */
  #settled: Promise<void> = Promise.resolve();
  #received = '';
  /** Lines of an answer that is not complete. */
  #begun = '';
  #tail = '';
  #failure: ScriptHostError | null = null;
  #stopping = false;
  #timer: NodeJS.Timeout | undefined;

  /** What the process writes on its standard error goes to `stderr`. */
  constructor(command: string, args: readonly string[], stderr: (text: string) => void, format: LineFormat = {}) {
    this.#command = command;
    this.#encoding = format.encoding ?? 'utf8';
    this.#mark = format.mark ?? '';
    this.#stderr = stderr;
    this.#child = spawn(command, args, { stdio: 'pipe', windowsHide: true, env: format.environment ?? process.env });
    this.#closed = new Promise((resolve) => this.#child.once('close', resolve));
    this.#listen();
    this.#hold(false);
  }

  /** Sends a line that has no answer. */
  tell(line: string): void {
    if (this.#failure === null) this.#child.stdin.write(line + '\n', this.#encoding);
  }

  /** Sends a line and waits for its answer, which may take `timeout` milliseconds; 0 for any time. */
  ask(line: string, timeout: number): Promise<string> {
    if (this.#failure !== null) return Promise.reject(this.#failure);
    this.tell(line);
    const answer = new Promise<string>((resolve, reject) => {
      this.#waiting.push({ resolve, reject, timeout });
      if (this.#waiting.length === 1) this.#expect();
    });
    this.#settled = answer.then(ignore, ignore);
    return answer;
  }

  /** Lets the process answer what was asked, and end. */
  async end(): Promise<void> {
    this.#stopping = true;
    this.#child.stdin.end();
    await this.#settled;
    this.#hold(true);
    const timer = setTimeout(() => {
      this.#kill();
    }, FAREWELL);
    await this.#closed;
    clearTimeout(timer);
  }

  #listen(): void {
    const { stdin, stdout, stderr } = this.#child;
    stdout.setEncoding(this.#encoding).on('data', (text: string) => {
      this.#receive(text);
    });
    stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#tail = (this.#tail + text).slice(-TAIL);
      this.#stderr(text);
    });
    // A broken pipe means that the process has ended; the event of that says why.
    stdin.on('error', ignore);
    this.#child.on('error', (error: NodeJS.ErrnoException) => {
      const missing = error.code === 'ENOENT';
      this.#fail(new ScriptHostError(`${this.#command} cannot be run: ${error.message}`, { missing }));
    });
    this.#child.on('close', (code, signal) => {
      const stopped = this.#stopping && code === 0;
      this.#fail(new ScriptHostError(stopped ? `${this.#command} has been stopped` : this.#reason(code, signal)));
    });
  }

  #reason(code: number | null, signal: string | null): string {
    const how = code === null ? `was ended by ${String(signal)}` : `ended with exit status ${String(code)}`;
    return [`${this.#command} ${how}`, this.#tail.trim()].filter((part) => part !== '').join(':\n');
  }

  #receive(text: string): void {
    if (!text.includes('\n')) {
      this.#received += text;
      return;
    }
    const lines = (this.#received + text).split('\n');
    this.#received = lines.pop() ?? '';
    const answers = lines.filter((line) => this.#complete(line));
    if (answers.length > 0) this.#expect();
  }

  /** Whether an answer ends with this line. */
  #complete(line: string): boolean {
    const ends = line.includes(this.#mark);
    if (ends) this.#waiting.shift()?.resolve(this.#begun + line);
    this.#begun = ends ? '' : `${this.#begun}${line}\n`;
    return ends;
  }

  /** Starts waiting for the next answer, or stops waiting when there is none to come. */
  #expect(): void {
    clearTimeout(this.#timer);
    const next = this.#waiting[0];
    this.#hold(next !== undefined);
    if (next === undefined) asked.delete(this.#child);
    else watch(this.#child);
    if (next === undefined || next.timeout === 0) return;
    // An answer that came while this process was busy is read before setImmediate's turn.
    this.#timer = setTimeout(
      () =>
        setImmediate(() => {
          this.#giveUp(next);
        }),
      next.timeout,
    );
  }

  #giveUp(next: Waiting): void {
    if (this.#waiting[0] !== next) return;
    this.#fail(new ScriptHostError(`${this.#command} gave no answer in ${String(next.timeout / 1000)} seconds`));
    this.#kill();
  }

  /** A process of the process may live on with the other ends of the pipes. */
  #kill(): void {
    this.#child.kill('SIGKILL');
    this.#child.stdout.destroy();
    this.#child.stderr.destroy();
  }

  /** The first failure is the reason of all that follow. */
  #fail(failure: ScriptHostError): void {
    clearTimeout(this.#timer);
    this.#failure ??= failure;
    asked.delete(this.#child);
    for (const { reject } of this.#waiting.splice(0)) reject(this.#failure);
  }

  /** Whether the process keeps this one from ending. */
  #hold(on: boolean): void {
    for (const part of [this.#child, this.#child.stdin, this.#child.stdout, this.#child.stderr]) {
      if (part instanceof Socket || part === this.#child) {
        if (on) part.ref();
        else part.unref();
      }
    }
  }
}

function watch(child: ChildProcessWithoutNullStreams): void {
  if (!process.listeners('exit').includes(endAsked)) process.on('exit', endAsked);
  asked.add(child);
}

function ignore(): void {
  // Settling is all that counts.
}
