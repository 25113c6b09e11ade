/**
 * The lowered tree: one shape for C programs and for patterns, so that the matcher can walk both side by side.
 *
 * It is not tree-sitter's tree. Types are inside out (`char *a[3]` is an array of pointers to char), labels and cases
 * are items of their own in a block, adjacent macros and attributes are decided once, here, and never asked about later.
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
}

/*
 * kind            value               kids                                  own tokens
 * ---- expressions
 * ident           name                -                                     the identifier (also field and label names)
 * number          spelling            -                                     the literal
 * char            spelling            -                                     the literal
 * string          spelling            -                                     the literal
 * concat          -                   string|ident|call ... (two or more)   -            "a" PRI "b"
 * call            -                   fn, args                              -
 * args            -                   expr|typename|stmt ... (list)         ( , , )      elements may be `empty-arg`
 * empty-arg       -                   -                                     -            f(a, , b)
 * assign          = += ...            left, right                           the operator
 * binary          operator            left, right                           the operator
 * unary           + - ! ~ & * &&      operand                               the operator (&& is GNU label address)
 * prefix          ++ --               operand                               the operator
 * postfix         ++ --               operand                               the operator
 * conditional     -                   condition, then|null, else            ? :
 * comma           -                   left, right                           ,
 * index           -                   array, index                          [ ]
 * member          . ->                object, ident                         the operator
 * cast            -                   type, operand                         ( )
 * sizeof          sizeof alignof ...  expr|type                             keyword, and ( ) when operand is a type
 * paren           -                   expr                                  ( )
 * stmt-expr       -                   block                                 ( )
 * compound        -                   type, init-list                       ( )          (struct s){ .x = 1 }
 * init-list       -                   elements (list)                       { , , }      a trailing comma is the last but one
 * designated      = or :              designator ..., value (last)          the = (none for the old `f:` form and `[1] v`)
 * designator      . [] ... :          ident | expr | low, high | ident      . | [ ] | [ ... ] | :    (`.f`, `[e]`, `[a ... b]`, `f:`)
 * generic         -                   expr, association ...                 _Generic ( , , )
 * association     -                   type|null, expr                       default? :
 *
 * ---- types
 * prim            normal spelling     -                                     the words: `unsigned long`, `int`, `void`, `bool`
 *                                                                           sign and size words first, `int` dropped beside them
 * typename        name                -                                     the identifier (a typedef name)
 * struct, union   -                   ident|null, fields|null               the keyword
 * enum            -                   ident|null, enumerators|null          the keyword
 * fields          -                   field|directive|macro-decl ... (list) { }
 * enumerators     -                   enumerator|directive ... (list)       { , , }
 * enumerator      -                   ident, expr|null                      =
 * typeof          spelling            expr|type                             typeof ( )
 * pointer         -                   type                                  *
 * array           -                   type, size|null                       [ ]
 * function-type   -                   return type|null, params              -            (also parens around the declarator:)
 * grouped         -                   type                                  ( )          declarator parentheses, `(*f)(int)`
 * qualified       const volatile ...  type                                  the word; nested once per word
 *
 * ---- declarations
 * declaration     -                   storage|null, var ... (one or more, or `bare-type`) , ;
 * typedef         -                   var ...                               typedef , ;
 * storage         normal spelling     -                                     the words: `static`, `extern inline`, ...
 * var             -                   type, ident|null, init|null, bits|null    = or : (declarator of one name). The base type's
 *                                                                           node is shared between the vars of a declaration
 * bare-type       -                   type                                  -            `struct s { ... };`
 * field           -                   var ... | bare-type                   , ;          a declaration inside a struct
 * param           -                   storage|null, type, ident|null        -
 * params          -                   param|ident ... (list)                ( , , )      `(void)` is one param of prim void
 * varargs         -                   -                                     ...          the `...` of a C parameter list
 * function        -                   storage|null, type|null, ident, params, block, old-style declaration ... -
 * macro-decl      -                   ident, args                           ;            DECLARE_X(y); and EXPORT_SYMBOL(x)
 * macro-decl-init -                   ident, args, init                     = ;          DEFINE_X(y) = { ... };
 * asm             text                -                                     all of it (statement or top level)
 * extern-c        -                   item ...                              extern "C" { }
 *
 * ---- statements
 * block           -                   item ... (list)                       { }
 * expr-stmt       -                   expr                                  ;
 * empty           -                   -                                     ;
 * if              -                   condition, then, else|null            if ( ) else
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
 * macro-stmt      -                   expr                                  -            a macro used as a statement without `;`
 *
 * ---- preprocessor lines, kept as items where they stand
 * define          -                   ident, params|null, body|null         the `#define` token
 *                                                                           body: expr, type, statement, seq, or unread
 * undef           -                   ident                                 the `#undef` token
 * include         "x.h" or <x.h>      -                                     the `#include` token and the header name
 * directive       if ifdef ifndef     -                                     all its tokens
 *                 elif else endif
 *                 pragma error ...
 *
 * ---- what could not be read
 * unread          -                   -                                     all its tokens
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
  | 'define' | 'undef' | 'include' | 'directive' | 'unread'
  | 'meta' | 'dots' | 'nest' | 'when' | 'disj' | 'conj' | 'optional' | 'bare' | 'seq' | 'typed';

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
  return { kind, value, kids, tokens, first, last };
}
