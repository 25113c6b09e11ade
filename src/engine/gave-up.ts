import type { CFile, Node } from '../c/index.js';
import { nameOfItem } from '../match/index.js';
import type { GaveUp } from '../match/index.js';
import { diagnose } from '../text/index.js';
import type { Diagnostic, Span } from '../text/index.js';

/** One item that a rule gave up, whatever values it was given. */
export interface GivenUp {
  readonly span: Span;
  readonly diagnostic: Diagnostic;
}

/** What to tell of the items that a rule gave up: each once, with the most candidates that each metavariable had. */
export function givenUp(file: CFile, rule: string, all: readonly GaveUp[]): GivenUp[] {
  const byItem = new Map<Node, Map<string, number>>();
  for (const { item, overflow, variables } of all) {
    const counts = byItem.get(item) ?? new Map<string, number>();
    byItem.set(item, counts);
    for (const [variable, count] of overflow.candidates) {
      const name = variables[variable] ?? '{';
      // Blocks have numbers of their own, which nobody has written.
      if (!name.startsWith('{')) counts.set(name, Math.max(count, counts.get(name) ?? 0));
    }
  }
  return [...byItem].map(([item, counts]) => tell(file, rule, { item, counts }));
}

function tell(
  file: CFile,
  rule: string,
  { item, counts }: { readonly item: Node; readonly counts: ReadonlyMap<string, number> },
): GivenUp {
  const start = file.tokens.start[item.first] ?? 0;
  const name = nameOfItem(item);
  const where = name === '' ? '' : ` in function ${name}`;
  const candidates = [...counts].map(([metavariable, count]) => `${metavariable}: ${String(count)}`).join(', ');
  const diagnostic = diagnose(
    file.source,
    { start, end: start + 1 },
    {
      code: 'rule-gave-up',
      severity: 'warning',
      message: `rule ${rule} gave up${where}: too many combinations of values (candidates: ${candidates || 'none'})`,
      hint: 'bind fewer metavariables in one rule, or split the rule in two',
    },
  );
  return { span: { start, end: file.tokens.end[item.last] ?? start }, diagnostic };
}
