import { randomBytes } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ScriptHostError } from './failure.js';
import { LineProcess } from './line-process.js';
import { ocamlLibraries, ocamlProgram } from './ocaml-program.js';
import type { OcamlProgram } from './ocaml-program.js';
import { callRequest, queryRequest, valueRequest } from './ocaml-request.js';
import { decodedReply, expressionKey, queryKey } from './ocaml-reply.js';
import type { Script, ScriptAnswer, ScriptCall, ScriptHost, ScriptQuery, ScriptReply } from './types.js';

const TIMEOUT = 60_000;

export interface OcamlOptions extends Omit<OcamlProgram, 'mark'> {
  /** The toplevel, a path or a name; `ocaml` when left out. */
  readonly command?: string;
  /** Milliseconds that one call may take, 60,000 when left out; 0 for any time. Starting has as long at least. */
  readonly timeout?: number;
  /** Is given what scripts write on standard error, which goes to that of this process when left out. */
  readonly stderr?: (text: string) => void;
}

/**
 * Starts the system's OCaml, 4.08 or newer, as one child process that lasts until `stop`; `initialize` scripts run, and
 * what they print is part of the first reply. Rejected with a `ScriptHostError` when there is no `ocaml`, or when a
 * script is no OCaml or raises in `initialize`: then the error has the line.
 */
export async function startOcaml(options: OcamlOptions): Promise<ScriptHost> {
  const mark = `\u0001${randomBytes(12).toString('hex')}\u0001`;
  const file = path.join(tmpdir(), `vedalia-${randomBytes(12).toString('hex')}.ml`);
  // The toplevel reads programs from files only: its standard input is for requests.
  await writeFile(file, ocamlProgram({ ...options, mark }), { encoding: 'latin1', mode: 0o600, flag: 'wx' });
  try {
    return await start(options, file, mark);
  } finally {
    await rm(file, { force: true });
  }
}

async function start(options: OcamlOptions, file: string, mark: string): Promise<ScriptHost> {
  let heard = '';
  let stderr = (text: string): void => {
    heard += text;
  };
  const folders = ['+unix', '+str'].flatMap((folder) => ['-I', folder]);
  const words = ['-w', '-a', '-noinit', ...folders, ...ocamlLibraries(options), file];
  const tell = (text: string): void => {
    stderr(text);
  };
  const child = new LineProcess(options.command ?? 'ocaml', words, tell, { encoding: 'latin1', mark });
  const timeout = options.timeout ?? TIMEOUT;
  const ready = await child.ask('', Math.max(timeout, TIMEOUT)).catch((error: unknown): never => {
    throw complaint(heard, options) ?? error;
  });
  stderr = options.stderr ?? ((text): unknown => process.stderr.write(text));
  if (heard !== '') stderr(heard);
  return new OcamlProcess({ child, options, mark, timeout }, ready);
}

/** What OCaml says against the program, when it says where in the semantic patch. */
function complaint(heard: string, { scripts }: OcamlOptions): ScriptHostError | null {
  const raised = /^Exception:\s*([^]*?)\.?\n(?:(?:Raised|Called|Re-raised) [^]*)?$/m.exec(heard);
  const place = /^File "([^"]*)", lines? (\d+)[^\n]*\n([^]*)/m.exec(heard);
  const error = /^Error: ([^]*)/m.exec(place?.[3] ?? '');
  if (raised !== null) return atScript(raised[1] ?? '', 0, scripts);
  if (error === null || place?.[1] !== scripts[0]?.path) return null;
  return atScript(error[1] ?? '', Number(place?.[2]), scripts);
}

/**
 * A complaint with the name of the script it is about in front: the last that starts at or before the line. A string
 * that is left open is noticed behind the script. What is raised on the way has no line and is of an `initialize`.
 */
function atScript(message: string, line: number, scripts: readonly Script[]): ScriptHostError {
  const before = scripts.filter((script) =>
    line === 0 ? script.kind === 'initialize' : (script.headLine ?? script.line) <= line,
  );
  const found = before.pop();
  const hint = /\bAst_c\b/.test(message) ? '\n(scripts have values as texts here, not as syntax trees)' : '';
  const name = found === undefined ? 'script' : `script ${found.name}`;
  const last = found === undefined ? line : found.line + found.code.trimEnd().split('\n').length - 1;
  const at = line === 0 ? (found?.headLine ?? found?.line ?? 1) : Math.min(line, last);
  return new ScriptHostError(`${name}: ${message.trim()}${hint}`, { line: at });
}

/** A program that runs. */
interface Running {
  readonly child: LineProcess;
  readonly options: OcamlOptions;
  readonly mark: string;
  readonly timeout: number;
}

class OcamlProcess implements ScriptHost {
  readonly version: string;
  readonly #running: Running;
  readonly #queries: ReadonlyMap<string, number>;
  /** What `initialize` scripts have printed: goes out with the first reply. */
  #printed: string;

  constructor(running: Running, ready: string) {
    const { value, printed } = split(ready, running.mark);
    this.version = `OCaml ${String(value)}`;
    this.#printed = printed;
    this.#running = running;
    this.#queries = new Map(running.options.expressions.map((each, index) => [expressionKey(each), index]));
  }

  async call(calls: readonly ScriptCall[]): Promise<readonly ScriptReply[]> {
    const { scripts } = this.#running.options;
    return await Promise.all(
      calls.map(async (call) => {
        const script = scripts[call.script];
        if (script === undefined) throw new ScriptHostError(`there is no script ${String(call.script)}`);
        const { value, printed } = await this.#ask(callRequest(call, script));
        return decodedReply({ ...(value as Omit<ScriptReply, 'printed'>), printed });
      }),
    );
  }

  async evaluate(queries: readonly ScriptQuery[]): Promise<readonly ScriptAnswer[]> {
    const { expressions } = this.#running.options;
    return await Promise.all(
      queries.map(async (query) => {
        const index = this.#queries.get(queryKey(query)) ?? -1;
        const expression = expressions[index];
        if (expression === undefined) throw new ScriptHostError(`there is no expression ${query.code}`);
        const { value, printed } = await this.#ask(queryRequest(query, index, expression));
        return { ...(value as Omit<ScriptAnswer, 'printed'>), printed };
      }),
    );
  }

  async collect(names: readonly string[]): Promise<readonly (string | null)[]> {
    const values = await Promise.all(names.map((name) => this.#ask(valueRequest(name))));
    return values.map(({ value }) => value as string | null);
  }

  stop(): Promise<void> {
    return this.#running.child.end();
  }

  async #ask(request: string): Promise<{ value: unknown; printed: string }> {
    const { child, timeout, mark } = this.#running;
    const { value, printed } = split(await child.ask(request, timeout), mark);
    const before = this.#printed;
    this.#printed = '';
    return { value, printed: before + printed };
  }
}

function split(answer: string, mark: string): { value: unknown; printed: string } {
  const at = answer.lastIndexOf(mark);
  return { value: JSON.parse(answer.slice(at + mark.length)), printed: answer.slice(0, at) };
}
