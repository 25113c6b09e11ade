// Let the VFS hold the module while a file is open.
//
// What: an open() that calls try_module_get(THIS_MODULE) is racy: the module can be unloaded between the moment its
// open() is looked up and the moment the count is raised. Setting .owner in the operations structure moves the count to
// the caller, which takes it before it enters the module and drops it after release(). This patch removes the get from
// the open() and the put from the release() of each operations structure, the puts on error paths of the open()
// included, adds `.owner = THIS_MODULE` where it is absent, and removes labels that are no longer jumped to.
//
// An open() that gets another module stays untouched.
//
// Since: struct file_operations has had an owner since Linux 2.4, struct block_device_operations since 2.6.
// Source: the kernel's rule that nobody may raise their own module count, as in Documentation/kernel-hacking/hacking.rst.

@operations@
identifier kind = {file_operations, block_device_operations, v4l2_file_operations};
identifier ops, open_fn;
@@
struct kind ops = {
(
  .open = open_fn,
|
  open: open_fn,
)
};

@gets@
identifier operations.open_fn;
@@
open_fn(...) { <+... try_module_get(THIS_MODULE) ...+> }

@closes depends on gets@
identifier operations.kind, operations.ops, release_fn;
@@
struct kind ops = {
(
  .release = release_fn,
|
  release: release_fn,
)
};

@jumps depends on gets@
identifier operations.open_fn, l;
@@
open_fn(...) { <+...
- if (!try_module_get(THIS_MODULE)) goto l;
...+> }

@jumps_from_block depends on gets@
identifier operations.open_fn, l;
@@
open_fn(...) { <+...
- if (!try_module_get(THIS_MODULE)) { ... goto l; }
...+> }

@returns depends on gets@
identifier operations.open_fn;
@@
open_fn(...) { <...
(
- if (!try_module_get(THIS_MODULE)) return ...;
|
- if (!try_module_get(THIS_MODULE)) { ... return ...; }
|
- try_module_get(THIS_MODULE);
)
...> }

@puts_of_open depends on gets@
identifier operations.open_fn, x;
constant c;
@@
open_fn(...) { <...
(
- if (\(x \| x < c\)) module_put(THIS_MODULE);
|
- module_put(THIS_MODULE);
)
...> }

@puts_of_release@
identifier closes.release_fn;
@@
release_fn(...) { <...
- module_put(THIS_MODULE);
...> }

@still_jumps@
identifier operations.open_fn, jumps.l;
@@
open_fn(...) { <+... goto l; ...+> }

@unused_label depends on jumps && !still_jumps@
identifier operations.open_fn, jumps.l;
@@
open_fn(...) { <...
- l:
...> }

@still_jumps_from_block@
identifier operations.open_fn, jumps_from_block.l;
@@
open_fn(...) { <+... goto l; ...+> }

@unused_block_label depends on jumps_from_block && !still_jumps_from_block@
identifier operations.open_fn, jumps_from_block.l;
@@
open_fn(...) { <...
- l:
...> }

@owned depends on gets@
identifier operations.kind, operations.ops;
@@
struct kind ops = {
(
  .owner = THIS_MODULE,
|
  owner: THIS_MODULE,
)
};

@own depends on gets && !owned@
identifier operations.kind, operations.ops, operations.open_fn;
@@
struct kind ops = {
+ .owner = THIS_MODULE,
  ...,
  .open = open_fn,
  ...
};

@own_old_style depends on gets && !owned@
identifier operations.kind, operations.ops, operations.open_fn;
@@
struct kind ops = {
+ owner: THIS_MODULE,
  ...,
  open: open_fn,
  ...
};
