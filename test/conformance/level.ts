/** How near a produced file comes to the expected one: the same bytes, the same tokens, or neither. */
export type Level = 'exact' | 'tokens' | 'none';

/** Both files as Latin-1. */
export function levelOf(produced: string, expected: string): Level {
  if (produced === expected) return 'exact';
  return tokensOf(produced).join('\n') === tokensOf(expected).join('\n') ? 'tokens' : 'none';
}

/** Neither counts, but for the line end that closes a directive. */
const BLANK = /(?:[^\S\n]|\\\r?\n|\/\*[\s\S]*?(?:\*\/|$)|\/\/(?:\\\r?\n|[^\n])*)+/y;
const TOKEN = new RegExp(
  [
    String.raw`(?:u8|[LuU])?"(?:\\[\s\S]|[^"\\\n])*"`,
    String.raw`(?:u8|[LuU])?'(?:\\[\s\S]|[^'\\\n])+'`,
    String.raw`\.?\d(?:[eEpP][+-]|'?[\w.])*`,
    String.raw`[\w$\x80-\xff]+`,
    String.raw`<<=|>>=|\.\.\.|##|->|\+\+|--|<<|>>|&&|\|\||[-+*/%&|^<>=!]=|::`,
    String.raw`[\s\S]`,
  ].join('|'),
  'y',
);
const HEADER_NAME = /<[^>\n]*>/y;

/** A directive ends with an `EOL` token, so that what follows it is not taken for a part of it. */
const END = 'EOL';

/** The tokens of C. A comma in front of `}` and the text of a keyword like `$Id: ...$` make no difference. */
export function tokensOf(text: string): string[] {
  const tokens = [...scan(text.replace(/\$([A-Za-z_]+):[^$\n]*\$/g, '$$$1$$'))];
  return tokens.filter((token, index) => token !== ',' || tokens[index + 1] !== '}');
}

function* scan(text: string): Generator<string> {
  let words: string[] | null = null;
  let lineStart = true;
  for (let at = 0; at < text.length;) {
    const blank = match(BLANK, text, at);
    at += blank.length;
    if (at >= text.length) break;
    if (text[at] === '\n') {
      if (words !== null) yield END;
      words = null;
      lineStart = true;
      at += 1;
      continue;
    }
    const name = words?.[0]?.startsWith('include') === true ? match(HEADER_NAME, text, at) : '';
    const token = name === '' ? match(TOKEN, text, at) : name;
    at += token.length;
    yield token;
    if (words !== null) words.push(token);
    else if (lineStart && token === '#') words = [];
    // `#define f(x)` and `#define f (x)` differ in nothing but a blank.
    if (words?.length === 2 && words[0] === 'define' && text[at] === '(') yield 'function-like';
    lineStart = false;
  }
  if (words !== null) yield END;
}

function match(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}
