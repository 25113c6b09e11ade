import { diagnose } from '../text/index.js';
import type { Diagnostic, SourceText, Span } from '../text/index.js';
import type { Action } from './action.js';
import { isInside, matchOf, openLedger } from './ledger.js';
import type { Insertion, Ledger, Stretch } from './ledger.js';
import type { Source } from './source.js';

/** Actions that can all be done, and what had to be left out. */
export interface Settlement {
  readonly ledger: Ledger;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Finds different replacements that two matches have for the same or overlapping code. The match that came first wins;
 * the other one is left out as a whole, since half a match may be worse than none. One replacement inside code that
 * another one moves or drops is no conflict.
 */
export function settle(text: SourceText, source: Source, actions: readonly Action[]): Settlement {
  const ledger = openLedger(actions);
  const rank = new Map<string, number>();
  for (const action of actions) {
    const match = matchOf(action);
    if (!rank.has(match)) rank.set(match, rank.size);
  }
  const conflicts = findConflicts(ledger, rank);
  if (conflicts.length === 0) return { ledger, diagnostics: [] };
  const losers = new Set(conflicts.map(({ loser }) => loser.match));
  return {
    ledger: openLedger(actions.filter((action) => !losers.has(matchOf(action)))),
    diagnostics: told(conflicts).map((conflict) => describe(text, source, conflict)),
  };
}

/** One for each place and pair of patch lines, however many matches want something else there. */
function told(conflicts: readonly Conflict[]): Conflict[] {
  const distinct = new Map<string, Conflict>();
  for (const conflict of conflicts) {
    const { winner, loser, stretch } = conflict;
    const key = JSON.stringify([stretch.first, stretch.last, winner.patchLine, loser.patchLine]);
    if (!distinct.has(key)) distinct.set(key, conflict);
  }
  return [...distinct.values()];
}

interface Replacement {
  readonly stretch: Stretch;
  readonly insertion: Insertion;
}

interface Conflict {
  readonly winner: Insertion;
  readonly loser: Insertion;
  readonly stretch: Stretch;
}

function findConflicts(ledger: Ledger, rank: ReadonlyMap<string, number>): Conflict[] {
  const replacements = replacementsOf(ledger);
  const losers = new Set<string>();
  const conflicts: Conflict[] = [];
  let open: Replacement[] = [];
  for (const next of replacements) {
    open = open.filter(({ stretch }) => stretch.last >= next.stretch.first);
    for (const other of open) {
      if (other.stretch.match === next.stretch.match || isInside(next.stretch, other.stretch)) continue;
      const [winner, loser] = isBefore(other, next, rank) ? [other, next] : [next, other];
      if (losers.has(winner.stretch.match) || losers.has(loser.stretch.match)) continue;
      losers.add(loser.stretch.match);
      conflicts.push({ winner: winner.insertion, loser: loser.insertion, stretch: loser.stretch });
    }
    open.push(next);
  }
  return conflicts;
}

function replacementsOf(ledger: Ledger): Replacement[] {
  const replacements = new Map<Stretch, Replacement>();
  for (const insertion of ledger.insertions) {
    const stretch = insertion.host;
    if (stretch !== null && !replacements.has(stretch)) replacements.set(stretch, { stretch, insertion });
  }
  return [...replacements.values()].sort(
    (a, b) => a.stretch.first - b.stretch.first || b.stretch.last - a.stretch.last,
  );
}

function isBefore(a: Replacement, b: Replacement, rank: ReadonlyMap<string, number>): boolean {
  return (rank.get(a.stretch.match) ?? 0) <= (rank.get(b.stretch.match) ?? 0);
}

function describe(text: SourceText, source: Source, { winner, loser, stretch }: Conflict): Diagnostic {
  const span: Span = { start: source.start(stretch.first), end: source.end(stretch.last) };
  const first = `'${winner.rule}' (patch line ${String(winner.patchLine)})`;
  const second = `'${loser.rule}' (patch line ${String(loser.patchLine)})`;
  return diagnose(text, span, {
    code: 'conflicting-edits',
    severity: 'warning',
    message: `${first} and ${second} replace the same code differently; the first one is applied`,
    hint: 'Narrow the pattern so that only one match covers this code, or run the patch again on the result.',
  });
}
