/**
 * The lowered tree: one shape for C programs and for patterns, so that the matcher can walk both side by side.
 *
 * It is not tree-sitter's tree. Types are inside out (`char *a[3]` is an array of pointers to char), labels and cases
 * are items of their own in a block, adjacent macros and attributes are decided once, here, and never asked about later.
 *
 * A `paren` around the whole condition of if, while, do and switch does not exist: its parentheses are own tokens of the
 * statement. `return (x);` holds a paren.
 *
 * Layout: `kids` has a fixed length and order for fixed-shape kinds (`null` where an optional part is missing), and is
 * the elements for list kinds. `tokens` holds the indices of the node's *own* tokens, in source order: those that
 * belong to no kid. The tokens of a subtree are the union of its nodes' own tokens; they need not be contiguous
 * (the type of `int a[3]` owns `int`, `[` and `]`).
 */
export interface Node {
  readonly kind: NodeKind;
  /** Name, spelling, operator or keyword, as the table of kinds says; '' where a kind has none. */
  readonly value: string;
  readonly kids: readonly (Node | null)[];
  /** Indices into the file's tokens (programs) or the rule's tokens (patterns). */
  readonly tokens: readonly number[];
  /** Lowest and highest token index in the subtree; -1 for an empty one. */
  readonly first: number;
  readonly last: number;
  /** Kept with the node because weak maps from nodes are dear to the garbage collector. */
  notes: NodeNotes | null;
}

/** What `match/` has worked out about a node, each when it was first asked for: see there. */
export interface NodeNotes {
  tokens: readonly number[] | null;
  key: string | null;
  scopedKey: string | null;
  kinds: ReadonlySet<NodeKind> | null;
}

/*
 * kind            value               kids                                  own tokens
 * ---- expressions
 * ident           name                -                                     the identifier (also field and label names); in a macro
 *                                                                           body one that is pasted: `a ## b` has the value `a##b`
 * number          spelling            -                                     the literal
 * char            spelling            -                                     the literal
 * string          spelling            -                                     the literal
 * concat          -                   string|ident|call ... (two or more)   -            "a" PRI "b"; a number and a name: `10 SECS`
 * call            -                   fn, args                              -
 * args            -                   expr|type|stmt ... (list)             ( , , )      elements may be `empty-arg`; a lone name that
 *                                                                           is a type is a `typename`; `{ ... }` is a block or
 *                                                                           an init-list; `int x; y()` as argument is a seq
 * empty-arg       -                   -                                     -            f(a, , b), f(a, )  (`f()` has none)
 * assign          = += ...            left, right                           the operator
 * binary          operator            left, right                           the operator (also `##` in a macro body)
 * unary           + - ! ~ & * &&      operand                               the operator (&& is GNU label address; also
 *                 __extension__ # ##                                        `# x` and `f(a, ## b)` in a macro body)
 * prefix          ++ --               operand                               the operator
 * postfix         ++ --               operand                               the operator
 * conditional     -                   condition, then|null, else            ? :
 * comma           -                   left, right                           ,            nests to the left: `(a, b), c`
 * index           -                   array, index                          [ ]
 * member          . ->                object, ident                         the operator
 * cast            -                   type, operand                         ( )
 * sizeof          keyword as written  expr|type                             keyword, and ( ) when operand is a type; `sizeof(x)`
 *                                                                           holds a paren
 * paren           -                   expr                                  ( )
 * stmt-expr       -                   block                                 ( )
 * compound        -                   type, init-list                       ( )          (struct s){ .x = 1 }
 * init-list       -                   elements (list)                       { , , }      a trailing comma is the last but one
 * designated      = or :              designator ..., value (last)          the = (none for the old `f:` form and `[1] v`)
 * designator      . [] ... :          ident | expr | low, high | ident      . | [ ] | [ ... ] | :    (`.f`, `[e]`, `[a ... b]`, `f:`);
 *                                                                           `.a.b = v` has two
 * generic         -                   expr, association ...                 _Generic ( , , )
 * association     -                   type|null, expr                       default? :
 *
 * ---- types
 * prim            normal spelling     -                                     the words: `unsigned long`, `int`, `void`, `bool`
 *                                                                           sign and size words first, `int` dropped beside them:
 *                                                                           `unsigned`, `long`, `unsigned long long`, `long double`;
 *                                                                           `signed` stays only in `signed char`; `_Bool` is `bool`
 * typename        name                -                                     the identifier (a typedef name, `size_t` and `u8` too)
 * struct, union   -                   ident|null, fields|null               the keyword
 * enum            -                   ident|null, enumerators|null          the keyword
 * fields          -                   field|directive|macro-decl ... (list) { }
 * enumerators     -                   enumerator|directive ... (list)       { , , }
 * enumerator      -                   ident, expr|null                      =
 * typeof          typeof|macro's name expr|type                             typeof ( )   also a macro that makes a type: `STACK_OF(X) *s`
 * pointer         -                   type                                  *
 * array           -                   type, size|null                       [ ]
 * function-type   -                   return type, params                   -
 * grouped         -                   type                                  ( )          parentheses around a declarator. It stands around
 *                                                                           the type that the inside makes, outermost:
 *                                                                           `int (*f)(char)` gives f the type
 *                                                                           (grouped (pointer (function-type int params)))
 * qualified       const volatile ...  type                                  the word; nested once per word, in whatever order written:
 *                                                                           const outside volatile outside restrict outside others.
 *                                                                           `char *const p` is (qualified:const (pointer char))
 *
 * ---- declarations
 * declaration     -                   storage|null, var ... (one or more, or `bare-type`) , ;
 * typedef         -                   var ...                               typedef , ;
 * storage         normal spelling     -                                     the words: `static`, `extern inline`, ...; `inline` last
 * var             -                   type, ident|null, init|null, bits|null    = or : (declarator of one name). The base type's
 *                                                                           node is shared between the vars of a declaration.
 *                                                                           Where no type is written (`static x = 3;`) it is
 *                                                                           a prim `int` without tokens
 * bare-type       -                   type                                  -            `struct s { ... };`
 * field           -                   var ... | bare-type                   , ;          a declaration inside a struct
 * param           -                   storage|null, type, ident|null        -
 * params          -                   param|ident ... (list)                ( , , )      `(void)` is one param of prim void. ident: names
 *                                                                           in the head of an old-style definition, and macro
 *                                                                           parameters; in heads such as SYSCALL_DEFINE2(...)
 *                                                                           any expression
 * varargs         -                   -, or the ident in front              ...          the `...` of a C parameter list; `args...` of a macro
 * function        -                   storage|null, type|null, ident, params, block, old-style declaration ... -
 *                                                                           type: what it returns, null where none is written
 * macro-decl      storage words or '' ident, args|null                      ;            DECLARE_X(y); and EXPORT_SYMBOL(x), and the
 *                                                                           storage words in front (`static DEFINE_X(y);`).
 *                                                                           Inside functions only with storage words or a name
 *                                                                           that starts with DECLARE_ or DEFINE_, else expr-stmt
 *                                                                           In structs also a bare name on a line of its own
 * macro-decl-init storage words or '' ident, args, init                     = ;          DEFINE_X(y) = { ... }; and `START(x) .a = 1, END`, whose
 *                                                                           init-list has no braces and whose own token is END
 * asm             words, one space    -                                     all of it (statement or top level); `;` is not in the value
 * extern-c        -                   item ...                              extern "C" { }
 *
 * ---- statements
 * block           -                   item ... (list)                       { }          labels, case and default are items; the
 *                                                                           statement behind them is the next one. In a place for
 *                                                                           one statement (`if (x) l: f();`) the two make a `seq`
 * expr-stmt       -                   expr                                  ;
 * empty           -                   -                                     ;
 * if              -                   condition, then, else|null            if ( ) else  `if MACRO(x)` has no parentheses of its own
 * while           -                   condition, body                       while ( )
 * do              -                   body, condition                       do while ( ) ;
 * for             -                   init|null, condition|null, step|null, body   for ( ; ; )   init: expr or declaration
 *                                                                           (a declaration brings its own ;)
 * iterator        name                args, body                            the name      list_for_each_entry(...) stmt
 * switch          -                   condition, body                       switch ( )
 * case            -                   low, high|null                        case ... :
 * default         -                   -                                     default :
 * label           name                ident                                 :
 * goto            -                   ident | expr                          goto ;  (and * for computed goto)
 * break, continue -                   -                                     the keyword ;
 * return          -                   expr|null                             return ;
 * macro-stmt      -                   expr                                  -            a macro used as a statement without `;`, and the
 *                                                                           last expression of a macro's body of statements
 *
 * ---- preprocessor lines, kept as items where they stand
 * define          name                ident, params|null, body|null         the `#define` token
 *                                                                           body: expr, type, statement, seq, storage, init-list
 *                                                                           (its braces may be missing: `.a = 1, .b = 2`), unread
 * undef           -                   ident                                 the `#undef` token
 * include         "x.h" or <x.h>      -                                     the `#include` token and the header name
 * directive       if ifdef ifndef     -                                     all its tokens
 *                 elif else endif
 *                 pragma error ...
 *
 * ---- what could not be read
 * unread          -                   -                                     all its tokens; may stand in for any kid
 *
 * Attributes are left out of the tree. They are lowered when asked for (`CFile.attributes`, `Pattern.attributes`), and
 * where they stand says what they belong to (`attributesOf`):
 * attribute       name, [[...]]       args|null                             name, for `__attribute__((x))` the outer ( ) too
 *
 * Other tokens that are of no account to the language's structure are own tokens of the node around them.
 *
 * ---- patterns only
 * meta            metavariable        -                                     the identifier
 * dots            -                   when ...                              ...
 * nest            <... or <+...       body, when ...                        opening, closing
 * when            != = any strict     body|null                             -
 *                 exists forall
 *                 true!= false!=
 * disj            -                   alternative ...                       ( | | )
 * conj            -                   conjunct ...                          ( & & )
 * optional        -                   item                                  -            a `?` line
 * bare            -                   expr                                  -            an expression standing alone as statement:
 *                                                                           matches inside any statement
 * test            -                   expr                                  -            matches only where C asks for the truth of an
 *                                                                           expression: conditions, operands of && || !
 * seq             -                   item ...                              -            several statements or top-level items
 * typed           -                   type, expr                            -            reserved for `(T)e` in isomorphisms
 */
export type NodeKind =
  | 'ident' | 'number' | 'char' | 'string' | 'concat' | 'call' | 'args' | 'empty-arg' | 'assign' | 'binary' | 'unary'
  | 'prefix' | 'postfix' | 'conditional' | 'comma' | 'index' | 'member' | 'cast' | 'sizeof' | 'paren' | 'stmt-expr'
  | 'compound' | 'init-list' | 'designated' | 'designator' | 'generic' | 'association'
  | 'prim' | 'typename' | 'struct' | 'union' | 'enum' | 'fields' | 'enumerators' | 'enumerator' | 'typeof' | 'pointer'
  | 'array' | 'function-type' | 'grouped' | 'qualified'
  | 'declaration' | 'typedef' | 'storage' | 'var' | 'bare-type' | 'field' | 'param' | 'params' | 'varargs' | 'function'
  | 'macro-decl' | 'macro-decl-init' | 'asm' | 'extern-c'
  | 'block' | 'expr-stmt' | 'empty' | 'if' | 'while' | 'do' | 'for' | 'iterator' | 'switch' | 'case' | 'default' | 'label'
  | 'goto' | 'break' | 'continue' | 'return' | 'macro-stmt'
  | 'define' | 'undef' | 'include' | 'directive' | 'attribute' | 'unread'
  | 'meta' | 'dots' | 'nest' | 'when' | 'disj' | 'conj' | 'optional' | 'bare' | 'test' | 'seq' | 'typed';

/** Makes a node; `first` and `last` are worked out from own tokens and kids. */
export function makeNode(
  kind: NodeKind,
  value: string,
  kids: readonly (Node | null)[],
  tokens: readonly number[],
): Node {
  let first = tokens[0] ?? -1;
  let last = tokens[tokens.length - 1] ?? -1;
  for (const kid of kids) {
    if (kid === null || kid.first < 0) continue;
    if (first < 0 || kid.first < first) first = kid.first;
    if (kid.last > last) last = kid.last;
  }
  return { kind, value, kids: kids.length === 0 ? NOTHING : kids, tokens: tokens.length === 1 ? tokens : compact(tokens), first, last, notes: null };
}

const NOTHING: readonly never[] = [];

/** Without the room for many more that lists have which were pushed to; nodes stay, and are many. */
export function compact<T>(list: readonly T[]): readonly T[] {
  return list.length === 0 ? NOTHING : list.slice();
}
