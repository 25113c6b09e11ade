/** What a character can start, as the lexer sees it. Spaces and line ends come first, so `<= newline` is white space. */
export const CharClass = {
  space: 0,
  newline: 1,
  letter: 2,
  digit: 3,
  quote: 4,
  backslash: 5,
  /** `(`, `[`, `{` and what closes them. */
  bracket: 6,
  /** A punctuator that no other character adds to. */
  single: 7,
  other: 8,
} as const;

/** The class of each code below 256. Codes from 128 on count as letters: they occur in identifiers or not at all. */
export const charClasses: Uint8Array = makeClasses();

function makeClasses(): Uint8Array {
  const classes = new Uint8Array(256).fill(CharClass.other, 0, 128).fill(CharClass.letter, 128);
  const set = (characters: string, value: number): void => {
    for (const character of characters) classes[character.charCodeAt(0)] = value;
  };
  set(' \t\r\v\f\0', CharClass.space);
  set('\n', CharClass.newline);
  set('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_$', CharClass.letter);
  set('0123456789', CharClass.digit);
  set('"\'', CharClass.quote);
  set('\\', CharClass.backslash);
  set('()[]{}', CharClass.bracket);
  set(',;:?~', CharClass.single);
  return classes;
}

/** 1 for the codes that a word goes on with. */
export const wordCodes: Uint8Array = charClasses.map((each) =>
  each === CharClass.letter || each === CharClass.digit ? 1 : 0,
);
