import type { CFile, Tokens } from '../c/index.js';

/** The comments around and in a piece of code, those of one place joined by line ends. */
export interface Comments {
  readonly before: string;
  readonly middle: string;
  readonly after: string;
}

/** Comments lie in the gaps between tokens: in front of the first of these, in front of each other one, behind the last. */
export function commentsAt({ tokens }: CFile, indices: readonly number[]): Comments {
  const [first = 0, ...others] = [...new Set(indices)].sort((left, right) => left - right);
  const last = others[others.length - 1] ?? first;
  return {
    before: inFront(tokens, first).join('\n'),
    middle: others.flatMap((index) => inFront(tokens, index)).join('\n'),
    after: inFront(tokens, last + 1).join('\n'),
  };
}

function inFront({ text, start, end, count }: Tokens, index: number): string[] {
  const gap = text.slice(index === 0 ? 0 : end[index - 1], index < count ? start[index] : text.length);
  return gap.match(COMMENT) ?? [];
}

const COMMENT = /\/\*[\s\S]*?\*\/|\/\/(?:\\\r?\n|[^\r\n])*/g;
