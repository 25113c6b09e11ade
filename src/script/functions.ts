import type { ScriptCall, ScriptInputs, ScriptOutput, ScriptReply } from './types.js';

/** What a script that is a function is told beside the values of its inputs. */
export interface ScriptRun {
  /** Path of the file at hand; '' in initialize and finalize. */
  readonly file: string;
  /** Metavariables that have a value, as pairs of the names of a rule and of a metavariable of it. */
  readonly bound: readonly (readonly [rule: string, name: string])[];
}

/** What a script that is a function came to; what is left out is as if a script had not said anything of it. */
export interface ScriptResult {
  /** False drops the match: later rules do not see its values. */
  readonly include?: boolean;
  /** Values for later rules, by name; a string is an identifier. */
  readonly outputs?: Readonly<Record<string, string | ScriptOutput>>;
  /** What is to be printed, with its line ends. */
  readonly printed?: string;
  /** True ends the work on this file. */
  readonly exit?: boolean;
}

/** Runs in the place of a script's code. What it throws is a diagnostic of the script. */
export type ScriptFunction = (
  inputs: ScriptInputs,
  run: ScriptRun,
) => ScriptResult | undefined | Promise<ScriptResult | undefined>;

/** One call of a function, with the reply of a script. */
export async function callFunction(script: ScriptFunction, call: Omit<ScriptCall, 'script'>): Promise<ScriptReply> {
  try {
    const result = (await script(call.inputs, { file: call.file, bound: call.bound ?? [] })) ?? {};
    const outputs = Object.entries(result.outputs ?? {}).map(([name, value]) => [name, outputOf(value)] as const);
    const { include = true, printed = '', exit = false } = result;
    return { include, outputs: Object.fromEntries(outputs), printed, exit, iterations: [], error: null };
  } catch (thrown) {
    const message = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
    const error = { message, line: 0 };
    return { include: true, outputs: {}, printed: '', exit: false, iterations: [], error };
  }
}

function outputOf(value: string | ScriptOutput): ScriptOutput {
  return typeof value === 'string' ? { kind: 'text', text: value, form: 'identifier', declarations: '' } : value;
}
