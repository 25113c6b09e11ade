import { diagnose } from '../text/index.js';
import type { Diagnostic, Severity, SourceText, Span } from '../text/index.js';

/** Collects what is wrong with one patch. */
export class Problems {
  readonly source: SourceText;
  readonly list: Diagnostic[] = [];

  constructor(source: SourceText) {
    this.source = source;
  }

  error(code: string, span: Span, message: string, hint?: string): void {
    this.#add(span, { code, message, ...(hint === undefined ? {} : { hint }) });
  }

  warning(code: string, span: Span, message: string, hint?: string): void {
    this.#add(span, { code, severity: 'warning', message, ...(hint === undefined ? {} : { hint }) });
  }

  note(code: string, span: Span, message: string, hint?: string): void {
    this.#add(span, { code, severity: 'note', message, ...(hint === undefined ? {} : { hint }) });
  }

  #add(span: Span, about: { code: string; severity?: Severity; message: string; hint?: string }): void {
    this.list.push(diagnose(this.source, span, about));
  }
}
