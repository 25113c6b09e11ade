import type { PlusLine, PlusPiece } from './rule.js';

const WORD = '[A-Za-z_]\\w*';
const BASE = `(?:(?:const|static|extern|register|volatile|unsigned|signed|struct|union|enum)\\s+)*${WORD}(?:\\s+(?:long|int|char|short|double))*`;
const DECLARATOR = `\\**\\s*${WORD}(?:\\s*\\[[^\\],]*\\])*(?:\\s*=\\s*[^,;(){}"']+)?`;
const DECLARATION = new RegExp(`^(${BASE})(\\s*(?=\\*)|\\s+)(${DECLARATOR}(?:\\s*,\\s*${DECLARATOR})+)\\s*;\\s*$`);
/** First words of what looks like a declaration and is none. */
const NO_TYPE = /^(?:return|goto|case|else|sizeof|typedef|do)\b/;

/**
 * A declaration of several variables as one line for each: a type that is put in may be written in part behind the
 * name, which goes with one name only.
 */
export function oneDeclaratorEach(line: PlusLine): readonly PlusLine[] {
  const texts = line.pieces.map((piece) => ('text' in piece ? piece.text : piece.metavariable));
  const text = texts.join('');
  const [, base, gap = '', list] = NO_TYPE.test(text) ? [] : (DECLARATION.exec(text) ?? []);
  if (base === undefined || list === undefined) return [line];
  const start = base.length + gap.length;
  const lines: PlusLine[] = [];
  for (const found of list.matchAll(/[^,]+/g)) {
    const lead = /^\s*/.exec(found[0])?.[0].length ?? 0;
    const from = start + found.index + lead;
    const declarator = slice(line.pieces, from, start + found.index + found[0].trimEnd().length);
    lines.push({
      indent: line.indent,
      pieces: [...slice(line.pieces, 0, base.length), { text: gap === '' ? ' ' : gap }, ...declarator, { text: ';' }],
    });
  }
  return lines;
}

/** The pieces of a line between two offsets of its text. */
function slice(pieces: readonly PlusPiece[], from: number, to: number): PlusPiece[] {
  let at = 0;
  return pieces.flatMap((piece): PlusPiece[] => {
    const start = at;
    at += 'text' in piece ? piece.text.length : piece.metavariable.length;
    if (at <= from || start >= to) return [];
    return 'text' in piece ? [{ text: piece.text.slice(Math.max(0, from - start), to - start) }] : [piece];
  });
}
