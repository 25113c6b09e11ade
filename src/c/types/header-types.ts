import type { SourceText } from '../../text/index.js';
import type { Unit } from '../file.js';
import type { HeaderDoor, Includer, IncludeName } from '../header-door.js';
import type { Node } from '../node.js';
import { spelling, TokenKind } from '../tokens.js';
import type { Tokens } from '../tokens.js';
import { synthetic } from './declarations.js';
import { FileTypes } from './file-types.js';
import type { Declared, TypedFile } from './file-types.js';

/** A header that was asked once: kept as long as its text is. */
interface OpenHeader {
  readonly file: TypedFile;
  readonly types: FileTypes;
}

const opened = new WeakMap<SourceText, OpenHeader>();

/** What the headers of one file declare. A header is lexed when its text holds a name that is asked for. */
export class HeaderTypes {
  readonly #from: Includer;
  readonly #file: TypedFile;
  readonly #door: HeaderDoor;
  readonly #open: (source: SourceText) => TypedFile;
  readonly #found = new Map<string, Node | null>();
  #headers: readonly SourceText[] | null = null;

  constructor(
    { path, file }: { readonly path: string; readonly file: TypedFile },
    door: HeaderDoor,
    open: (source: SourceText) => TypedFile,
  ) {
    this.#from = { path, isHeader: false };
    this.#file = file;
    this.#door = door;
    this.#open = open;
  }

  /** Like `FileTypes.declared`, by the first header that tells; the node stands in no text. */
  declared(what: Declared, name: string): Node | null {
    const key = `${what} ${name}`;
    let found = this.#found.get(key);
    if (found === undefined) this.#found.set(key, (found = this.#find(what, name)));
    return found;
  }

  #find(what: Declared, name: string): Node | null {
    const word = name.slice(name.indexOf(' ') + 1);
    this.#headers ??= this.#allHeaders();
    for (const source of this.#headers) {
      if (!source.text.includes(word)) continue;
      const found = this.#opened(source).types.declared(what, name);
      if (found !== null) return detached(found);
    }
    return null;
  }

  /** The headers of the file and, where the door gives any, those of headers; each once. */
  #allHeaders(): readonly SourceText[] {
    const headers = new Set(this.#door(this.#from, includesOf(this.#file)));
    for (const source of headers) {
      const from = { path: source.path, isHeader: true };
      for (const further of this.#door(from, includesOfText(source.text))) headers.add(further);
    }
    return [...headers];
  }

  #opened(source: SourceText): OpenHeader {
    let header = opened.get(source);
    if (header === undefined) {
      const file = this.#open(source);
      opened.set(source, (header = { file, types: new FileTypes(file) }));
    }
    return header;
  }
}

function includesOf({ tokens, units }: TypedFile): IncludeName[] {
  return units.filter(({ kind }) => kind === 'include').flatMap((unit) => includeOf(tokens, unit));
}

function includeOf(tokens: Tokens, { firstToken, endToken }: Unit): IncludeName[] {
  for (let token = firstToken; token < endToken; token++) {
    const kind = tokens.kind[token];
    if (kind === TokenKind.header || kind === TokenKind.string)
      return [{ name: spelling(tokens, token).slice(1, -1), angled: kind === TokenKind.header }];
  }
  return [];
}

const INCLUDE_LINE = /^[ \t]*#[ \t]*include[ \t]*(?:"([^"\n]+)"|<([^>\n]+)>)/gm;

/** The same without lexing: of most headers nothing else is wanted. */
function includesOfText(text: string): IncludeName[] {
  return [...text.matchAll(INCLUDE_LINE)].map(([, quoted, angled]) => ({
    name: quoted ?? angled ?? '',
    angled: quoted === undefined,
  }));
}

/** A copy whose tokens are those of no file, as the tokens of a header mean nothing in the file that asks. */
function detached(node: Node): Node {
  return synthetic(
    node.kind,
    node.kids.map((kid) => (kid === null ? null : detached(kid))),
    node.value,
  );
}
