/** The text of patterns/standard.iso; made by `npm run embed`. */
export const STANDARD_ISOMORPHISMS: string = `// Ways of writing C that mean the same. A rule that is written in one of them matches the others as well.
//
//   form <=> form     each stands for the other
//   form => form      the first stands for the second, not the other way round
//
// The word in front says what the forms are; TestExpression is an expression whose truth is asked for. A \`pure\`
// metavariable stands only for code to which nothing is added, a \`context\` one only for code that is kept.
// \`@ rule disable name @\` switches one off for a rule, \`disable all\` all of them. They apply in the order of this
// file. Storage classes, qualifiers, spellings of numbers and of type words need no form here: they are optional or equal
// in the matcher.

// ---- casts

Expression
@ drop_cast @
expression E;
pure type T;
@@
 (T)E => E

// ---- truth and comparisons with zero and NULL

Expression
@ not_int1 @
int X;
@@
 !X => X == 0

TestExpression
@ not_int2 @
int X;
@@
 X => X != 0

Expression
@ not_ptr1 @
expression *X;
@@
 !X => X == NULL

TestExpression
@ not_ptr2 @
expression *X;
@@
 X => X != NULL

Expression
@ commeq @
expression E;
constant C;
@@
 E == C <=> C == E

Expression
@ commneq @
expression E;
constant C;
@@
 E != C <=> C != E

Expression
@ is_zero @
expression X;
@@
 X == 0 => !X

ToTestExpression
@ isnt_zero @
expression X;
@@
 X != 0 => X

Expression
@ is_null @
expression X;
@@
 X == NULL => !X

ToTestExpression
@ isnt_null1 @
expression X;
@@
 X != NULL => X

// ---- operators

Expression
@ bitor_comm @
expression X, Y;
@@
 X | Y => Y | X

Expression
@ bitand_comm @
expression X, Y;
@@
 X & Y => Y & X

Expression
@ plus_comm @
expression X, Y;
@@
 X + Y => Y + X

Expression
@ mult_comm @
expression X, Y;
@@
 X * Y => Y * X

Expression
@ plus_assoc @
expression X, Y, Z;
@@
 (X + Y) + Z <=> X + Y + Z

Expression
@ minus_assoc @
expression X, Y, Z;
@@
 (X - Y) - Z <=> X - Y - Z

Expression
@ plus_minus_assoc1 @
expression X, Y, Z;
@@
 (X + Y) - Z <=> X + Y - Z

Expression
@ plus_minus_assoc2 @
expression X, Y, Z;
@@
 (X - Y) + Z <=> X - Y + Z

Expression
@ times_assoc @
expression X, Y, Z;
@@
 (X * Y) * Z <=> X * Y * Z

Expression
@ div_assoc @
expression X, Y, Z;
@@
 (X / Y) / Z <=> X / Y / Z

Expression
@ times_div_assoc1 @
expression X, Y, Z;
@@
 (X * Y) / Z <=> X * Y / Z

Expression
@ times_div_assoc2 @
expression X, Y, Z;
@@
 (X / Y) * Z <=> X / Y * Z

Expression
@ gtr_lss @
expression X, Y;
@@
 X < Y <=> Y > X

Expression
@ gtr_lss_eq @
expression X, Y;
@@
 X <= Y <=> Y >= X

// ---- steps by one

Statement
@ inc @
identifier i;
@@
 i++; <=> ++i; <=> i += 1; <=> i = i + 1;

Statement
@ for_inc @
expression X, Y;
statement S;
identifier i;
@@
 for (X; Y; i++) S <=> for (X; Y; ++i) S

// ---- hints for the branch predictor

Expression
@ unlikely @
expression E;
@@
 unlikely(E) <=> likely(E) => E

Expression
@ bsd_branch_pred @
expression E;
@@
 __predict_false(E) <=> __predict_true(E) => E

// ---- parentheses

Expression
@ paren @
expression E;
@@
 (E) => E

// ---- arguments

ArgExpression
@ zero_multiple_format @
@@
 0 => '\\0'

// ---- branches

Statement
@ neg_if @
expression X;
statement S1, S2;
@@
 if (X) S1 else S2 => if (!X) S2 else S1

Statement
@ ne_if @
expression E1, E2;
statement S1, S2;
@@
 if (E1 != E2) S1 else S2 => if (E1 == E2) S2 else S1

Statement
@ drop_else @
expression E;
statement S1;
pure statement S2;
@@
 if (E) S1 else S2 => if (E) S1

Expression
@ neg_if_exp @
expression E1, E2, E3;
@@
 E1 ? E2 : E3 => !E1 ? E3 : E2

// ---- declarations with and without an initial value

Declaration
@ decl_init @
type T;
context identifier Z;
@@
 T Z; => T Z = ...;

Declaration
@ extern_decl_init @
type T;
context identifier Z;
@@
 extern T Z; => extern T Z = ...;

Declaration
@ static_decl_init @
type T;
context identifier Z;
@@
 static T Z; => static T Z = ...;

// ---- braces around one statement

Statement
@ braces0 @
statement S;
@@
 { ... } => S

Statement
@ braces1 @
statement S;
@@
 { ... S } => S

Statement
@ braces2 @
statement S;
@@
 { ... S ... } => S

Statement
@ braces3 @
statement S;
@@
 { S ... } => S

Statement
@ braces4 @
statement S;
@@
 { S } => S

// ---- return without a value

Statement
@ ret @
@@
 return ...; => return;

// ---- fields

Expression
@ ptr_to_array @
expression E1, E2;
identifier fld;
@@
 E1->fld => E1[E2].fld

Expression
@ fld_to_ptr @
type T;
pure T E;
pure T *E1;
identifier fld;
@@
 E.fld => E1->fld

// ---- sizes

Expression
@ sizeof_type_expr @
pure type T;
T E;
@@
 sizeof(T) => sizeof E
`;
