import test from 'ava';
import { expandIsomorphisms } from '../../src/compile/isomorphisms.js';
import { formatTree, parseIsomorphisms, parsePatch } from '../../src/smpl/index.js';
import type { Isomorphism, PlusCode, Rule } from '../../src/smpl/index.js';
import { SourceText } from '../../src/text/index.js';

function isomorphisms(text: string): readonly Isomorphism[] {
  const { isomorphisms: parsed, diagnostics } = parseIsomorphisms(new SourceText('test.iso', text));
  if (diagnostics.length > 0) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return parsed;
}

const IS_NULL = isomorphisms('Expression\n@ is_null @\nexpression X;\n@@\n X == NULL => !X\n');
const ISNT_NULL = isomorphisms('ToTestExpression\n@ isnt_null1 @\nexpression X;\n@@\n X != NULL => X\n');
const COMMEQ = isomorphisms('Expression\n@ commeq @\nexpression E;\nconstant C;\n@@\n E == C <=> C == E\n');
const NOT_PTR = isomorphisms('Expression\n@ not_ptr1 @\nexpression *X;\n@@\n !X => X == NULL\n');
const NEG_IF = isomorphisms(
  'Statement\n@ neg_if @\nexpression X;\nstatement S1, S2;\n@@\n if (X) S1 else S2 => if (!X) S2 else S1\n',
);
const DROP_ELSE = isomorphisms(
  'Statement\n@ drop_else @\nexpression E;\nstatement S1;\npure statement S2;\n@@\n if (E) S1 else S2 => if (E) S1\n',
);
const BRACES = isomorphisms('Statement\n@ braces1 @\nstatement S;\n@@\n { ... S } => S\n');
const UNLIKELY = isomorphisms('Expression\n@ unlikely @\nexpression E;\n@@\n unlikely(E) <=> likely(E) => E\n');
const PAREN = isomorphisms('Expression\n@ paren @\nexpression E;\n@@\n (E) => E\n');
const DECL_INIT = isomorphisms('Declaration\n@ decl_init @\ntype T;\ncontext identifier Z;\n@@\n T Z; => T Z = ...;\n');
const SIZEOF = isomorphisms('Expression\n@ sizeof_type_expr @\npure type T;\nT E;\n@@\n sizeof(T) => sizeof E\n');

function expanded(isos: readonly Isomorphism[], header: string, ...body: readonly string[]): Rule {
  const { sections, diagnostics } = parsePatch(new SourceText('t.cocci', [header, '@@', ...body, ''].join('\n')));
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('\n'));
  const rule = sections.find((section) => section.kind === 'rule');
  if (rule === undefined) throw new Error('no rule');
  return expandIsomorphisms(rule, isos);
}

function items(isos: readonly Isomorphism[], declarations: string, ...body: readonly string[]): string[] {
  return expanded(isos, `@@ ${declarations}`, ...body).body.root.kids.map(formatTree);
}

/** `token mark < before > after @ names` for the tokens that an isomorphism made. */
function made(isos: readonly Isomorphism[], declarations: string, ...body: readonly string[]): string[] {
  const written = expanded([], `@@ ${declarations}`, ...body).body.tokens.length;
  return expanded(isos, `@@ ${declarations}`, ...body)
    .body.tokens.slice(written)
    .map(({ text, mark, before, after, attached }) =>
      [text, mark, ...hung('<', before), ...hung('>', after), ...attached.map((name) => `@${name}`)].join(' '),
    );
}

function hung(sign: string, code: PlusCode | null): string[] {
  if (code === null) return [];
  const lines = code.lines.map(({ pieces }) =>
    pieces.map((piece) => ('text' in piece ? piece.text : piece.metavariable)).join(''),
  );
  return [`${sign}${lines.join('/')}`];
}

test('a place becomes a disjunction of what is written and what means the same', (t) => {
  t.deepEqual(items(IS_NULL, 'expression x;', 'x == NULL'), [
    '(bare (disj (binary:== meta:x ident:NULL) (unary:! meta:x)))',
  ]);
  t.deepEqual(items(COMMEQ, 'expression x;', 'x == NULL'), [
    '(bare (disj (binary:== meta:x ident:NULL) (binary:== ident:NULL meta:x)))',
  ]);
});

test('the first of several isomorphisms feeds the next', (t) => {
  t.deepEqual(items([...NOT_PTR, ...COMMEQ], 'expression *x;', '!x'), [
    '(bare (disj (unary:! meta:x) (binary:== meta:x ident:NULL) (binary:== ident:NULL meta:x)))',
  ]);
});

test('types are asked of metavariables', (t) => {
  t.deepEqual(items(NOT_PTR, 'expression x;', '!x'), ['(bare (unary:! meta:x))']);
  t.deepEqual(items(NOT_PTR, 'struct s *x;', '!x'), ['(bare (disj (unary:! meta:x) (binary:== meta:x ident:NULL)))']);
});

test('added code goes to the ends of the other form', (t) => {
  t.deepEqual(made(IS_NULL, 'expression x;', '- x == NULL', '+ foo(x)'), ['! minus', 'x minus >foo(x)']);
  t.deepEqual(made(UNLIKELY, 'expression x;', '+ a +', '- unlikely(x)'), [
    'likely minus <a +',
    '( minus',
    'x minus',
    ') minus',
    'x minus <a +',
  ]);
});

test('expressions that are changed in part keep their form', (t) => {
  t.deepEqual(made(IS_NULL, 'expression x;', '- x', '+ y', ' == NULL'), []);
  t.deepEqual(made(IS_NULL, 'expression x;', ' x', '+ + 1', ' == NULL'), []);
});

test('tests are told from values', (t) => {
  t.deepEqual(items(ISNT_NULL, 'expression x; statement S;', 'if (x != NULL && y) S'), [
    '(if (binary:&& (disj (binary:!= meta:x ident:NULL) meta:x) ident:y) meta:S _)',
  ]);
  t.deepEqual(items(ISNT_NULL, 'expression x;', 'f(x != NULL);'), [
    '(expr-stmt (call ident:f (args (binary:!= meta:x ident:NULL))))',
  ]);
});

test('negations are written as in C', (t) => {
  t.deepEqual(items(NEG_IF, 'statement S1, S2; expression x;', 'if (x) S1 else S2'), [
    '(disj (if meta:x meta:S1 meta:S2) (if (unary:! meta:x) meta:S2 meta:S1))',
  ]);
  t.deepEqual(
    items(NEG_IF, 'statement S1, S2; expression x;', 'if (!x) S1 else S2').at(0),
    '(disj (if (unary:! meta:x) meta:S1 meta:S2) (if meta:x meta:S2 meta:S1))',
  );
  t.deepEqual(
    items(NEG_IF, 'statement S1, S2; expression x;', 'if (x == 1) S1 else S2').at(0),
    '(disj (if (binary:== meta:x number:1) meta:S1 meta:S2) (if (binary:!= meta:x number:1) meta:S2 meta:S1))',
  );
  t.deepEqual(
    items(NEG_IF, 'statement S1, S2; expression x;', 'if (x < 1) S1 else S2').at(0),
    '(disj (if (binary:< meta:x number:1) meta:S1 meta:S2) (if (unary:! (paren (binary:< meta:x number:1))) meta:S2 meta:S1))',
  );
});

test('statements carry their changes along', (t) => {
  t.deepEqual(made(NEG_IF, 'expression x;', 'if (x)', '-  f();', '+  g();', 'else h();'), [
    'if context',
    '( context',
    '! context',
    'x context',
    ') context',
    'h context',
    '( context',
    ') context',
    '; context',
    'else context',
    'f minus',
    '( minus',
    ') minus',
    '; minus >g();',
  ]);
});

test('an else branch may be missing unless something is changed in it', (t) => {
  t.deepEqual(
    items(DROP_ELSE, 'statement S1, S2;', '... when != if (...) S1 else S2', 'f();').at(0),
    '(dots (when:!= (disj (if dots meta:S1 meta:S2) (if dots meta:S1 _))))',
  );
  t.deepEqual(made(DROP_ELSE, 'statement S1, S2;', 'if (...) S1 else S2', '+ f();'), []);
});

test('positions stay on the words they are attached to', (t) => {
  t.deepEqual(made(DROP_ELSE, 'statement S1, S2; position p;', 'if@p (...) S1 else S2'), [
    'if context @p',
    '( context',
    '... context',
    ') context',
    'S1 context',
  ]);
  t.deepEqual(made(IS_NULL, 'expression x; position p;', 'x ==@p NULL'), []);
});

test('braces go where nothing is added in them', (t) => {
  t.deepEqual(items(BRACES, 'expression x;', 'if (x) { ... return; }'), [
    '(if meta:x (disj (block dots (return _)) (return _)) _)',
  ]);
  t.deepEqual(made(BRACES, 'expression x;', 'if (x) {', '+ f();', '  ...', '  return;', '}'), []);
  t.deepEqual(made(BRACES, 'expression x;', 'if (x) {', '  ...', '- return;', '}'), []);
  t.deepEqual(made(BRACES, 'expression x;', 'if (x) {', '  ...', '- return;', '+ f();', '}'), [
    'return minus',
    '; minus >f();',
  ]);
});

test('a function body is no statement', (t) => {
  t.deepEqual(items(BRACES, '', 'f(...) { ... return; }'), [
    '(function _ _ ident:f (params dots) (block dots (return _)))',
  ]);
});

test('chains of forms', (t) => {
  t.deepEqual(items(UNLIKELY, 'expression x;', 'likely(x)'), [
    '(bare (disj (call ident:likely (args meta:x)) (call ident:unlikely (args meta:x)) meta:x))',
  ]);
  t.deepEqual(items(PAREN, 'expression x;', ' ((x))'), [
    '(bare (disj (paren (disj (paren meta:x) meta:x)) (paren meta:x) meta:x))',
  ]);
});

test('what an isomorphism leaves open becomes a wildcard', (t) => {
  t.deepEqual(items(DECL_INIT, 'type T; identifier i;', 'T i;'), [
    '(disj (declaration _ (var meta:T meta:i _ _)) (declaration _ (var meta:T meta:i dots _)))',
  ]);
  t.deepEqual(made(DECL_INIT, 'type T; identifier i;', '- T i;'), []);
  const rule = expanded(SIZEOF, '@@ type T;', 'sizeof(T)');
  t.deepEqual(rule.body.root.kids.map(formatTree), ['(bare (disj (sizeof:sizeof meta:T) (sizeof:sizeof meta:any 1)))']);
  t.deepEqual(rule.metavariables[1]?.types.map(formatTree), ['meta:T']);
});

test('isomorphisms can be disabled', (t) => {
  t.deepEqual(expanded(IS_NULL, '@disable is_null@ expression x;', 'x == NULL').body.root.kids.map(formatTree), [
    '(bare (binary:== meta:x ident:NULL))',
  ]);
  t.deepEqual(expanded(IS_NULL, '@disable all@ expression x;', 'x == NULL').body.root.kids.map(formatTree), [
    '(bare (binary:== meta:x ident:NULL))',
  ]);
});
