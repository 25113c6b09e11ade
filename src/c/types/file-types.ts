import { lowerBound } from '../../text/index.js';
import { isTypeMacro } from '../typedef-names.js';
import type { CFile, LocalName, Unit } from '../file.js';
import type { Node } from '../node.js';
import { spelling, TokenKind } from '../tokens.js';
import type { Tokens } from '../tokens.js';
import { collectDeclarations, INT, synthetic } from './declarations.js';
import type { Declarations } from './declarations.js';
import { ExpressionTypes } from './expression-type.js';
import type { IntegerBits } from './number-type.js';
import { Scopes } from './scopes.js';

export type TypedFile = Pick<CFile, 'tokens' | 'units' | 'trees'>;

/** What a name may be asked for: a variable, function or enumerator, a typedef, a structure by keyword and tag. */
export type Declared = 'value' | 'typedef' | 'record';

/** Where to ask for names that a file does not declare. */
export interface FurtherTypes {
  declared(what: Declared, name: string): Node | null;
}

/**
 * Types of a file's expressions. Only the units that hold a name at their top level are parsed to find out what it
 * stands for.
 */
export class FileTypes {
  readonly #file: TypedFile;
  #unitsByName: Map<string, Unit[]> | null = null;
  #macros: ReadonlyMap<string, Unit> | null = null;
  /** The macros whose types are being found out: one that leads back to itself has none. */
  readonly #pending = new Set<string>();
  readonly #declarations = new Map<Unit, Declarations>();
  readonly #known: Readonly<Record<Declared, Map<string, Node | null>>> = {
    value: new Map(),
    typedef: new Map(),
    record: new Map(),
  };
  readonly #types = new Map<Unit, ExpressionTypes>();
  readonly #scopes = new Map<Unit, Scopes>();
  readonly #bits: IntegerBits | null;
  readonly #further: FurtherTypes | null;

  constructor(file: TypedFile, bits: IntegerBits | null = null, further: FurtherTypes | null = null) {
    this.#file = file;
    this.#bits = bits;
    this.#further = further;
  }

  /** The type of an expression of one of the file's trees, or null where the file does not tell. */
  typeOf(expression: Node): Node | null {
    const unit = this.#unitOf(expression.first);
    if (unit === null) return null;
    let types = this.#types.get(unit);
    if (types === undefined) this.#types.set(unit, (types = this.#typesIn(unit)));
    return types.typeOf(expression);
  }

  /**
   * What the top level declares: the type of a value, what a typedef stands for, the `fields` of a structure. Null where
   * neither the file nor what it is told of tells. A macro has the type of the expression that it stands for.
   */
  declared(what: Declared, name: string): Node | null {
    const known = this.#known[what];
    let found = known.get(name);
    if (found === undefined) known.set(name, (found = this.#find(what, name)));
    return found;
  }

  #find(what: Declared, name: string): Node | null {
    const own = this.#global(what, name) ?? (what === 'value' ? this.#macro(name) : null);
    return own ?? this.#further?.declared(what, name) ?? null;
  }

  declarationOf(name: string, token: number): LocalName | null {
    const unit = this.#unitOf(token);
    return unit === null ? null : this.#scopesIn(unit).declarationAt(name, token);
  }

  #scopesIn(unit: Unit): Scopes {
    let scopes = this.#scopes.get(unit);
    if (scopes === undefined) this.#scopes.set(unit, (scopes = new Scopes(this.#itemsOf(unit))));
    return scopes;
  }

  #unitOf(token: number): Unit | null {
    const { units } = this.#file;
    const unit = units[lowerBound((index) => (units[index]?.endToken ?? Infinity) <= token, units.length)];
    return unit !== undefined && token >= unit.firstToken ? unit : null;
  }

  #typesIn(unit: Unit): ExpressionTypes {
    const scopes = this.#scopesIn(unit);
    const local = scopes.declarations;
    return new ExpressionTypes({
      bits: this.#bits,
      value: (name, token) => {
        if (local.enumerators.has(name)) return INT;
        return scopes.typeAt(name, token) ?? this.declared('value', name);
      },
      typedef: (name) => local.typedefs.get(name) ?? this.declared('typedef', name),
      record: (key) => local.records.get(key) ?? this.declared('record', key),
    });
  }

  #itemsOf(unit: Unit): Node[] {
    return this.#file.trees(unit).flatMap(({ items }) => items);
  }

  #macro(name: string): Node | null {
    this.#macros ??= macrosByName(this.#file.tokens, this.#file.units);
    const unit = this.#macros.get(name);
    if (unit === undefined || this.#pending.has(name)) return null;
    this.#pending.add(name);
    const [, params = null, body = null] = this.#itemsOf(unit)[0]?.kids ?? [];
    const type = body === null ? null : this.typeOf(body);
    this.#pending.delete(name);
    return type === null || params === null ? type : synthetic('function-type', [type, null]);
  }

  /** Asks the declarations of each unit that mentions a name at top level, in order. */
  #global(what: Declared, name: string): Node | null {
    this.#unitsByName ??= unitsByName(this.#file.tokens, this.#file.units);
    for (const unit of this.#unitsByName.get(name.slice(name.indexOf(' ') + 1)) ?? []) {
      let declarations = this.#declarations.get(unit);
      if (declarations === undefined) {
        declarations = collectDeclarations(this.#itemsOf(unit));
        this.#declarations.set(unit, declarations);
      }
      const found = declaredIn(declarations, what, name);
      if (found !== undefined) return found;
    }
    return null;
  }
}

function declaredIn(declarations: Declarations, what: Declared, name: string): Node | undefined {
  switch (what) {
    case 'value':
      return declarations.values.get(name) ?? (declarations.enumerators.has(name) ? INT : undefined);
    case 'typedef':
      return declarations.typedefs.get(name);
    case 'record':
      return declarations.records.get(name);
  }
}

/** The first definition of each macro. */
function macrosByName(tokens: Tokens, units: readonly Unit[]): Map<string, Unit> {
  const found = new Map<string, Unit>();
  for (const unit of units) {
    if (unit.kind !== 'define') continue;
    const name = spelling(tokens, unit.firstToken + 1);
    if (!found.has(name)) found.set(name, unit);
  }
  return found;
}

/** The identifiers of each unit outside function bodies, initializers and parameter lists. */
function unitsByName(tokens: Tokens, units: readonly Unit[]): Map<string, Unit[]> {
  const found = new Map<string, Unit[]>();
  for (const unit of units) {
    if (unit.kind === 'define' && isTypeMacro(tokens, unit))
      addUnit(found, spelling(tokens, unit.firstToken + 1), unit);
    if (unit.kind !== 'function' && unit.kind !== 'declaration' && unit.kind !== 'other') continue;
    for (let token = unit.firstToken; token < unit.endToken; token++) {
      if (tokens.kind[token] === TokenKind.identifier) addUnit(found, spelling(tokens, token), unit);
      else token = behindBody(tokens, token, unit);
    }
  }
  return found;
}

/** Passes over a function's body and an initializer; the bodies of structs and enums hold names that count. */
function behindBody(tokens: Tokens, token: number, unit: Unit): number {
  if (spelling(tokens, token) !== '{') return token;
  const before = spelling(tokens, token - 1);
  const isBody = unit.kind === 'function' || before === '=' || before === ')';
  return isBody ? Math.max(token, Math.min(tokens.partner[token] ?? -1, unit.endToken)) : token;
}

function addUnit(found: Map<string, Unit[]>, name: string, unit: Unit): void {
  const units = found.get(name);
  if (units === undefined) found.set(name, [unit]);
  else if (units.at(-1) !== unit) units.push(unit);
}
