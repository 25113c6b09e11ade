import type { AskScript, ScriptConstraint, Value, ValueOf } from '../match/index.js';
import { qualifiedName } from '../match/index.js';
import type { ScriptAnswer, ScriptInputs, ScriptQuery, ScriptValue } from '../script/index.js';
import type { Metavariable } from '../smpl/index.js';
import { ScriptFailure } from './script-failure.js';
import type { ScriptHosts } from './script-hosts.js';
import { scriptValue } from './script-values.js';

/** Where the questions of a rule come from. */
export interface Asker {
  readonly hosts: ScriptHosts;
  readonly path: string;
  /** Name of the rule. */
  readonly rule: string;
  /** The line of the patch that declares a metavariable. */
  readonly lineOf: (name: string) => number;
  readonly metavariables: ReadonlyMap<string, Metavariable>;
}

interface Question {
  readonly language: string;
  /** The metavariable that the script is for. */
  readonly name: string;
  readonly query: ScriptQuery;
}

/**
 * Script constraints of one rule. Matching does not wait: a question without an answer is noted and counts as answered
 * with yes; `settle` has all that were noted answered at once, and the rule is matched again.
 */
export class ScriptQuestions {
  readonly #asker: Asker;
  readonly #answers = new Map<string, boolean>();
  readonly #open = new Map<string, Question>();
  #printed = '';

  constructor(asker: Asker) {
    this.#asker = asker;
  }

  readonly ask: AskScript = (constraint, name, valueOf) => {
    const inputs = inputsOf(constraint, name, (local) => this.#valueOf(local, valueOf));
    if (inputs === null) return true;
    const key = constraint.code + JSON.stringify(inputs);
    const known = this.#answers.get(key);
    if (known !== undefined) return known;
    const { language, code } = constraint;
    this.#open.set(key, { language, name, query: { code, inputs, file: this.#asker.path } });
    return true;
  };

  /** What the scripts printed since this was last asked. */
  takePrinted(): string {
    const printed = this.#printed;
    this.#printed = '';
    return printed;
  }

  /** Has the open questions answered; false when there were none. */
  async settle(): Promise<boolean> {
    const open = [...this.#open];
    this.#open.clear();
    for (const language of new Set(open.map(([, question]) => question.language))) {
      const asked = open.filter(([, question]) => question.language === language);
      const answers = await this.#evaluate(asked.map(([, question]) => question));
      asked.forEach(([key], index) => this.#answers.set(key, answers[index]?.holds ?? false));
    }
    return open.length > 0;
  }

  /** The text that a script makes of the values of a match: the name of a fresh identifier. Null without its inputs. */
  async text(constraint: ScriptConstraint, name: string, valueOf: ValueOf): Promise<string | null> {
    const inputs = inputsOf(constraint, name, (local) => this.#valueOf(local, valueOf));
    if (inputs === null) return null;
    const { language, code } = constraint;
    const [answer] = await this.#evaluate([{ language, name, query: { code, inputs, file: this.#asker.path } }]);
    return answer?.text ?? null;
  }

  /** Answers to questions in one language. */
  async #evaluate(questions: readonly Question[]): Promise<readonly ScriptAnswer[]> {
    const { hosts, lineOf } = this.#asker;
    const [first] = questions;
    if (first === undefined) return [];
    const queries = questions.map(({ query }) => query);
    const answers = await hosts.evaluate(first.language, lineOf(first.name), queries);
    this.#printed += answers.map(({ printed }) => printed).join('');
    answers.forEach(({ error }, index) => {
      if (error !== null) this.#fail(questions[index] ?? first, error.message);
    });
    return answers;
  }

  #fail({ name }: Question, message: string): never {
    const { rule, lineOf } = this.#asker;
    const line = lineOf(name);
    throw new ScriptFailure({ code: 'script-error', line }, `${rule}, script of metavariable ${name}: ${message}`);
  }

  #valueOf(name: string, valueOf: ValueOf): ScriptValue | null {
    const value: Value | undefined = valueOf(name);
    return value === undefined ? null : scriptValue(value, this.#asker.metavariables.get(name)?.kind);
  }
}

/** The inputs of a constraint and the metavariable it is for; null while an input has no value. */
function inputsOf(
  { inputs }: ScriptConstraint,
  name: string,
  valueOf: (name: string) => ScriptValue | null,
): ScriptInputs | null {
  const values: Record<string, ScriptValue> = {};
  const own = valueOf(name);
  if (own !== null) values[name] = own;
  for (const input of inputs) {
    const value = (input.rule === '' ? null : valueOf(qualifiedName(input.rule, input.name))) ?? valueOf(input.name);
    if (value === null) return null;
    values[input.local] = value;
  }
  return values;
}
