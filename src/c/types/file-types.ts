import type { CFile, LocalName, Unit } from '../file.js';
import type { Node } from '../node.js';
import { spelling, TokenKind } from '../tokens.js';
import type { Tokens } from '../tokens.js';
import { collectDeclarations, INT } from './declarations.js';
import type { Declarations } from './declarations.js';
import { ExpressionTypes } from './expression-type.js';
import type { IntegerBits } from './number-type.js';
import { Scopes } from './scopes.js';

type TypedFile = Pick<CFile, 'tokens' | 'units' | 'trees'>;

/**
 * Types of a file's expressions. Only the units that hold a name at their top level are parsed to find out what it
 * stands for.
 */
export class FileTypes {
  readonly #file: TypedFile;
  #unitsByName: Map<string, Unit[]> | null = null;
  readonly #declarations = new Map<Unit, Declarations>();
  readonly #types = new Map<Unit, ExpressionTypes>();
  readonly #scopes = new Map<Unit, Scopes>();
  readonly #bits: IntegerBits | null;

  constructor(file: TypedFile, bits: IntegerBits | null = null) {
    this.#file = file;
    this.#bits = bits;
  }

  /** The type of an expression of one of the file's trees, or null where the file does not tell. */
  typeOf(expression: Node): Node | null {
    const unit = this.#unitOf(expression.first);
    if (unit === null) return null;
    let types = this.#types.get(unit);
    if (types === undefined) this.#types.set(unit, (types = this.#typesIn(unit)));
    return types.typeOf(expression);
  }

  /** What a typedef at the top level of the file stands for. */
  typedefOf(name: string): Node | null {
    return this.#global(name, ({ typedefs }) => typedefs.get(name));
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
    let low = 0;
    let high = units.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((units[middle]?.firstToken ?? Infinity) <= token) low = middle;
      else high = middle - 1;
    }
    const unit = units[low];
    return unit !== undefined && token >= unit.firstToken && token < unit.endToken ? unit : null;
  }

  #typesIn(unit: Unit): ExpressionTypes {
    const scopes = this.#scopesIn(unit);
    const local = scopes.declarations;
    return new ExpressionTypes({
      bits: this.#bits,
      value: (name, token) => {
        if (local.enumerators.has(name)) return INT;
        return scopes.typeAt(name, token) ?? this.#global(name, valueIn);
      },
      typedef: (name) => local.typedefs.get(name) ?? this.#global(name, ({ typedefs }) => typedefs.get(name)),
      record: (key) => {
        const tag = key.slice(key.indexOf(' ') + 1);
        return local.records.get(key) ?? this.#global(tag, ({ records }) => records.get(key));
      },
    });
  }

  #itemsOf(unit: Unit): Node[] {
    return this.#file.trees(unit).flatMap(({ items }) => items);
  }

  /** Asks the declarations of each unit that mentions a name at top level, in order. */
  #global(name: string, ask: (declarations: Declarations, name: string) => Node | undefined): Node | null {
    this.#unitsByName ??= unitsByName(this.#file.tokens, this.#file.units);
    for (const unit of this.#unitsByName.get(name) ?? []) {
      let declarations = this.#declarations.get(unit);
      if (declarations === undefined) {
        declarations = collectDeclarations(this.#itemsOf(unit));
        this.#declarations.set(unit, declarations);
      }
      const found = ask(declarations, name);
      if (found !== undefined) return found;
    }
    return null;
  }
}

function valueIn({ values, enumerators }: Declarations, name: string): Node | undefined {
  return values.get(name) ?? (enumerators.has(name) ? INT : undefined);
}

/** The identifiers of each unit outside function bodies, initializers and parameter lists. */
function unitsByName(tokens: Tokens, units: readonly Unit[]): Map<string, Unit[]> {
  const found = new Map<string, Unit[]>();
  for (const unit of units) {
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
  const text = tokens.text;
  if (text[tokens.start[token] ?? 0] !== '{') return token;
  const before = text[(tokens.end[token - 1] ?? 0) - 1];
  const isBody = unit.kind === 'function' || before === '=' || before === ')';
  return isBody ? Math.max(token, Math.min(tokens.partner[token] ?? -1, unit.endToken)) : token;
}

function addUnit(found: Map<string, Unit[]>, name: string, unit: Unit): void {
  const units = found.get(name);
  if (units === undefined) found.set(name, [unit]);
  else if (units.at(-1) !== unit) units.push(unit);
}
