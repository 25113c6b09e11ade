import { formatTree, parsePatch } from '../../src/smpl/index.js';
import type { PatternToken, PlusCode, Rule, SemanticPatch } from '../../src/smpl/index.js';
import { SourceText } from '../../src/text/index.js';

/** Parses a patch given as its lines. */
export function parse(...lines: readonly string[]): SemanticPatch {
  return parsePatch(new SourceText('test.cocci', lines.join('\n') + '\n'));
}

/** The last rule of a patch; fails the test when there is an error. */
export function lastRule(patch: SemanticPatch): Rule {
  const errors = patch.diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(errors.map(({ message, line }) => `${String(line)}: ${message}`).join('\n'));
  const rule = patch.sections.findLast((section) => section.kind === 'rule');
  if (rule === undefined) throw new Error('no rule');
  return rule;
}

/** The items of a rule with these declarations and this body, one string each. */
export function items(declarations: string, ...body: readonly string[]): string[] {
  return lastRule(parse('@@', declarations, '@@', ...body)).body.root.kids.map(formatTree);
}

/** Everything that hangs on tokens: `token < before`, `token > after`, `token @ name`. */
export function hangings(declarations: string, ...body: readonly string[]): string[] {
  return lastRule(parse('@@', declarations, '@@', ...body)).body.tokens.flatMap(describe);
}

function describe({ text, before, after, attached }: PatternToken): string[] {
  const hung: string[] = [];
  if (before !== null) hung.push(`${text} < ${plusText(before)}`);
  if (after !== null) hung.push(`${text} > ${plusText(after)}`);
  for (const name of attached) hung.push(`${text} @ ${name}`);
  return hung;
}

function plusText({ lines, repeatable }: PlusCode): string {
  const text = lines.map(({ pieces }) =>
    pieces.map((piece) => ('text' in piece ? piece.text : `<${piece.metavariable}>`)).join(''),
  );
  return (repeatable ? '++' : '') + text.join(' / ');
}

/** `line:code` of each diagnostic. */
export function complaints(patch: SemanticPatch): string[] {
  return patch.diagnostics.map(({ line, code }) => `${String(line)}:${code}`);
}
