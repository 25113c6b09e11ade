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
  /** Line of the rule in the patch. */
  readonly line: number;
  readonly metavariables: ReadonlyMap<string, Metavariable>;
}

interface Question {
  readonly language: string;
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
    this.#open.set(key, { language, query: { code, inputs, file: this.#asker.path } });
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
      const answers = await this.#evaluate(
        language,
        asked.map(([, { query }]) => query),
      );
      asked.forEach(([key], index) => this.#answers.set(key, answers[index]?.holds ?? false));
    }
    return open.length > 0;
  }

  /** The text that a script makes of the values of a match: the name of a fresh identifier. Null without its inputs. */
  async text(constraint: ScriptConstraint, name: string, valueOf: ValueOf): Promise<string | null> {
    const inputs = inputsOf(constraint, name, (local) => this.#valueOf(local, valueOf));
    if (inputs === null) return null;
    const { language, code } = constraint;
    const [answer] = await this.#evaluate(language, [{ code, inputs, file: this.#asker.path }]);
    return answer?.text ?? null;
  }

  async #evaluate(language: string, queries: readonly ScriptQuery[]): Promise<readonly ScriptAnswer[]> {
    const { hosts, line } = this.#asker;
    const answers = await hosts.evaluate(language, line, queries);
    this.#printed += answers.map(({ printed }) => printed).join('');
    const wrong = answers.find(({ error }) => error !== null)?.error;
    if (wrong != null)
      throw new ScriptFailure({ code: 'script-error', line }, `script of a metavariable: ${wrong.message}`);
    return answers;
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
