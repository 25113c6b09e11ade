const LOOP = /^(?:for|while|switch)$/;

/** A statement among words: where it ends, and whether an `else` behind it would be its own. */
interface Extent {
  readonly end: number;
  readonly open: boolean;
}

/** Whether an `else` behind a statement, given by the spellings of its tokens, would belong to an `if` at its end. */
export function takesElse(words: readonly string[]): boolean {
  return statement(words, 0).open;
}

function statement(words: readonly string[], from: number): Extent {
  const word = words[from] ?? '';
  if (word === '{') return { end: behindBrackets(words, from), open: false };
  if (word === 'if') return branch(words, behindBrackets(words, from + 1));
  if (word === 'do') return simple(words, statement(words, from + 1).end);
  if (/^\w/.test(word) && words[from + 1] === ':') return statement(words, from + 2);
  if (LOOP.test(word) || isIterator(words, from)) return statement(words, behindBrackets(words, from + 1));
  return simple(words, from);
}

/** What follows the condition of an `if`. */
function branch(words: readonly string[], from: number): Extent {
  const body = statement(words, from);
  if (words[body.end] === 'else') return statement(words, body.end + 1);
  return { end: body.end, open: body.end >= words.length };
}

/** Whether a call is followed by a statement rather than by an operator or an end. */
function isIterator(words: readonly string[], from: number): boolean {
  return (
    /^\w/.test(words[from] ?? '') &&
    words[from + 1] === '(' &&
    /^[\w{]/.test(words[behindBrackets(words, from + 1)] ?? ';')
  );
}

function simple(words: readonly string[], from: number): Extent {
  let at = from;
  while (at < words.length && words[at] !== ';') at = behindBrackets(words, at);
  return { end: at + 1, open: false };
}

/** Behind the bracket that belongs to the one here; behind the word where there is none. */
function behindBrackets(words: readonly string[], from: number): number {
  let depth = 0;
  for (let at = from; at < words.length; at++) {
    if (/^[([{]$/.test(words[at] ?? '')) depth += 1;
    else if (/^[)\]}]$/.test(words[at] ?? '')) depth -= 1;
    if (depth <= 0) return at + 1;
  }
  return words.length;
}
