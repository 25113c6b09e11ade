import type { Tokens } from '../c/index.js';
import type { Diagnostic, SourceText } from '../text/index.js';
import type { Action } from './action.js';
import { applyEdits } from './apply.js';
import { matchBraces } from './braces.js';
import { settle } from './conflict.js';
import type { Edit } from './edit.js';
import { layOut } from './layout.js';
import type { Ledger } from './ledger.js';
import { closeLists } from './lists.js';
import { narrow } from './narrow.js';
import { isOnOwnLines, makePlacing } from './placement.js';
import type { Placing } from './placement.js';
import { findRegions } from './region.js';
import type { Region } from './region.js';
import type { Shifts } from './shift.js';
import { Source } from './source.js';
import { fileView } from './view.js';
import type { View } from './view.js';
import type { Copying } from './values.js';
import { WIDTH, wrapArguments } from './wrap.js';
import type { WideEdit } from './wrap.js';
import { write } from './written.js';
import type { Spacing, Written } from './written.js';

/** What editing may be told about style; what is left out is learned from the file. */
export interface EditStyle {
  /** One step of indentation: a tab, or some spaces. */
  readonly unit?: string;
  /**
   * `written`, the default: added code keeps the blanks of the patch, copied values and replaced code those of the file.
   * `linux`: added code is spaced the way Coccinelle prints it.
   * `smpl`: added code has the blanks of the patch even where code like it is replaced, copied values are spaced as with
   * `linux`; what Coccinelle makes of its option --smpl-spacing.
   */
  readonly spacing?: Spacing;
  /** With `linux`: the column beyond which lines with added arguments are broken, 78 when left out. */
  readonly width?: number;
}

/** Edits in source order, never overlapping, and what could not be done. */
export interface EditPlan {
  readonly edits: readonly Edit[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The file whose tokens actions speak of. */
export interface EditedFile {
  readonly source: SourceText;
  readonly tokens: Tokens;
}

/**
 * Turns what matches ask for into edits of the text: all actions of one rule on one file at a time. Equal actions merge,
 * contradicting ones become diagnostics, bytes outside the edits stay as they are.
 */
export function planEdits(file: EditedFile, actions: readonly Action[], style: EditStyle = {}): EditPlan {
  if (actions.length === 0) return { edits: [], diagnostics: [] };
  const source = new Source(file.tokens, style.unit);
  const { ledger, diagnostics } = settle(file.source, source, actions);
  const view = fileView(ledger, file.tokens.count - 1);
  return { edits: new Plan(source, ledger, { view, ...styleOf(style) }).edits(), diagnostics };
}

type PlanStyle = Required<Pick<EditStyle, 'spacing' | 'width'>>;

function styleOf({ spacing = 'written', width = WIDTH }: EditStyle): PlanStyle {
  return { spacing, width };
}

/** The edits of one view. */
class Plan {
  readonly #source: Source;
  readonly #ledger: Ledger;
  readonly #view: View;
  readonly #spacing: Spacing;
  readonly #width: number;

  constructor(source: Source, ledger: Ledger, { view, spacing, width }: { view: View } & PlanStyle) {
    this.#source = source;
    this.#ledger = ledger;
    this.#view = closeLists(view, source);
    this.#spacing = spacing;
    this.#width = width;
  }

  edits(): Edit[] {
    const regions = findRegions(this.#view, this.#source, (index, left) => this.#write(index, left));
    const spacing = this.#spacing;
    const { braces, shifts } = matchBraces(regions, this.#view, this.#source, (moved, known) =>
      makePlacing(this.#source, this.#view, { shifts: moved, braces: known, spacing }),
    );
    const placing = makePlacing(this.#source, this.#view, { shifts, braces, spacing });
    const wide = [
      ...regions.map((region) => this.#regionEdit(region, placing)),
      ...this.#shiftEdits(regions, shifts).map((edit) => ({ ...edit, adds: false })),
    ].sort((a, b) => a.span.start - b.span.start);
    const wrapped =
      spacing === 'linux' && this.#isFile
        ? wrapArguments(this.#source.text, wide, { tabs: this.#source.unit.includes('\t'), width: this.#width })
        : wide;
    return wrapped.flatMap((edit) => this.#narrowed(edit));
  }

  get #isFile(): boolean {
    return this.#view.without.length === 0;
  }

  #write(index: number, left: number): Written {
    const insertion = this.#view.insertions[index];
    if (insertion === undefined) throw new RangeError('insertion outside its view');
    const copying: Copying = {
      source: this.#source,
      ledger: this.#ledger,
      view: this.#view,
      rewrite: (view) =>
        new Plan(this.#source, this.#ledger, { view, spacing: this.#spacing, width: this.#width }).text(),
    };
    return write(insertion, copying, { ownLines: isOnOwnLines(insertion, left, this.#source), spacing: this.#spacing });
  }

  /** The text of the view's range with the edits made. */
  text(): string {
    const start = this.#source.start(this.#view.first);
    const text = this.#source.text.slice(start, this.#source.end(this.#view.last));
    const edits = this.edits().map((edit) => ({
      ...edit,
      span: { start: edit.span.start - start, end: edit.span.end - start },
    }));
    return applyEdits(text, edits);
  }

  #regionEdit(region: Region, placing: Placing): WideEdit {
    const start =
      region.left < this.#view.first && !placing.whole
        ? this.#source.start(this.#view.first)
        : this.#source.end(region.left);
    const end =
      region.right > this.#view.last && !placing.whole
        ? this.#source.end(this.#view.last)
        : this.#source.start(region.right);
    return {
      span: { start, end },
      text: this.#lineEnds(region, layOut(region, placing)),
      rules: this.#rulesOf(region),
      adds: region.inserts.some(({ written }) => written.words.length > 0),
    };
  }

  /** What really differs of an edit. */
  #narrowed({ span: { start, end }, text, rules }: Edit): Edit[] {
    const before = this.#source.text.slice(start, end);
    return narrow(before, text, this.#spacing === 'written').map((change) => ({
      span: { start: start + change.span.start, end: start + change.span.end },
      text: change.text,
      rules,
    }));
  }

  /** The file's line ends; inside a preprocessor line behind backslashes. */
  #lineEnds({ left, right }: Region, text: string): string {
    const continued = this.#source.inOneDirective(left, right) ? text.replace(/(?<!\\)\r?\n/g, ' \\\n') : text;
    return continued.replace(/\r?\n/g, this.#source.eol);
  }

  #rulesOf({ left, right, inserts }: Region): string[] {
    const rules = new Set(inserts.map(({ written }) => written.insertion.rule));
    for (let token = left + 1; token < right; token++) {
      for (const rule of this.#ledger.rules.get(token) ?? []) rules.add(rule);
    }
    return [...rules].sort();
  }

  /** Kept lines between braces that come or go, outside the regions. */
  #shiftEdits(regions: readonly Region[], shifts: Shifts): Edit[] {
    if (shifts.ranges.length === 0) return [];
    const inRegion = new Set<number>();
    for (const { left, right } of regions) for (let token = left; token < right; token++) inRegion.add(token);
    const gaps = new Set<number>();
    for (const { first, last } of shifts.ranges) for (let token = first; token < last; token++) gaps.add(token);
    const rules = [...new Set(this.#view.insertions.map(({ rule }) => rule))].sort();
    const edits: Edit[] = [];
    for (const token of gaps) {
      const moved = inRegion.has(token) ? this.#source.gap(token) : shifts.gap(token);
      const start = this.#source.end(token);
      if (moved !== this.#source.gap(token))
        edits.push({ span: { start, end: start + this.#source.gap(token).length }, text: moved, rules });
    }
    return edits;
  }
}
