import { allOf, anyOf, ANYTHING, compileRule, expandIsomorphisms, withNeededNest } from '../compile/index.js';
import type { CompiledRule, WordFormula } from '../compile/index.js';
import type { Dependency, Rule, ScriptRule, SemanticPatch } from '../smpl/index.js';
import { qualifiedName } from '../match/index.js';
import { diagnose } from '../text/index.js';
import type { Diagnostic } from '../text/index.js';
import { asksFor, comparedNames, inheritedBy, usesOf } from './inheritance.js';
import type { Inherited } from './inheritance.js';
import { Isomorphisms } from './isomorphisms.js';
import { layoutOf } from './layout.js';
import type { PatternLayout } from './layout.js';
import { liveRules } from './live-rules.js';
import { withPatchOptions } from './patch-options.js';
import type { EngineOptions } from './types.js';

/** A section of a patch, ready to run. */
export type Step =
  | {
      readonly kind: 'rule';
      readonly rule: CompiledRule;
      readonly layout: PatternLayout;
      readonly inherited: readonly Inherited[];
      readonly used: UsedLater;
    }
  | { readonly kind: 'script'; readonly script: ScriptRule; readonly used: UsedLater };

/** The values, by `rule.metavariable`, that later sections use. */
type UsedLater = ReadonlySet<string>;

/** A semantic patch made ready to run over files. */
export interface CompiledPatch {
  readonly patch: SemanticPatch;
  readonly steps: readonly Step[];
  /** Names, by `rule.metavariable`, with which metavariables of other rules are compared, and no more. */
  readonly compared: ReadonlySet<string>;
  /** What a file must hold for the patch to do anything in it. */
  readonly words: WordFormula;
  /** For each transformation rule: its name, required words and tree-sitter queries. */
  readonly rules: readonly {
    readonly name: string;
    readonly words: WordFormula;
    readonly queries: readonly string[];
  }[];
}

export interface Compilation {
  readonly compiled: CompiledPatch;
  /** Those of parsing, and what only compilation can tell. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Compiles a parsed patch. Errors of parsing stay in `diagnostics`: a patch that has any must not be run. */
export function compilePatch(patch: SemanticPatch, given: EngineOptions = {}): Compilation {
  const options = withPatchOptions(patch, given);
  const isomorphisms = new Isomorphisms(patch, options);
  const onePath = marksLines(patch, options);
  const steps = patch.sections.map((section, index): Step => {
    const later = patch.sections.slice(index + 1).flatMap(usesOf);
    const used = new Set(later.map(({ rule, name }) => qualifiedName(rule, name)));
    if (section.kind !== 'rule') return { kind: 'script', script: section, used };
    const exported = new Set(later.flatMap(({ rule, name }) => (rule === section.name ? [name] : [])));
    const forms = expandIsomorphisms(section, isomorphisms.of(section), exported);
    const isAskedFor = patch.sections.some((other) => asksFor(other, section.name));
    const expanded = isAskedFor ? forms : withNeededNest(forms, exported);
    const rule = compileRule(expanded, exported, onePath);
    const inherited = inheritedBy(section, rule.needed);
    return { kind: 'rule', rule, layout: layoutOf(expanded.body), inherited, used };
  });
  const compiled: CompiledPatch = {
    patch,
    steps,
    compared: comparedNames(patch.sections),
    words: wordsOf(steps),
    rules: steps.flatMap((step) =>
      step.kind === 'rule'
        ? [
            {
              name: step.rule.rule.name,
              words: step.rule.words,
              queries: step.rule.parts.flatMap((part) => part.queries),
            },
          ]
        : [],
    ),
  };
  return {
    compiled,
    diagnostics: [...patch.diagnostics, ...isomorphisms.diagnostics, ...checkVirtuals(patch, options)],
  };
}

/** A patch with `*` lines in a rule that may run looks for code: for all of its rules one path is enough. */
function marksLines(patch: SemanticPatch, { virtuals = [] }: EngineOptions): boolean {
  return liveRules(patch.sections, virtuals, patch.virtuals).some((rule) => rule.body.stars);
}

/**
 * A file is worth reading when some section can have an effect in it: a rule needs its own words and those of the rules
 * it takes values from or depends on.
 */
function wordsOf(steps: readonly Step[]): WordFormula {
  const known = new Map<string, WordFormula>();
  const effects: WordFormula[] = [];
  for (const step of steps) {
    const needs = step.kind === 'rule' ? needsOfRule(step.rule) : needsOfScript(step.script);
    const words = allOf([
      ...needs.map((name) => known.get(name) ?? ANYTHING),
      step.kind === 'rule' ? step.rule.words : ANYTHING,
    ]);
    const name = step.kind === 'rule' ? step.rule.rule.name : step.script.name;
    known.set(name, words);
    if (step.kind === 'rule' ? hasEffect(step.rule.rule) : step.script.kind === 'script') effects.push(words);
  }
  return effects.length === 0 ? anyOf([...known.values()]) : anyOf(effects);
}

function hasEffect(rule: Rule): boolean {
  return rule.body.transforms || rule.body.stars;
}

function needsOfRule(compiled: CompiledRule): string[] {
  const needed = inheritedBy(compiled.rule, compiled.needed).filter((use) => use.needed);
  return [...needed.map((use) => use.rule), ...positiveNames(compiled.rule.dependency)];
}

function needsOfScript(script: ScriptRule): string[] {
  return [
    ...script.inputs.filter((input) => input.default === null).map((input) => input.rule),
    ...positiveNames(script.dependency),
  ];
}

/** Rules that must have matched for a dependency to hold. */
function positiveNames(dependency: Dependency | null): string[] {
  if (dependency === null) return [];
  switch (dependency.kind) {
    case 'rule':
      return dependency.mode === 'matched' || dependency.mode === 'ever' ? [dependency.name] : [];
    case 'and':
      return dependency.parts.flatMap(positiveNames);
    case 'exists':
    case 'forall':
      return positiveNames(dependency.part);
    default:
      return [];
  }
}

function checkVirtuals(patch: SemanticPatch, options: EngineOptions): Diagnostic[] {
  const given = [...(options.virtuals ?? []), ...Object.keys(options.definitions ?? {})];
  const undeclared = (options.virtuals ?? []).filter((name) => !patch.virtuals.includes(name));
  return given.length === 0
    ? []
    : undeclared.map((name) =>
        diagnose(
          patch.source,
          { start: 0, end: 0 },
          {
            code: 'undeclared-virtual',
            message: `the patch declares no virtual rule ${name}`,
            hint: patch.virtuals.length === 0 ? 'it declares none' : `it declares ${patch.virtuals.join(', ')}`,
          },
        ),
      );
}
