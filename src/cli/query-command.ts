import type { WordFormula } from '../engine/index.js';
import type { PatchSet } from '../tree/index.js';
import { compileAloud } from './compile-aloud.js';
import type { Io } from './io.js';
import { nodeLines } from './parse-print.js';
import { definitions, readPatches } from './patch-input.js';

/** What `vedalia query` was asked for. */
export interface QueryOptions {
  readonly define: readonly string[];
  /** Print what isomorphisms make of the rules, too. */
  readonly isos?: boolean;
}

/** `vedalia query RULE.cocci...`: for each rule, the words and the tree-sitter queries that narrow its search. */
export function query(rules: readonly string[], options: QueryOptions, io: Io): number {
  const set = compileAloud(readPatches(rules), definitions(options.define), io);
  if (set === null) return 2;
  io.out(describeRules(set));
  if (options.isos === true) io.out(`\n${describeForms(set)}`);
  return 0;
}

/** Each rule's pattern with all forms that isomorphisms add, as alternatives (`disj`) in its tree. */
function describeForms(set: PatchSet): string {
  const steps = set.compiled.flatMap((patch) => patch.steps);
  return steps
    .flatMap((step) => (step.kind === 'rule' ? [step.rule.rule] : []))
    .map(({ name, body }) => `@${name}@ with isomorphisms\n${body.root.kids.map((kid) => nodeLines(kid, 1)).join('')}`)
    .join('\n');
}

/** The rules of a set, each with the words a file must hold and the queries its matches lie in, as text. */
export function describeRules(set: PatchSet): string {
  const rules = set.compiled.flatMap((patch) => patch.rules);
  return rules
    .map(({ name, words, queries }) => `${[`@${name}@`, `words: ${formatWords(words)}`, ...queries].join('\n')}\n`)
    .join('\n');
}

/** A formula as `a & (b | c)`; `(any)` for one that requires nothing. */
export function formatWords(formula: WordFormula): string {
  switch (formula.op) {
    case 'true':
      return '(any)';
    case 'word':
      return formula.word;
    case 'and':
    case 'or':
      return joinParts(formula);
  }
}

function joinParts(formula: Extract<WordFormula, { op: 'and' | 'or' }>): string {
  const parts = formula.parts.map((part) =>
    part.op === 'word' || part.op === 'true' || formula.parts.length === 1
      ? formatWords(part)
      : `(${formatWords(part)})`,
  );
  return parts.join(formula.op === 'and' ? ' & ' : ' | ');
}
