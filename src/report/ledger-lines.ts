import type { RuleState } from '../engine/index.js';
import type { TreeResult } from '../tree/index.js';
import { decoded } from './bytes.js';

/** What became of a file, or of a rule in it. Without `rule` the line is about the file as a whole. */
interface Entry {
  readonly file: string;
  readonly rule: string | null;
  readonly state: RuleState['state'] | 'no-words' | 'no-match' | 'withheld' | 'timed-out' | 'failed';
  readonly spans: RuleState['spans'];
}

const WHOLE_FILE_STATES: ReadonlyMap<string, Entry['state']> = new Map([
  ['broken-edit', 'withheld'],
  ['timeout', 'timed-out'],
]);

/** The ledger's JSON lines for a file that was looked at, each ended: one for each rule and state, at least one. */
export function ledgerLines({ path, states, diagnostics }: TreeResult): string {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const whole = new Set(errors.map(({ code }) => WHOLE_FILE_STATES.get(code) ?? 'failed'));
  const entries: Entry[] = [
    ...[...whole].map((state) => ({ file: path, rule: null, state, spans: [] })),
    ...states.map(({ rule, state, spans }) => ({ file: path, rule: decoded(rule), state, spans })),
  ];
  return entries.length === 0
    ? line({ file: path, rule: null, state: 'no-match', spans: [] })
    : entries.map(line).join('');
}

/** The ledger's line for a file that lacks the words of all rules. */
export function passedLedgerLine(file: string): string {
  return line({ file, rule: null, state: 'no-words', spans: [] });
}

function line(entry: Entry): string {
  return `${JSON.stringify(entry)}\n`;
}
