// Do not put a module that could not be got.
//
// What: where try_module_get(e) fails nothing was counted, so the way out must not run module_put(e). This patch finds a
// failed get that jumps to a label with module_put(e) behind it, and lets it jump to the next label after the put.
//
// Since: any kernel; seen in blktrans_open() of drivers/mtd/mtd_blkdevs.c in Linux 2.6.
// Source: every try_module_get() that succeeded needs one module_put(), one that failed none.

@@
expression e;
identifier l1, l2;
@@
  if (!try_module_get(e))
-   goto l1;
+   goto l2;
  ... when any
      when exists
  l1:
  module_put(e);
  ... when exists
  l2:
