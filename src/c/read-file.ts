import { checkDeadline, diagnose, stage } from '../text/index.js';
import type { Diagnostic, SourceText, Span } from '../text/index.js';
import type { AttributeRow } from './attributes.js';
import { isAssemblerLine } from './assembler.js';
import { findConditionals, lineEnd } from './conditionals.js';
import type { Symbols } from './conditionals.js';
import type { CFile, LocalName, Tree, Unit } from './file.js';
import { lex } from './lex.js';
import type { HeaderDoor } from './header-door.js';
import { attributesFromTokens, lowerDirectives } from './lower/index.js';
import type { LowerContext } from './lower/index.js';
import { applyMacros } from './macro-body.js';
import type { MacroBody } from './macro-body.js';
import type { Macros } from './macro-file.js';
import { makeNode } from './node.js';
import type { Node } from './node.js';
import { readUnit } from './read-unit.js';
import type { ReadContext, Reading } from './read-unit.js';
import { spelling } from './tokens.js';
import type { Tokens } from './tokens.js';
import { findTypedefNames } from './typedef-names.js';
import { FileTypes, HeaderTypes } from './types/index.js';
import type { IntegerBits } from './types/index.js';
import { splitUnits } from './units.js';

/** What is known of a file's names beforehand. */
export interface OpenOptions {
  /** Names that are attributes wherever they stand in a declaration, besides those known to everybody. */
  readonly attributeNames?: ReadonlySet<string>;
  /** Widths of `int` and `long`, where numbers are to have the type that they fit in. */
  readonly integerBits?: IntegerBits | null;
  /** Names that are types, besides the typedefs of the file. */
  readonly typeNames?: ReadonlySet<string>;
  /** Names of macros that make loops: what follows their parentheses is the body. */
  readonly iteratorNames?: ReadonlySet<string>;
  /** Names of macros that declare something, in functions too. */
  readonly declarerNames?: ReadonlySet<string>;
  /** How macros are to be read that a file of definitions tells of. */
  readonly macros?: Macros;
  /** Symbols that `#if` lines may ask for: arms that they rule out are not read. */
  readonly symbols?: Symbols;
  /** Where the file's headers come from: asked when a name's type is wanted that the file does not tell. */
  readonly headers?: HeaderDoor | null;
  /** Whether the trees of a unit stay, so that they are the same ones each time; else they are read anew. */
  readonly keepTrees?: boolean;
}

const NO_NAMES: ReadonlySet<string> = new Set();
const NO_BODIES: ReadonlyMap<string, MacroBody> = new Map();
const NO_TOKENS: ReadonlySet<number> = new Set();

/**
 * Opens a C file: lexes it and splits it into units. Each unit is parsed when its trees are asked for the first time.
 * `initParser` must have been awaited. Never throws on odd C: what cannot be read is in `diagnostics`.
 */
export function openFile(source: SourceText, options: OpenOptions = {}): CFile {
  return stage('split into units', () => new LazyFile(source, options));
}

class LazyFile implements CFile {
  readonly source: SourceText;
  readonly tokens: Tokens;
  readonly units: readonly Unit[];
  readonly hidden: Uint8Array;
  readonly attributes: AttributeRow;
  readonly #context: ReadContext;
  readonly #trees = new Map<Unit, readonly Tree[]>();
  readonly #diagnostics: Diagnostic[] = [];
  readonly #options: OpenOptions;
  #types: FileTypes | undefined;

  constructor(source: SourceText, options: OpenOptions) {
    const tokens = applyMacros(lex(source.text), options.macros?.bodies ?? NO_BODIES);
    const conditionals = findConditionals(tokens, options.symbols);
    this.source = source;
    this.#options = options;
    this.tokens = tokens;
    this.units = splitUnits(tokens, conditionals);
    this.hidden = new Uint8Array(tokens.count);
    const typeNames = findTypedefNames(tokens, this.units);
    for (const name of [...(options.typeNames ?? []), ...(options.macros?.types ?? [])]) typeNames.add(name);
    this.#context = { tokens, conditionals, typeNames, ...namesOf(options) };
    this.attributes = this.#attributeRow();
  }

  get diagnostics(): readonly Diagnostic[] {
    return this.#diagnostics;
  }

  trees(unit: Unit): readonly Tree[] {
    const known = this.#trees.get(unit);
    if (known !== undefined) return known;
    checkDeadline();
    const made = stage('parse', () => this.#read(unit));
    if (this.#options.keepTrees ?? true) this.#trees.set(unit, made);
    return made;
  }

  typeOf(expression: Node): Node | null {
    return this.#fileTypes().typeOf(expression);
  }

  typedefOf(name: string): Node | null {
    const isKnown = this.#context.typeNames.has(name) || (this.#options.headers ?? null) !== null;
    return isKnown ? this.#fileTypes().declared('typedef', name) : null;
  }

  declarationOf(name: string, token: number): LocalName | null {
    return this.#fileTypes().declarationOf(name, token);
  }

  #fileTypes(): FileTypes {
    this.#types ??= new FileTypes(this, this.#options.integerBits ?? null, this.#headerTypes());
    return this.#types;
  }

  #headerTypes(): HeaderTypes | null {
    const { headers = null, ...names } = this.#options;
    if (headers === null) return null;
    return new HeaderTypes({ path: this.source.path, file: this }, headers, (source) => openFile(source, names));
  }

  #attributeRow(): AttributeRow {
    const { hidden, tokens } = this;
    return {
      isAttribute: (token) => hidden[token] === 1,
      word: (token) => spelling(tokens, token),
      read: (first, end) => attributesFromTokens(tokens, first, end),
    };
  }

  #read(unit: Unit): Tree[] {
    if (unit.firstToken === unit.endToken) return [];
    if (unit.kind === 'define' || unit.kind === 'include' || unit.kind === 'directive') {
      // The dead text behind an `#if 0` is in the unit and in no tree.
      const line = { ...unit, endToken: lineEnd(this.tokens, unit.firstToken) };
      return [{ unit, items: lowerDirectives(this.#directives(line)), masks: [] }];
    }
    if (isAssemblerLine(this.tokens, unit.firstToken)) return [{ unit, items: [assembler(unit)], masks: [] }];
    if (isLinkage(this.tokens, unit)) return [{ unit, items: [linkage(unit)], masks: [] }];
    return readUnit(this.#context, unit).map((reading) => this.#tree(unit, reading));
  }

  #tree(unit: Unit, reading: Reading): Tree {
    for (const token of reading.hidden) this.hidden[token] = 1;
    for (const { span } of reading.unread) this.#report(span, 'unread-statement', 'this statement could not be read');
    if (!reading.isRead) this.#report(unit.span, 'unread-unit', 'this part of the file could not be read');
    return { unit, items: reading.items, masks: reading.masks };
  }

  #directives(unit: Unit): LowerContext {
    const { typeNames, declarerNames } = this.#context;
    const { tokens } = this;
    return {
      tokens,
      hidden: [],
      masks: [],
      iteratorTokens: NO_TOKENS,
      stops: NO_TOKENS,
      unit,
      typeNames,
      declarerNames,
    };
  }

  /** One diagnostic for each place, however many readings fail there. */
  #report(span: Span, code: string, message: string): void {
    const start = this.tokens.start.find((offset) => offset >= span.start) ?? span.start;
    if (this.#diagnostics.some((known) => known.code === code && known.span.start === start)) return;
    const hint = 'nothing in it is matched or changed';
    this.#diagnostics.push(
      diagnose(this.source, { start, end: span.end }, { code, severity: 'warning', message, hint }),
    );
  }
}

/** The names of macros that are known beforehand, by what they are. */
function namesOf(options: OpenOptions): Omit<ReadContext, 'tokens' | 'conditionals' | 'typeNames'> {
  const { attributeNames = NO_NAMES, iteratorNames = NO_NAMES, declarerNames = NO_NAMES, macros } = options;
  if (macros === undefined) return { attributeNames, iteratorNames, declarerNames, statementNames: NO_NAMES };
  return {
    attributeNames: new Set([...attributeNames, ...macros.attributes]),
    iteratorNames: new Set([...iteratorNames, ...macros.iterators]),
    declarerNames: new Set([...declarerNames, ...macros.declarers]),
    statementNames: new Set(macros.statements),
  };
}

/** `extern "C" {` or the `}` of one: a unit by itself, as what stands between are units too. */
function isLinkage(tokens: Tokens, unit: Unit): boolean {
  if (unit.kind !== 'other') return false;
  const text = tokens.text.slice(tokens.start[unit.firstToken], tokens.end[unit.endToken - 1]);
  return text === '}' || /^extern\s*"[^"]*"\s*\{$/.test(text);
}

function linkage(unit: Unit): Node {
  return makeNode('extern-c', '', [], tokensOf(unit));
}

/** Text of the assembler, which no pattern matches. */
function assembler(unit: Unit): Node {
  return makeNode('asm', '', [], tokensOf(unit));
}

function tokensOf({ firstToken, endToken }: Unit): number[] {
  return Array.from({ length: endToken - firstToken }, (_, index) => firstToken + index);
}
