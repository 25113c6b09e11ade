// Report a module that stays counted on an error path.
//
// What: after try_module_get(e) succeeded, some path returns an error without any module_put(). Both ends are reported:
// the get and the return. A put of another expression counts too, since it is often the same module under another name.
//
// Since: any kernel.
// Source: every try_module_get() that succeeded needs one module_put(), one that failed none.

@unbalanced exists@
expression e;
identifier l;
constant c;
@@
(
* if (!try_module_get(e))
  \( return ...; \| goto l; \)
|
* if (!try_module_get(e))
  {
    ...
    \( return ...; \| goto l; \)
  }
)
  ... when != module_put(...)
(
* return -c;
|
* return ERR_PTR(-c);
)
