/** Bodies of rules whose matches lie in each other, copy what they match, or stand in branches without braces. */
const BODIES: readonly (readonly string[])[] = [
  [' S', '+ { S }'],
  ['- S', '+ { S }'],
  [' S', '+ S'],
  ['+ S', ' S'],
  ['- S', '+ S S'],
  ['+ ahead();', ' S', '+ behind();'],
  ['+ {', ' S', '+ }'],
  [' if (E) S', '+ else { other(); }'],
  ['- if (E) S', '+ while (E) S'],
  ['- if (E) S', '+ if (!E) ; else S'],
  ['- while (E) S', '+ for (; E; ) S'],
  ['- while (E) S', '+ do S while (E);'],
  ['- if (E) S else S1', '+ if (!E) S1 else S'],
  ['- if (E) S else S1', '+ S S1'],
  ['- if (E)', ' S'],
  ['- if (E) {', ' S', '- }'],
  ['- f(E);', '+ if (g(E)) f(E);'],
  ['+ if (x)', ' f(E);'],
  [' f(E);', '+ if (E) return 1;'],
  ['- f(E)', '+ (E, f(E))'],
  ['- E + E1', '+ E1 + E'],
  ['- E', '+ wrap(E)'],
  [' f(', '+ E,', ' E)'],
  ['- !E', '+ E == 0'],
  ['- return E;', '+ int r = E;', '+ return r;'],
  ['+ int q = 1;', ' g(E);'],
  [' E = E1;', '+ E1 = E;'],
  ['- for (...;...;...)', ' S'],
  ['- do', ' S', '- while (E);'],
  ['- do S while (E);', '+ S'],
  ['- f(E);', '- S'],
  ['- f(E);', ' ...', '- g(E1);'],
  [' if (E)', '- S', '+ {}'],
  [' if (E) S', ' else', '- S1'],
  [' while (E)', '- S'],
  ['+ lbl:', ' f(E);'],
  ['+ #ifdef X', ' f(E);', '+ #endif'],
  [' if (E) {', '+ a();', ' ...', '+ b();', ' }'],
  [' if (E)', '- S', '+ one();', '+ two();'],
  [' if (E)', ' S', '- else', '- S1'],
  ['- S', '+ // gone'],
  ['- f(E)', '+ f(E /* e */)'],
];

const DECLARATIONS = ['statement S;', 'statement S1;', 'expression E;', 'expression E1;'];

/** One patch for each. */
export function composedPatches(): string[] {
  return BODIES.map((lines) => {
    const words = new Set(lines.join(' ').match(/\w+/g));
    const used = DECLARATIONS.filter((declaration) => words.has(/\w+(?=;)/.exec(declaration)?.[0] ?? ''));
    return `@@\n${used.join('\n')}\n@@\n${lines.join('\n')}\n`;
  });
}
