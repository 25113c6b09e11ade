import type { Random } from '../ctl/random.js';

/** A rule as text: the header's words, declarations, and the lines of the body with their marks. */
export interface DrawnRule {
  readonly header: string;
  readonly declarations: readonly string[];
  readonly lines: readonly string[];
}

/** Draws one rule, or two of which the second inherits a value. */
export function drawPatch(random: Random): readonly DrawnRule[] {
  if (random.chance(15)) return drawInheriting(random);
  return [drawRule(random, '')];
}

export function printPatch(rules: readonly DrawnRule[]): string {
  return rules
    .map(({ header, declarations, lines }) =>
      [
        '@',
        header,
        '@\n',
        ...declarations.map((line) => `${line}\n`),
        '@@\n',
        ...lines.map((line) => `${line}\n`),
      ].join(''),
    )
    .join('\n');
}

/** All patches that are one step smaller: a line or a header's words left out, a line without its mark. */
export function smallerPatches(rules: readonly DrawnRule[]): DrawnRule[][] {
  return rules.flatMap((rule, index) => smallerRules(rule).map((smaller) => rules.with(index, smaller)));
}

function smallerRules(rule: DrawnRule): DrawnRule[] {
  const shorter = rule.lines.map((_, index) => ({ ...rule, lines: rule.lines.toSpliced(index, 1) }));
  const calmer = rule.lines.flatMap((line, index) =>
    line.startsWith('-') ? [{ ...rule, lines: rule.lines.with(index, ` ${line.slice(1)}`) }] : [],
  );
  const plainer = rule.header.includes(' ') ? [{ ...rule, header: rule.header.split(' ')[0] ?? '' }] : [];
  return [...shorter, ...calmer, ...plainer];
}

function drawInheriting(random: Random): DrawnRule[] {
  const first: DrawnRule = {
    header: 'r',
    declarations: ['expression E;', 'identifier I;'],
    lines: random.pick([[' f(E);', ' ...', ' I(...);'], [' I(E);'], [' if (E) { ... I(...); ... }'], [' I = E;']]),
  };
  const mark = random.pick(['f', 'g', 'h']);
  const second = random.pick([
    ['- I(...);'],
    [`- ${mark}(E);`, '+ found(E);'],
    ['- I', '+ renamed'],
    [' I(...);', `+ after_${mark}(E);`],
    [' f(E);', ' ...', '- I(...);'],
  ]);
  return [first, { header: '', declarations: ['expression r.E;', 'identifier r.I;'], lines: second }];
}

const DECLARATIONS = [
  'expression E, E1;',
  'identifier I;',
  'statement S, S1;',
  'struct s *P;',
  'type T;',
  'constant C;',
];

function drawRule(random: Random, name: string): DrawnRule {
  const words = [name, ...(random.chance(15) ? [random.pick(['exists', 'forall'])] : [])].filter((word) => word !== '');
  const header = words.length > 0 && name === '' ? `r ${words.join(' ')}` : words.join(' ');
  const lines = random.chance(20) ? drawExpressionRule(random) : drawStatementRule(random);
  return { header, declarations: used(DECLARATIONS, lines), lines };
}

/** Only what is used is declared, as the rest would be warned of. */
function used(declarations: readonly string[], lines: readonly string[]): string[] {
  const words = new Set(lines.join(' ').match(/[A-Za-z]\w*/g));
  return declarations.flatMap((declaration) => {
    const [, kind = '', names = ''] =
      /^(.*?)([\w, ]+);$/.exec(declaration.replace(/ (?=[A-Z])/, ' \u0001').replace('\u0001', '')) ?? [];
    const split = /^(struct s \*|\w+ )(.*);$/.exec(declaration);
    const kept = (split?.[2] ?? names)
      .split(',')
      .map((part) => part.trim())
      .filter((part) => words.has(part));
    return kept.length === 0 ? [] : [`${split?.[1] ?? kind}${kept.join(', ')};`];
  });
}

function drawExpressionRule(random: Random): string[] {
  return random.pick([
    ['- f(E)', '+ g(E)'],
    ['- x', '+ y'],
    ['- E == NULL', '+ !E'],
    ['- P->n', '+ get(P)'],
    ['- \\( f(E) \\| g(E) \\)', '+ fg(E)'],
    ['  k(', '-   x,', '    E)'],
    ['  f(', '-   E', '+   E, 1', '  )'],
    ['- E + C', '+ add(E, C)'],
    ['- I(E)', '+ call(I, E)'],
    ['- E = f(E1);', '+ E = ff(E1);'],
    ['- I = E', '+ set(I, E)'],
    ['- f(\\(x\\|y\\))', '+ fxy()'],
  ]);
}

/** A sequence of items with dots between them, in a function's braces or not. */
function drawStatementRule(random: Random): string[] {
  const sequence = drawSequence(random, 2);
  const shape = random.below(10);
  if (shape === 0) return [' I(...) {', ' ...', ...sequence, ' ... when any', ' }'];
  if (shape === 1) return [' I(...) {', ' <...', ...drawAtom(random, true), ' ...>', ' }'];
  if (shape === 2) return [' if (E) {', ' ...', ...sequence, ' ...', ' }'];
  return sequence;
}

function drawSequence(random: Random, depth: number): string[] {
  const items = 1 + random.below(3);
  const lines: string[] = [];
  for (let item = 0; item < items; item++) {
    if (item > 0) lines.push(...drawDots(random));
    lines.push(...drawItem(random, depth, item === items - 1));
  }
  return lines;
}

function drawDots(random: Random): string[] {
  const shape = random.below(12);
  if (shape < 5) return [' ...'];
  if (shape === 5) return [' ... when any'];
  if (shape === 6) return [` ... when != ${random.pick(['g(...)', 'f(E)', 'h()', 'x', 'E = E1'])}`];
  if (shape === 7) return [' ... when strict'];
  if (shape === 8) return [' ... when != true x'];
  if (shape === 9) return [' <...', ...drawAtom(random, true), ' ...>'];
  if (shape === 10) return [' <+...', ...drawAtom(random, true), ' ...+>'];
  return [];
}

function drawItem(random: Random, depth: number, mustChange: boolean): string[] {
  const shape = random.below(10);
  if (depth > 0 && shape === 0) return drawBranch(random);
  if (depth > 0 && shape === 1) return ['(', ...drawAtom(random, true), '|', ...drawAtom(random, mustChange), ')'];
  if (depth > 0 && shape === 2) return drawLoopItem(random);
  return drawAtom(random, mustChange || random.chance(40));
}

function drawBranch(random: Random): string[] {
  return random.pick([
    [' if (E)', '- S', '+ { S }'],
    ['- if (E) S', '+ when(E);'],
    [' if (x) {', '+ entered();', ' ...', ' }'],
    ['- if (x) {', '  ...', '- }'],
    [' if (E) S', '+ behind();'],
    ['+ ahead();', ' if (E) S'],
    [' if (E) S', ' else', '- S1', '+ other();'],
    ['- if (E)', '  return ...;'],
    ['- if (f(x)) return E;'],
    ['- if (E) {', '- S', '- }', '+ when(E);'],
  ]);
}

function drawLoopItem(random: Random): string[] {
  return random.pick([
    [' while (E) S', '+ behind();'],
    ['- while (E) S'],
    [' for (...;...;...) {', ' ...', '- g(E);', ' ...', ' }'],
    [' while (...) {', '+ round();', ' ...', ' }'],
    ['- for (E; E1; I++)', '+ each(I)', '  S'],
    [' switch (E) {', ' case 0:', '+ zero();', ' ...', ' }'],
    ['- break;', '+ stop();'],
    ['- goto out;', '+ leave();'],
    ['+ last();', ' return ...;'],
  ]);
}

const ATOMS = [
  'f(E);',
  'g(E);',
  'h();',
  'k(x, E);',
  'x = E;',
  'E = f(E1);',
  'I(E);',
  'S',
  'P->n = E;',
  'return E;',
  'f(x);',
  'k(...);',
];

function drawAtom(random: Random, change: boolean): string[] {
  const atom = random.pick(ATOMS);
  if (!change) return [` ${atom}`];
  const shape = random.below(6);
  if (shape < 2) return [`- ${atom}`];
  if (shape === 2) return [`- ${atom}`, '+ instead();'];
  if (shape === 3) return [` ${atom}`, '+ behind();'];
  if (shape === 4) return ['+ ahead();', ` ${atom}`];
  return [`- ${atom}`, `+ both(${atom.includes('E') ? 'E' : 'x'});`];
}
