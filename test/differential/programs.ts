import type { Random } from '../ctl/random.js';

/** A statement as lines to print: the text in front of each block, the blocks, and the text behind the last. */
export interface Statement {
  readonly heads: readonly string[];
  readonly blocks: readonly (readonly Statement[])[];
  readonly tail: string;
  /** Its blocks stand in braces. Without them each block has one statement. */
  readonly braces: boolean;
}

/** One function of C, with parameters `x`, `y` and `p`. */
export interface Program {
  readonly name: string;
  readonly body: readonly Statement[];
}

const CALLS = ['f', 'g', 'h', 'k'] as const;
const TERMS = ['x', 'y', 'x + 1', '0', 'p->n', 'f(x)', 'y * 2'] as const;
const CONDITIONS = ['x', '!x', 'x > 0', 'x == y', 'f(x)', 'p == NULL', 'g(y) < 0'] as const;
const LABEL = 'out';
const PROLOGUE = 'struct s { int n; };\n';

/** Draws a sound function of some twelve statements: calls, assignments, branches, loops, switches, gotos, returns. */
export function drawProgram(random: Random): Program {
  const program = drawAny(random);
  return isSound(program) ? program : drawProgram(random);
}

function drawAny(random: Random): Program {
  const body = drawBlock(random, 3, { loop: false, switch: false });
  const labelled = usesLabel(body) ? [...body, plain(`${LABEL}:`), plain('h();')] : body;
  return { name: random.pick(['main_work', 'probe']), body: labelled };
}

/** What encloses a statement, as `break` and `continue` need. */
interface Place {
  readonly loop: boolean;
  readonly switch: boolean;
}

/** Only the last statement of a block may be a jump, so that no code is dead. */
function drawBlock(random: Random, depth: number, place: Place): Statement[] {
  const length = 1 + random.below(depth === 3 ? 6 : 3);
  const block = Array.from({ length }, () => drawStatement(random, depth, place));
  return random.chance(depth === 3 ? 0 : 25) ? [...block, drawJump(random, place)] : block;
}

function drawStatement(random: Random, depth: number, place: Place): Statement {
  if (depth === 0 || random.chance(60)) return drawSimple(random);
  const shape = random.below(10);
  if (shape < 5) return drawIf(random, depth, place);
  if (shape < 7) return drawLoop(random, depth);
  if (shape === 7) return drawSwitch(random, depth, place);
  if (shape === 8) return { heads: [''], blocks: [drawBlock(random, depth - 1, place)], tail: '', braces: true };
  return {
    heads: ['do'],
    blocks: [drawBlock(random, depth - 1, inLoop())],
    tail: ` while (${condition(random)});`,
    braces: true,
  };
}

function drawSimple(random: Random): Statement {
  const shape = random.below(20);
  if (shape < 13) return plain(`${random.pick(CALLS)}(${random.chance(80) ? random.pick(TERMS) : ''});`);
  if (shape < 17) return plain(`${random.pick(['x', 'y', 'p->n'])} = ${random.pick(TERMS)};`);
  if (shape === 17) return plain(`int z = ${random.pick(TERMS)};`);
  return plain(`k(x, ${random.pick(TERMS)});`);
}

function drawJump(random: Random, place: Place): Statement {
  const jumps = ['return;', `return ${random.pick(TERMS)};`, `goto ${LABEL};`];
  if (place.loop || place.switch) jumps.push('break;');
  if (place.loop) jumps.push('continue;');
  return plain(random.pick(jumps));
}

function drawIf(random: Random, depth: number, place: Place): Statement {
  const braces = random.chance(60);
  const block = (): Statement[] => (braces ? drawBlock(random, depth - 1, place) : [drawBranch(random, place)]);
  const head = `if (${condition(random)})`;
  if (random.chance(60)) return { heads: [head], blocks: [block()], tail: '', braces };
  return { heads: [head, 'else'], blocks: [block(), block()], tail: '', braces };
}

/** A branch without braces. A declaration may not stand there. */
function drawBranch(random: Random, place: Place): Statement {
  if (random.chance(30)) return drawJump(random, place);
  const statement = drawSimple(random);
  return isDeclaration(statement) ? plain('h();') : statement;
}

function isDeclaration({ heads: [text = ''] }: Statement): boolean {
  return text.startsWith('int ');
}

function drawLoop(random: Random, depth: number): Statement {
  const head = random.chance(50) ? `while (${condition(random)})` : `for (x = 0; x < y; x++)`;
  const braces = random.chance(70);
  const block = braces ? drawBlock(random, depth - 1, inLoop()) : [drawBranch(random, inLoop())];
  return { heads: [head], blocks: [block], tail: '', braces };
}

function drawSwitch(random: Random, depth: number, place: Place): Statement {
  const inside = { ...place, switch: true };
  const cases = Array.from({ length: 1 + random.below(3) }, (_, index) => [
    plain(`case ${String(index)}:`),
    ...Array.from({ length: 1 + random.below(2) }, () => drawStatement(random, depth - 1, inside)).filter(
      (statement) => !isDeclaration(statement),
    ),
    random.chance(70) ? plain('break;') : plain('h();'),
  ]);
  const last = random.chance(50) ? [plain('default:'), plain('g(y);')] : [];
  return {
    heads: [`switch (${random.pick(['x', 'y'])})`],
    blocks: [[...cases.flat(), ...last]],
    tail: '',
    braces: true,
  };
}

function condition(random: Random): string {
  return random.pick(CONDITIONS);
}

function inLoop(): Place {
  return { loop: true, switch: false };
}

function plain(text: string): Statement {
  return { heads: [text], blocks: [], tail: '', braces: false };
}

/** It is C, and no code is dead: spatch leaves functions with dead code alone. */
export function isSound({ body }: Program): boolean {
  const labelled = body.some(({ heads: [text] }) => text === `${LABEL}:`);
  return labelled === usesLabel(body) && isSoundBlock(body, { loop: false, switch: false });
}

function isSoundBlock(block: readonly Statement[], place: Place): boolean {
  return block.every((statement, index) => {
    const next = block[index + 1]?.heads[0] ?? ':';
    return isSoundStatement(statement, place) && (fallsThrough(statement) || next.endsWith(':'));
  });
}

function isSoundStatement({ heads, blocks }: Statement, place: Place): boolean {
  const [text = ''] = heads;
  if (text === 'break;') return place.loop || place.switch;
  if (text === 'continue;') return place.loop;
  if (/^(case|default)\b/.test(text)) return place.switch;
  if (text.startsWith('switch'))
    return blocks.every((block) => startsWithCase(block) && isSoundBlock(block, { ...place, switch: true }));
  const inner = /^(?:while|for|do)\b/.test(text) ? inLoop() : place;
  const endless = text === 'do' && blocks.some((block) => block.some((statement) => !fallsThrough(statement)));
  return !endless && blocks.every((block) => isSoundBlock(block, inner));
}

function startsWithCase([first]: readonly Statement[]): boolean {
  return /^(case|default)\b/.test(first?.heads[0] ?? '');
}

/** What stands behind the statement can be reached through it. */
function fallsThrough({ heads, blocks }: Statement): boolean {
  const [text = ''] = heads;
  if (/^(?:return|goto|break|continue)\b/.test(text)) return false;
  if (text.startsWith('if') && heads.length === 1) return true;
  if (/^(?:while|for|switch)\b/.test(text)) return true;
  return blocks.length === 0 || blocks.some((block) => block.every(fallsThrough));
}

function usesLabel(body: readonly Statement[]): boolean {
  return body.some(({ heads, blocks }) => heads[0]?.startsWith('goto ') === true || blocks.some(usesLabel));
}

/** The text of a file that holds the function. */
export function printProgram({ name, body }: Program): string {
  return `${PROLOGUE}\nint ${name}(int x, int y, struct s *p)\n{\n${printBlock(body, 1)}}\n`;
}

function printBlock(block: readonly Statement[], depth: number): string {
  return block.map((statement) => printStatement(statement, depth)).join('');
}

function printStatement({ heads, blocks, tail, braces }: Statement, depth: number): string {
  const indent = '\t'.repeat(depth);
  if (blocks.length === 0) {
    const [text = ''] = heads;
    return `${text.endsWith(':') ? '\t'.repeat(depth - 1) : indent}${text}\n`;
  }
  const parts = blocks.map((block, index) => {
    const head = heads[index] ?? '';
    const inner = printBlock(block, depth + 1);
    return braces ? `${head === '' ? '' : `${head} `}{\n${inner}${indent}}` : `${head}\n${inner}`;
  });
  return braces ? `${indent}${parts.join(' ')}${tail}\n` : parts.map((part) => `${indent}${part}`).join('');
}

/** All sound programs that are one step smaller: a statement left out, a block lifted out, a part left out. */
export function smallerPrograms({ name, body }: Program): Program[] {
  return smallerBlocks(body)
    .map((smaller) => ({ name, body: smaller }))
    .filter(isSound);
}

function smallerBlocks(block: readonly Statement[]): Statement[][] {
  return block.flatMap((statement, index) => {
    const before = block.slice(0, index);
    const after = block.slice(index + 1);
    const replacements: Statement[][] = [
      [],
      ...statement.blocks.map((inner) => [...inner]),
      ...smallerStatements(statement),
    ];
    return replacements.map((replacement) => [...before, ...replacement, ...after]);
  });
}

function smallerStatements(statement: Statement): Statement[][] {
  const { heads, blocks } = statement;
  const last = { ...statement, heads: heads.slice(0, -1), blocks: blocks.slice(0, -1) };
  const shorter = blocks.length > 1 ? [[last]] : [];
  const inner = blocks.flatMap((block, index) =>
    smallerBlocks(block)
      .filter((smaller) => statement.braces || smaller.length === 1)
      .map((smaller) => [{ ...statement, blocks: blocks.with(index, smaller) }]),
  );
  return [...shorter, ...inner];
}
