import { diagnose } from '../text/index.js';
import type { Diagnostic, SourceText, Span } from '../text/index.js';
import { Lexer } from './lexeme.js';
import type { Lexeme } from './lexeme.js';

/** A section as text: `@ header @ declarations @@ body`. */
export interface RawSection {
  readonly line: number;
  readonly span: Span;
  readonly header: readonly Lexeme[];
  readonly declarations: readonly Lexeme[];
  readonly body: Span;
  readonly bodyLine: number;
}

/** What stands in front of the first section, and the sections. */
export interface RawPatch {
  readonly prologue: Span;
  readonly sections: readonly RawSection[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Splits a patch at the lines that start with `@`. Inside a body a section starts where a line does. */
export function splitSections(source: SourceText): RawPatch {
  const diagnostics: Diagnostic[] = [];
  const sections: RawSection[] = [];
  const first = findSection(source.text, 0);
  for (let at = first; at < source.text.length;) {
    const section = readSection(source, at, diagnostics);
    sections.push(section);
    at = section.span.end;
  }
  return { prologue: { start: 0, end: first }, sections, diagnostics };
}

/** The offset of the next line that starts a section, or the length of the text. Comments and strings are passed over. */
function findSection(text: string, from: number): number {
  const landmark = /^@|\/\*[^]*?\*\/|\/\/[^\n]*|"(?:[^"\\\n]|\\.)*"/gm;
  landmark.lastIndex = from;
  for (let found = landmark.exec(text); found !== null; found = landmark.exec(text)) {
    if (found[0] === '@') return found.index;
  }
  return text.length;
}

/** Where a script's code ends: at the next line that starts with `@`, whatever stands around it. */
function findNextLine(text: string, from: number): number {
  const line = /^@/gm;
  line.lastIndex = from;
  return line.exec(text)?.index ?? text.length;
}

function readSection(source: SourceText, start: number, diagnostics: Diagnostic[]): RawSection {
  const { text } = source;
  const line = source.place(start).line;
  const lexer = new Lexer(text, { start, end: text.length, line }, 'header');
  const header = readHeader(lexer);
  if (header === null) {
    diagnostics.push(unterminated(source, start, 'a rule header'));
    return emptySection(text, start, line);
  }
  const isScript = /^(?:script|initialize|finalize)$/.test(header[0]?.text ?? '');
  const ready = isScript && startsCode(text, lexer.at);
  const declarations = ready ? [] : readDeclarations(lexer);
  if (declarations === null) {
    diagnostics.push(unterminated(source, start, 'the metavariable declarations'));
    return { ...emptySection(text, start, line), header };
  }
  const body = bodyStart(text, lexer.at);
  const end = isScript ? findNextLine(text, body) : findSection(text, body);
  const bodyLine = source.place(body).line;
  return { line, span: { start, end }, header, declarations, body: { start: body, end }, bodyLine };
}

function emptySection(text: string, start: number, line: number): RawSection {
  const end = findNextLine(text, start + 1);
  return { line, span: { start, end }, header: [], declarations: [], body: { start: end, end }, bodyLine: line };
}

function unterminated(source: SourceText, start: number, what: string): Diagnostic {
  return diagnose(
    source,
    { start, end: start + 1 },
    {
      code: 'unterminated-header',
      message: `${what} that starts here is never closed`,
      hint: 'a rule starts with `@name@` or `@@`, its metavariables end with `@@`',
    },
  );
}

/** The words between the first `@` and the second; null when there is none. A leading `@@` is an empty header. */
function readHeader(lexer: Lexer): Lexeme[] | null {
  if (lexer.next()?.text === '@@') return [];
  const header: Lexeme[] = [];
  for (let lexeme = lexer.next(); lexeme !== null; lexeme = lexer.next()) {
    if (lexeme.text === '@') return header;
    if (lexeme.text === '@@') return null;
    header.push(lexeme);
  }
  return null;
}

function readDeclarations(lexer: Lexer): Lexeme[] | null {
  const declarations: Lexeme[] = [];
  for (let lexeme = lexer.next(); lexeme !== null; lexeme = lexer.next()) {
    if (lexeme.text === '@@') return declarations;
    declarations.push(lexeme);
  }
  return null;
}

/** Old patches leave out the `@@` of a script without metavariables: then what comes before the next `@@` is code. */
function startsCode(text: string, from: number): boolean {
  const next = /@@|^@/gm;
  next.lastIndex = from;
  const found = next.exec(text);
  if (found?.[0] !== '@@') return true;
  const between = text.slice(from, found.index).replace(/\/\/[^\n]*|\/\*[^]*?\*\//g, '');
  return !/^\s*(?:(?:\([\w\s,]*\)|[\w\s]+)\s*(?:<<[^;]*)?;\s*)*$/.test(between);
}

/** The rest of the header's line belongs to the body only when it holds something. */
function bodyStart(text: string, from: number): number {
  const rest = /[ \t\r]*(?:\/\/[^\n]*)?(?:\n|$)/y;
  rest.lastIndex = from;
  const found = rest.exec(text);
  return found === null ? from : from + found[0].length;
}
