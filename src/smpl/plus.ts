import type { RawPlusLine } from './body.js';
import { oneDeclaratorEach } from './plus-declarations.js';
import type { MetavariableKind, PlusCode, PlusLine, PlusPiece } from './rule.js';

const PIECE = /\/\*[^]*?(?:\*\/|$)|\/\/.*|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[A-Za-z_$][\w$]*|\.{6}|[^]/g;
/** Preprocessor lines whose words are not looked at. */
const OPAQUE_LINE = /^\s*#\s*(?:if|ifdef|ifndef|elif|else|endif|error|warning|line)\b/;

/** The kind of a metavariable; undefined for other names. */
export type KindOf = (name: string) => MetavariableKind | undefined;

/** Makes plus code of consecutive plus lines. */
export function plusCode(lines: readonly RawPlusLine[], kindOf: KindOf): PlusCode {
  let inComment = false;
  const made = lines.flatMap((line): readonly PlusLine[] => {
    const { pieces, open } = splitLine(line.text, inComment, kindOf);
    inComment = open;
    return oneDeclaratorEach({ indent: /^\s*/.exec(line.text)?.[0] ?? '', pieces });
  });
  const first = lines[0];
  const last = lines[lines.length - 1];
  const span = { start: first?.start ?? 0, end: (last?.start ?? 0) + (last?.text.length ?? 0) };
  return { lines: made, repeatable: lines.some(({ repeatable }) => repeatable), span };
}

interface SplitLine {
  readonly pieces: readonly PlusPiece[];
  /** A block comment is open at the end of the line. */
  readonly open: boolean;
}

/** Splits a line into text and metavariables. Comments, strings and `#if` lines are text throughout. */
function splitLine(text: string, inComment: boolean, kindOf: KindOf): SplitLine {
  const line = text.trimStart();
  const close = inComment ? line.indexOf('*/') : -2;
  if (close === -1) return { pieces: textPieces(line), open: true };
  const commented = close < 0 ? '' : line.slice(0, close + 2);
  if (OPAQUE_LINE.test(text)) return { pieces: textPieces(line), open: false };
  const pieces: PlusPiece[] = [];
  let run = commented;
  let open = false;
  for (const [piece] of line.slice(commented.length).matchAll(PIECE)) {
    open = piece.startsWith('/*') && !(piece.length >= 4 && piece.endsWith('*/'));
    if (kindOf(piece) !== undefined) {
      pieces.push(...textPieces(run), { metavariable: piece });
      run = '';
    } else if (piece.startsWith('"') && piece.includes('%@')) {
      const [lead = '', ...parts] = piece.split(/%@(\w+)@/);
      pieces.push(...textPieces(run + lead));
      run = parts.reduce((text, part, index) => {
        if (index % 2 === 1) return text + part;
        // The descriptors of a list come with a `%` of their own.
        const lead = kindOf(part) === 'format list' ? text : `${text}%`;
        pieces.push(...textPieces(lead), { metavariable: part });
        return '';
      }, '');
    } else run += piece === '......' ? '...' : piece;
  }
  return { pieces: [...pieces, ...textPieces(run)], open };
}

function textPieces(text: string): PlusPiece[] {
  return text === '' ? [] : [{ text }];
}

/** The dots of a range are C: `[1 ... 3] = x`, `case 1 ... 3:`. */
const RANGE = /\[[^[\].]+\.\.\.[^[\].]+\]|\bcase\b[^:.]+\.\.\.[^:.]+:/g;

/** Whether a plus line holds dots or a disjunction, which stand for code that is there already. */
export function holdsDots({ text }: RawPlusLine): boolean {
  if (/^\s*[#*]/.test(text)) return false;
  const code = text.replace(/"(?:[^"\\]|\\.)*"|\/\*.*?(?:\*\/|$)|\/\/.*|\.{6}/g, '').replace(RANGE, '');
  return /\.\.\.|\\[(|)&]/.test(code);
}
