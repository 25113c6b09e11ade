import { makeNode } from '../c/index.js';
import type { SourceText } from '../text/index.js';
import { Attacher } from './attachment.js';
import { sliceBody } from './body.js';
import type { Slice } from './body.js';
import { checkColumns } from './check-columns.js';
import { checkOrigins } from './check-origins.js';
import type { Origins } from './check-origins.js';
import { checkRule } from './checks.js';
import { parseSlice } from './grammar.js';
import { asMisplaced, readHeader } from './header.js';
import type { Header } from './header.js';
import { readMetavariables } from './metavariables.js';
import { LastingNames, Names } from './names.js';
import { Problems } from './problems.js';
import { readPrologue } from './prologue.js';
import type { Prologue } from './prologue.js';
import type { Metavariable, Pattern, PatternToken, Rule, ScriptRule, Section, SemanticPatch } from './rule.js';
import { readScriptDeclarations } from './script.js';
import { splitSections } from './section-split.js';
import type { RawPatch, RawSection } from './section-split.js';
import { WordStream } from './word-stream.js';

/** Parses a semantic patch. Mistakes become diagnostics, several at once; what could be read is in the result. */
export function parsePatch(source: SourceText): SemanticPatch {
  const raw = splitSections(source);
  const reader = new PatchReader(source);
  reader.problems.list.push(...raw.diagnostics);
  const prologue = reader.prologue(raw);
  for (const section of raw.sections) reader.read(section);
  const { names, sections, problems } = reader;
  return { source, ...prologue, ...names, sections, diagnostics: problems.list };
}

class PatchReader {
  readonly problems: Problems;
  readonly sections: Section[] = [];
  readonly #source: SourceText;
  readonly #lasting = new LastingNames();
  #virtuals: readonly string[] = [];
  #includes: readonly string[] = [];

  constructor(source: SourceText) {
    this.#source = source;
    this.problems = new Problems(source);
  }

  /** What C files are to be read with. */
  get names(): Pick<SemanticPatch, 'attributeNames' | 'typeNames' | 'iteratorNames' | 'declarerNames'> {
    const { attributes, typedefs, iterators, declarers } = this.#lasting;
    return { attributeNames: attributes, typeNames: typedefs, iteratorNames: iterators, declarerNames: declarers };
  }

  /** Reads what stands in front of the first rule. */
  prologue(raw: RawPatch): Prologue {
    const prologue = readPrologue(this.problems, raw.prologue);
    this.#virtuals = prologue.virtuals;
    this.#includes = prologue.includes;
    return prologue;
  }

  read(raw: RawSection): void {
    const header = this.#header(raw);
    if (header === null) return;
    this.sections.push(header.kind === 'rule' ? this.#rule(raw, header) : this.#script(raw, header, header.kind));
  }

  #header(raw: RawSection): Header | null {
    try {
      return readHeader(new WordStream(raw.header, { start: raw.span.start, end: raw.span.start + 1 }));
    } catch (error) {
      const { message, span, hint } = asMisplaced(error);
      this.problems.error('header-syntax', span, message, hint);
      return null;
    }
  }

  #script(raw: RawSection, header: Header, kind: ScriptRule['kind']): ScriptRule {
    const { inputs, outputs } = readScriptDeclarations(raw.declarations, this.problems);
    const rule: ScriptRule = {
      kind,
      language: header.language,
      name: header.name ?? anonymous(raw),
      named: header.name !== null,
      line: raw.line,
      span: raw.span,
      dependency: header.dependency,
      inputs,
      outputs,
      code: withoutLastComments(this.#source.slice(raw.body)),
      codeLine: raw.bodyLine,
    };
    checkOrigins(rule, this.#origins(), this.problems);
    return rule;
  }

  #origins(): Origins {
    return {
      sections: this.sections,
      virtuals: this.#virtuals,
      includes: this.#includes,
      symbols: this.#lasting.symbols,
    };
  }

  #rule(raw: RawSection, header: Header): Rule {
    const inherited = header.extended === null ? [] : this.#extended(header.extended, raw);
    const metavariables = readMetavariables(raw.declarations, {
      problems: this.problems,
      lasting: this.#lasting,
      inherited,
    });
    const body = this.#body(raw, header, metavariables);
    const { dependency, paths, disabled, isoFiles, bodyKind } = header;
    const rule: Rule = {
      kind: 'rule',
      name: header.name ?? anonymous(raw),
      named: header.name !== null,
      line: raw.line,
      span: raw.span,
      dependency,
      paths,
      disabled,
      isoFiles,
      bodyKind,
      metavariables,
      body,
    };
    checkRule(rule, this.#origins(), this.problems);
    return rule;
  }

  /** The metavariables of the extended rule, inherited with their values. */
  #extended(name: string, raw: RawSection): Metavariable[] {
    const rule = this.sections.find((section): section is Rule => section.kind === 'rule' && section.name === name);
    if (rule === undefined) {
      const names = this.sections.flatMap((section) => (section.kind === 'rule' ? [section.name] : []));
      const hint = `rules before this one: ${names.join(', ') || 'none'}`;
      this.problems.error('unknown-rule', raw.span, `there is no rule \`${name}\` before this one to extend`, hint);
      return [];
    }
    return rule.metavariables.map((metavariable) => ({
      ...metavariable,
      inherited: metavariable.inherited ?? { rule: name, name: metavariable.name },
    }));
  }

  #body(raw: RawSection, header: Header, metavariables: readonly Metavariable[]): Pattern {
    const slice = sliceBody(this.#source.text, raw.body, raw.bodyLine);
    const names = new Names(metavariables, this.#lasting);
    const stars = slice.tokens.some(({ mark }) => mark === 'star');
    const transforms = slice.plus.length > 0 || slice.tokens.some(({ mark }) => mark === 'minus');
    checkColumns(slice.tokens, this.problems);
    const parsed = parseSlice(slice.tokens, names, header.bodyKind);
    if (parsed.root === null) {
      this.#reportFailure(slice, parsed.failure, raw);
      return { tokens: [], root: makeNode('seq', '', [], []), transforms, stars };
    }
    const { root, attributes } = parsed;
    const attacher = new Attacher({ slice, root, attributes });
    const tokens: PatternToken[] = attacher.attach((name) => names.kindOf(name), this.problems);
    return { tokens, root, attributes, transforms, stars };
  }

  #reportFailure(slice: Slice, failure: { at: number; expected: string }, raw: RawSection): void {
    const token = slice.tokens[failure.at];
    const span = token ?? { start: Math.max(raw.body.start, raw.body.end - 1), end: raw.body.end };
    const found = token === undefined ? 'the end of the rule' : `\`${this.#source.slice(token)}\``;
    this.problems.error(
      'pattern-syntax',
      { start: span.start, end: span.end },
      `expected ${failure.expected}, found ${found}`,
      hintFor(token?.text),
    );
  }
}

function hintFor(text: string | undefined): string {
  if (text === '\\)' || text === '\\|')
    return '`(`, `|`, `&` and `)` in column 0 belong to disjunctions; indent them when they are code';
  return 'the minus and context lines together must be C code, as must the plus and context lines';
}

function anonymous(raw: RawSection): string {
  return `rule starting on line ${String(raw.line)}`;
}

/** Lines that begin with `//` at the end of a script are the patch's: they speak of the next rule. */
function withoutLastComments(code: string): string {
  return code.replace(/(?:^[ \t]*(?:\/\/.*)?(?:\r?\n|$))+$(?![^])/m, '');
}
