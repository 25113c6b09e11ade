import type { Insertion } from './ledger.js';
import type { Source } from './source.js';
import type { View } from './view.js';

/**
 * A view in which lists stay well formed: where the element in front of a comma or behind it goes and nothing takes its
 * place, a comma that the pattern keeps goes, too, when it would stand beside another one or a bracket.
 */
export function closeLists(view: View, source: Source): View {
  const commas = [...view.removed].flatMap((token) => {
    if (view.removed.has(token - 1)) return [];
    let right = token + 1;
    while (view.removed.has(right)) right++;
    return looseComma(view, source, { left: token - 1, right });
  });
  return commas.length === 0 ? view : { ...view, removed: new Set([...view.removed, ...commas]) };
}

/** Two tokens that stay, where all between them goes. */
interface Seam {
  readonly left: number;
  readonly right: number;
}

/** The comma that is one too many at a seam. */
function looseComma(view: View, source: Source, seam: Seam): number[] {
  const { left, right } = seam;
  const added = view.insertions.filter((insertion) => isAt(insertion, seam)).at(-1);
  const before = added === undefined ? source.spelled(left) : lastCharacter(added);
  const behind = source.spelled(right);
  const opens = added === undefined && (before === '(' || source.opensList(left));
  if (behind === ',') return before === ',' || opens ? [right] : [];
  return added === undefined && before === ',' && behind === ')' ? [left] : [];
}

function isAt({ token, where }: Insertion, { left, right }: Seam): boolean {
  return where === 'after' ? left <= token && token < right : left < token && token <= right;
}

function lastCharacter({ lines }: Insertion): string {
  const last = lines.at(-1)?.pieces.at(-1);
  return last !== undefined && 'text' in last ? last.text.trimEnd().slice(-1) : '';
}
