import type { CFile } from '../c/index.js';
import { satisfies } from '../compile/index.js';
import type { WordFacts } from '../compile/index.js';
import type { Match } from '../match/index.js';
import type { Span } from '../text/index.js';
import type { CompiledPatch } from './patch.js';
import type { RuleState } from './types.js';

/** Keeps account of what becomes of the rules in one file. */
export class FileLedger {
  readonly #rules: CompiledPatch['rules'];
  readonly #matched = new Map<string, Map<string, Span>>();
  readonly #unread = new Map<string, Map<string, Span>>();
  readonly #gaveUp = new Map<string, Map<string, Span>>();
  readonly #edited = new Set<string>();

  constructor(rules: CompiledPatch['rules']) {
    this.#rules = rules;
  }

  matched(rule: string, file: CFile, matches: readonly Match[]): void {
    for (const match of matches) add(this.#matched, rule, spanOf(file, match));
  }

  edited(rule: string): void {
    this.#edited.add(rule);
  }

  gaveUp(rule: string, span: Span): void {
    add(this.#gaveUp, rule, span);
  }

  /** Counts what could not be read in a version of the file against the rules whose words stand in the same unit. */
  unread(file: CFile): void {
    for (const { span } of file.diagnostics) {
      const unit = file.units.find((each) => each.span.start <= span.start && span.start < each.span.end);
      const text = file.source.text.slice(unit?.span.start ?? span.start, unit?.span.end ?? span.end);
      for (const { name, words } of this.#rules) {
        if (satisfies(words, factsOf(text))) add(this.#unread, name, span);
      }
    }
  }

  /** What has been counted, rule by rule in the order of the patch. `kept`: whether the edits are made. */
  states(kept: boolean): RuleState[] {
    return this.#rules.flatMap(({ name }) => {
      const done = kept && this.#edited.has(name) ? 'edited' : 'matched';
      return [
        ...stateOf(name, done, this.#matched),
        ...stateOf(name, 'unread', this.#unread),
        ...stateOf(name, 'gave-up', this.#gaveUp),
      ];
    });
  }
}

function stateOf(
  rule: string,
  state: RuleState['state'],
  table: ReadonlyMap<string, ReadonlyMap<string, Span>>,
): RuleState[] {
  const spans = table.get(rule);
  if (spans === undefined) return [];
  return [{ rule, state, spans: [...spans.values()].sort((left, right) => left.start - right.start) }];
}

/** What is known of code that could not be read: its words. */
function factsOf(text: string): WordFacts {
  return {
    has: (word) => text.includes(word),
    wordsOf: () => [],
    holdsPlace: () => true,
    follows: () => true,
    startsBody: () => true,
  };
}

/** Each place once, however many matches or rules meet there. */
function add(table: Map<string, Map<string, Span>>, rule: string, span: Span): void {
  const spans = table.get(rule) ?? new Map<string, Span>();
  spans.set(`${String(span.start)}-${String(span.end)}`, span);
  table.set(rule, spans);
}

/** From the first to the last token that a match has met. */
function spanOf(file: CFile, match: Match): Span {
  let first = file.tokens.count;
  let last = 0;
  for (const { links } of match.hits) {
    for (const { tokens } of links) {
      for (const token of tokens) {
        if (token < first) first = token;
        if (token > last) last = token;
      }
    }
  }
  return { start: file.tokens.start[first] ?? 0, end: file.tokens.end[last] ?? 0 };
}
