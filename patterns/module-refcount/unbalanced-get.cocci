// Report a module that stays counted on an error path.
//
// What: after try_module_get(e) succeeded, some path returns an error without module_put(e). Both ends are reported: the
// get and the return.
//
// Since: any kernel.
// Source: every try_module_get() that succeeded needs one module_put(), one that failed none.

@unbalanced exists@
expression e;
constant c;
@@
(
* if (!try_module_get(e)) { ... \( return ...; \| goto ...; \) }
|
* if (!try_module_get(e)) return ...;
)
  ... when != module_put(e)
* return -c;
