import { qualifiedName } from '../match/index.js';
import type { ScriptIteration, ScriptReply, ScriptValue } from '../script/index.js';
import type { MetavariableKind, ScriptRule, SemanticPatch } from '../smpl/index.js';
import { holds } from './dependency.js';
import type { Circumstances } from './dependency.js';
import { extended } from './environment.js';
import type { Environment } from './environment.js';
import { ScriptFailure } from './script-failure.js';
import type { ScriptHosts } from './script-hosts.js';
import { defaultValue, madeValue, scriptValue } from './script-values.js';

/** What running a script rule needs to know of the file and of what came before. */
export interface ScriptScope extends Circumstances {
  readonly hosts: ScriptHosts;
  readonly path: string;
  /** Kinds of metavariables by `rule.name`. */
  readonly kinds: ReadonlyMap<string, MetavariableKind>;
}

/** What a script rule came to. */
export interface ScriptOutcome {
  readonly environments: readonly Environment[];
  readonly printed: string;
  readonly ran: boolean;
  /** The script wants nothing more to be done to this file. */
  readonly exit: boolean;
  /** What it did wrong, after which nothing more was done. */
  readonly failure: ScriptFailure | null;
  readonly iterations: readonly ScriptIteration[];
}

interface Call {
  readonly environments: Environment[];
  readonly inputs: Readonly<Record<string, ScriptValue>>;
}

/**
 * Runs a script for each set of values that its inputs have, in the order of the environments; those in which an input
 * has no value stay as they are, and so do all where the dependency does not hold.
 */
export async function runScriptRule(
  script: ScriptRule,
  environments: readonly Environment[],
  scope: ScriptScope,
): Promise<ScriptOutcome> {
  const calls = callsOf(script, environments, scope);
  const requests = [...calls.values()].map(({ inputs, environments: [first] }) => ({
    inputs,
    file: scope.path,
    bound: boundNames(first),
  }));
  const answers = requests.length === 0 ? [] : await scope.hosts.call(script, requests);
  const replies = untilEnd(answers);
  const last = replies[replies.length - 1];
  const byEnvironment = new Map<Environment, ScriptReply>();
  [...calls.values()].forEach((call, index) => {
    const reply = replies[index];
    if (reply !== undefined) for (const environment of call.environments) byEnvironment.set(environment, reply);
  });
  return {
    environments: environments.flatMap((environment) => {
      const reply = byEnvironment.get(environment);
      if (reply === undefined) return [environment];
      return reply.include ? [withOutputs(environment, script, reply)] : [];
    }),
    printed: replies.map((reply) => reply.printed).join(''),
    ran: replies.some((reply) => reply.include),
    exit: last?.exit ?? false,
    failure: last === undefined ? null : failureOf(script, last),
    iterations: replies.flatMap((reply) => reply.iterations),
  };
}

/** Whether what a script does can decide what rules after it do, as far as its language's code tells without running. */
export function mayPrevent(script: ScriptRule, { sections }: SemanticPatch): boolean {
  if (script.language === 'function') return true;
  const codes = sections.flatMap((section) =>
    section.kind !== 'rule' && section.language === script.language ? [section.code] : [],
  );
  return script.outputs.length > 0 || codes.some((code) => /include_match|exit/i.test(code));
}

/** A mistake of a script as one of the patch; null when it made none. */
export function failureOf(script: ScriptRule, { error }: Pick<ScriptReply, 'error'>): ScriptFailure | null {
  if (error === null) return null;
  const line = error.line === 0 ? script.line : script.codeLine + error.line - 1;
  return new ScriptFailure({ code: 'script-error', line }, `script ${script.name}: ${error.message}`);
}

function callsOf(script: ScriptRule, environments: readonly Environment[], scope: ScriptScope): Map<string, Call> {
  const calls = new Map<string, Call>();
  for (const environment of environments) {
    if (!holds(script.dependency, environment, scope)) continue;
    const inputs = inputsOf(script, environment, scope.kinds);
    if (inputs === null) continue;
    const key = JSON.stringify(inputs);
    const call = calls.get(key);
    if (call === undefined) calls.set(key, { inputs, environments: [environment] });
    else call.environments.push(environment);
  }
  return calls;
}

/** The values of a script's inputs; null while one has neither value nor default. */
export function inputsOf(
  script: ScriptRule,
  { values }: Environment,
  kinds: ScriptScope['kinds'],
): Record<string, ScriptValue> | null {
  const inputs: Record<string, ScriptValue> = {};
  for (const { local, ast, rule, name, default: text } of script.inputs) {
    const full = qualifiedName(rule, name);
    const value = values.get(full);
    if (value === undefined && text === null) return null;
    const given = value === undefined ? defaultValue(text ?? '') : scriptValue(value, kinds.get(full));
    for (const called of [local, ast]) if (called !== null) inputs[called] = given;
  }
  return inputs;
}

/** A mistake and `cocci.exit()` end the work on the file: replies behind count as not given. */
function untilEnd(replies: readonly ScriptReply[]): readonly ScriptReply[] {
  const end = replies.findIndex((reply) => reply.exit || reply.error !== null);
  return end < 0 ? replies : replies.slice(0, end + 1);
}

function withOutputs(environment: Environment, script: ScriptRule, { outputs }: ScriptReply): Environment {
  const made = Object.entries(outputs).map(
    ([name, output]) => [qualifiedName(script.name, name), madeValue(output)] as const,
  );
  return extended(environment, script.name, made);
}

function boundNames(environment: Environment | undefined): [rule: string, name: string][] {
  return [...(environment?.values.keys() ?? [])].map((full) => {
    const dot = full.lastIndexOf('.');
    return [full.slice(0, dot), full.slice(dot + 1)];
  });
}
