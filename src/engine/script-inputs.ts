import type { ScriptExpression, ScriptInput, ScriptInputType } from '../script/index.js';
import type { Constraint, Metavariable, Rule, ScriptRule, SemanticPatch } from '../smpl/index.js';

/** What the inputs of a script are, for languages with static types; those of `merge` come as lists of what was kept. */
export function inputTypesOf(
  script: ScriptRule,
  patch: SemanticPatch,
  definitions: Readonly<Record<string, string>>,
): ScriptInput[] {
  return script.inputs.flatMap(({ local, ast, rule, name, default: preset }): ScriptInput[] => {
    if (rule === 'merge') return [{ name: local, type: 'merged', merged: name }];
    if (rule === 'virtual') return [{ name: local, type: 'text', preset: definitions[name] ?? preset ?? '' }];
    const own = { name: local, type: typeOf(patch, rule, name) };
    return ast === null ? [own] : [own, { name: ast, type: treeOf(patch, rule, name) }];
  });
}

/** Expressions in a script language: constraints of metavariables, and names for fresh identifiers. */
export function expressionsOf(patch: SemanticPatch, isWanted: (language: string) => boolean): ScriptExpression[] {
  const rules = patch.sections.flatMap((section) => (section.kind === 'rule' ? [section] : []));
  return rules.flatMap((rule) =>
    rule.metavariables.flatMap((metavariable) =>
      scriptsIn(metavariable.constraint)
        .filter(({ language }) => isWanted(language))
        .map((constraint) => expressionOf(patch, rule, metavariable, constraint)),
    ),
  );
}

type ScriptConstraint = Constraint & { kind: 'script' };

function expressionOf(
  patch: SemanticPatch,
  rule: Rule,
  { name, kind, span }: Metavariable,
  { code, inputs }: ScriptConstraint,
): ScriptExpression {
  const isFresh = kind === 'fresh identifier';
  const own: ScriptInput[] = isFresh ? [] : [{ name, type: typeOfKind(kind) }];
  const others = inputs
    .filter(({ local }) => isFresh || local !== name)
    .map((input) => ({
      name: input.local,
      type: typeOf(patch, input.rule === '' ? rule.name : input.rule, input.name),
    }));
  const { line } = patch.source.place(span.start);
  return { code, line, inputs: [...own, ...others], result: isFresh ? 'text' : 'truth' };
}

function scriptsIn(constraint: Constraint | null): ScriptConstraint[] {
  switch (constraint?.kind) {
    case 'script':
      return [constraint];
    case 'and':
    case 'or':
      return constraint.parts.flatMap(scriptsIn);
    case 'not':
      return scriptsIn(constraint.part);
    default:
      return [];
  }
}

/** Of what a script has made nothing is known but what later rules take it for. */
function typeOf(patch: SemanticPatch, rule: string, name: string): ScriptInputType {
  const section = patch.sections.find((each) => each.name === rule);
  if (section?.kind !== 'rule') return isTakenForPosition(patch, rule, name) ? 'positions' : 'text';
  if (section.metavariables.some(({ length }) => length === name)) return 'length';
  return typeOfKind(section.metavariables.find((each) => each.name === name)?.kind);
}

function isTakenForPosition(patch: SemanticPatch, rule: string, name: string): boolean {
  return patch.sections.some(
    (section) =>
      section.kind === 'rule' &&
      section.metavariables.some(
        ({ kind, inherited }) => kind === 'position' && inherited?.rule === rule && inherited.name === name,
      ),
  );
}

function typeOfKind(kind: Metavariable['kind'] | undefined): ScriptInputType {
  return kind === 'position' ? 'positions' : kind === 'comments' ? 'comments' : 'text';
}

function treeOf(patch: SemanticPatch, rule: string, name: string): ScriptInputType {
  const section = patch.sections.find((each) => each.name === rule);
  const kind = section?.kind === 'rule' ? section.metavariables.find((each) => each.name === name)?.kind : undefined;
  if (kind === 'comments') return 'comments';
  if (kind === 'parameter list') return 'parameters';
  return kind?.endsWith(' list') === true ? 'trees' : 'tree';
}
