import type { WordFormula } from '../engine/index.js';
import type { PatchSet } from '../tree/index.js';
import type { Io } from './io.js';
import { compileAloud, definitions, readPatches } from './patch-input.js';

/** `vedalia query RULE.cocci...`: for each rule, the words and the tree-sitter queries that narrow its search. */
export function query(rules: readonly string[], options: { readonly define: readonly string[] }, io: Io): number {
  const set = compileAloud(readPatches(rules), definitions(options.define), io);
  if (set === null) return 2;
  io.out(describeRules(set));
  return 0;
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
