import type { CFile, Node } from '../c/index.js';
import { withoutValues } from '../compile/index.js';
import type { CompiledRule, Part, WordFormula } from '../compile/index.js';
import type { Formula } from '../ctl/index.js';
import { modelOf, partMatches } from './part-search.js';
import { positionOf } from './position.js';
import type { Value } from './value.js';

/** Where a rule that matched nothing came nearest to a match. */
export interface Nearness {
  /** Words that the rule wants and the file does not have: one of each list. With some, nothing else was looked at. */
  readonly words: readonly (readonly string[])[];
  /** The top-level code in which most pieces of the pattern match; null where none does anywhere. */
  readonly place: { readonly element: string; readonly line: number } | null;
  /** Pattern tokens that begin the pieces which match nothing there; none: all match, but not together. */
  readonly missing: readonly number[];
}

/** Looks for what kept a rule from matching in a file; null where its parts match and only do not agree in their values. */
export function nearestMiss(rule: CompiledRule, file: CFile, given: ReadonlyMap<string, Value>): Nearness | null {
  const part = rule.parts.find((one) => partMatches({ rule, part: one, file, given }) === 0);
  if (part === undefined) return null;
  const words = missingWords(withoutValues(part.words), file.source.text);
  if (words.length > 0) return { words, place: null, missing: [] };
  let best: { readonly item: Node; readonly missing: readonly number[] } | null = null;
  const all = wantedIn(part.formula, rule, () => false) ?? [];
  for (const item of file.units.flatMap((unit) => file.trees(unit).flatMap((tree) => tree.items))) {
    const missing = missingIn(item, { rule, part, file, given });
    if (missing.length < (best?.missing ?? all).length) best = { item, missing };
  }
  if (best === null) return { words, place: null, missing: all };
  const { element } = positionOf(file, [best.item.first], best.item);
  const { line } = file.source.place(file.tokens.start[best.item.first] ?? 0);
  return { words, place: { element, line }, missing: best.missing };
}

function missingIn(
  item: Node,
  context: {
    readonly rule: CompiledRule;
    readonly part: Part;
    readonly file: CFile;
    readonly given: ReadonlyMap<string, Value>;
  },
): readonly number[] {
  const model = modelOf(item, context);
  const known = new Map<number, boolean>();
  const holds = (atom: number): boolean => {
    const found = known.get(atom) ?? model.matches(atom).length > 0;
    known.set(atom, found);
    return found;
  };
  return wantedIn(context.part.formula, context.rule, holds) ?? [];
}

/**
 * The first tokens of pieces that a formula cannot do without and that hold nowhere; null for a formula that wants no
 * code. Of alternatives, those of the one that misses least.
 */
function wantedIn(formula: Formula, rule: CompiledRule, holds: (atom: number) => boolean): readonly number[] | null {
  switch (formula.op) {
    case 'true':
    case 'false':
    case 'not':
      return null;
    case 'atom': {
      const atom = rule.atoms[formula.atom];
      if (atom === undefined || !('pattern' in atom) || atom.kind === 'open' || atom.kind === 'close') return null;
      return holds(formula.atom) ? [] : [atom.pattern.first];
    }
    case 'and': {
      const lists = formula.parts.flatMap((part) => {
        const list = wantedIn(part, rule, holds);
        return list === null ? [] : [list];
      });
      return lists.length === 0 ? null : [...new Set(lists.flat())].sort((left, right) => left - right);
    }
    case 'or':
      return least(formula.parts.map((part) => wantedIn(part, rule, holds)));
    case 'seqor':
      return least([wantedIn(formula.first, rule, holds), wantedIn(formula.second, rule, holds)]);
    case 'AU':
    case 'EU':
    case 'AW':
      return wantedIn(formula.right, rule, holds);
    default:
      return wantedIn(formula.part, rule, holds);
  }
}

function least(lists: readonly (readonly number[] | null)[]): readonly number[] | null {
  const said = lists.filter((list) => list !== null);
  return said.reduce<readonly number[] | null>(
    (best, list) => (best === null || list.length < best.length ? list : best),
    null,
  );
}

function missingWords(formula: WordFormula, text: string): (readonly string[])[] {
  switch (formula.op) {
    case 'true':
      return [];
    case 'word':
      return text.includes(formula.word) ? [] : [[formula.word]];
    case 'and':
      return formula.parts.flatMap((part) => missingWords(part, text));
    case 'or': {
      const missing = formula.parts.map((part) => missingWords(part, text));
      return missing.some((lists) => lists.length === 0) ? [] : [missing.flat(2)];
    }
  }
}
