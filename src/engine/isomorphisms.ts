import { STANDARD_ISOMORPHISMS } from '../compile/index.js';
import { parseIsomorphisms } from '../smpl/index.js';
import type { Isomorphism, IsomorphismFile, Rule, SemanticPatch } from '../smpl/index.js';
import { diagnose, SourceText } from '../text/index.js';
import type { Diagnostic, Span } from '../text/index.js';
import type { EngineOptions } from './types.js';

let standard: IsomorphismFile | undefined;

/** The isomorphisms of a patch: the standard ones or those of the options, and the files that `using` names. */
export class Isomorphisms {
  readonly diagnostics: Diagnostic[] = [];
  readonly #patch: SemanticPatch;
  readonly #options: EngineOptions;
  readonly #files = new Map<string, readonly Isomorphism[]>();
  readonly #common: readonly Isomorphism[];

  constructor(patch: SemanticPatch, options: EngineOptions) {
    this.#patch = patch;
    this.#options = options;
    const named = patch.isoFiles.flatMap((name) => this.#named(name, { start: 0, end: 0 }));
    this.#common = [...this.#base(), ...named];
  }

  /** Those that apply to a rule unless it disables them. */
  of(rule: Rule): readonly Isomorphism[] {
    const all = [...this.#common, ...rule.isoFiles.flatMap((name) => this.#named(name, rule.span))];
    const disabled = this.#options.disabledIsomorphisms ?? [];
    return disabled.includes('all') ? [] : all.filter(({ name }) => !disabled.includes(name));
  }

  /** The standard file is parsed once. */
  #base(): readonly Isomorphism[] {
    const { isomorphisms } = this.#options;
    if (isomorphisms !== undefined) return this.#parse('isomorphisms', isomorphisms);
    standard ??= parseIsomorphisms(new SourceText('standard.iso', STANDARD_ISOMORPHISMS));
    return standard.isomorphisms;
  }

  #named(name: string, span: Span): readonly Isomorphism[] {
    const known = this.#files.get(name);
    if (known !== undefined) return known;
    const text = this.#options.isomorphismFiles?.[name];
    if (text === undefined) {
      const message = `the isomorphism file ${name} cannot be read`;
      const hint = 'Its path is looked up from the folder of the patch, then from the working directory.';
      this.diagnostics.push(
        diagnose(
          this.#patch.source,
          { start: span.start, end: span.start },
          { code: 'isomorphisms-not-found', severity: 'warning', message, hint },
        ),
      );
    }
    const isomorphisms = text === undefined ? [] : this.#parse(name, text);
    this.#files.set(name, isomorphisms);
    return isomorphisms;
  }

  #parse(name: string, text: string): readonly Isomorphism[] {
    const { isomorphisms, diagnostics } = parseIsomorphisms(new SourceText(name, text));
    this.diagnostics.push(...diagnostics);
    return isomorphisms;
  }
}
