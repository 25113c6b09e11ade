// Report code that raises its own module's count.
//
// What: try_module_get(THIS_MODULE) or __module_get(THIS_MODULE) in a function that an operations structure names. Whoever
// calls through the structure should hold the module, by its owner field.
//
// Since: any kernel.
// Source: Documentation/kernel-hacking/hacking.rst of Linux.

@getter@
identifier fn;
@@
fn(...) { <+... \( try_module_get(THIS_MODULE) \| __module_get(THIS_MODULE) \) ...+> }

@entry@
identifier getter.fn;
identifier kind, ops, member;
@@
struct kind ops = {
(
  .member = fn,
|
  member: fn,
)
};

@get depends on entry@
identifier getter.fn;
@@
fn(...) { <+...
(
* try_module_get(THIS_MODULE)
|
* __module_get(THIS_MODULE)
)
...+> }
