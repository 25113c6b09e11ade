import type { CFile, MacroUse } from '../c/index.js';
import type { CompiledRule } from '../compile/index.js';
import type { Action } from '../edit/index.js';
import type { Diagnostic } from '../text/index.js';
import { leftAlone } from './left-alone.js';
import type { PlacedAction } from './actions.js';

/**
 * Tells of a match that would change a part of what a macro stands for, of which the file has the name only; null where
 * there is none. All of it may go, and code may be put in front of it and behind it.
 */
export function changedMacro(rule: CompiledRule, file: CFile, placed: readonly PlacedAction[]): Diagnostic | null {
  const { macros } = file.tokens;
  if (macros === null || macros.uses.size === 0) return null;
  const removed = new Set<number>();
  for (const { action } of placed) if (action.kind === 'remove') removed.add(action.token);
  for (const { action } of placed) {
    const use = macros.uses.get(action.token);
    if (use === undefined || use.tokens.every((token) => removed.has(token))) continue;
    if (action.kind === 'remove' || !isBeside(action, use)) return tell(rule, file, use);
  }
  return null;
}

function isBeside({ token, where }: Action & { kind: 'insert' }, { tokens }: MacroUse): boolean {
  return token === (where === 'before' ? tokens[0] : tokens.at(-1));
}

function tell(rule: CompiledRule, file: CFile, { name, tokens }: MacroUse): Diagnostic {
  return leftAlone(file, tokens[0] ?? 0, {
    code: 'macro-body',
    message: `rule ${rule.rule.name} would change a part of what the macro \`${name}\` stands for`,
    hint: 'only all of it can be removed; its definition can be patched where it is',
  });
}
