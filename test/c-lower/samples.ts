/** Files of C with what kernels and libraries do to it, for checks that hold for every text. */
export const samples: Readonly<Record<string, string>> = {
  attributes: `
static int __init start(struct device __iomem *base, int n) __must_hold(lock)
{
\tchar __user *p = (char __user *)base;
\treturn n ? copy(p, n) : -EINVAL;
}
static struct ops table __read_mostly = { .open = start, .flags = A | B, };
struct packed { u8 a; u16 b:3, :5; } __attribute__((packed));
`,
  macros: `
EXPORT_SYMBOL(start);
MODULE_LICENSE("GPL")
static DEFINE_MUTEX(lock);
static const DECLARE_SCALE(gain, -100, 50);
SYSCALL_DEFINE2(read_it, int, fd, char __user *, buf)
{
\tlist_for_each_entry(pos, &head, member) {
\t\tif (pos->id == fd)
\t\t\tbreak;
\t}
\tfor_each_item(x)
\t\tuse(x);
\treturn container_of(p, struct item, member)->id + va_arg(ap, struct item *)->n;
}
`,
  conditionals: `
static int run(struct item *i)
{
#ifdef CONFIG_A
\tint a = 1;
#else
\tint a = 2;
#endif
\tif (i->x)
#ifdef CONFIG_B
\t\treturn 1;
\telse
#endif
\t\treturn a;
#define LOCAL(x) ((x) + 1)
\treturn LOCAL(a);
}
struct s {
\tint a;
#if defined(CONFIG_A) && \\
\tdefined(CONFIG_B)
\tint b;
#endif
} one, *two;
enum e {
\tFIRST,
#ifdef CONFIG_A
\tSECOND,
#endif
};
static int t[] = {
\t1,
#ifdef CONFIG_A
\t2,
#endif
\t3,
};
`,
  oddities: `
#include <linux/list.h>
#include "own.h"
#define MAX(a, b) ((a) > (b) ? (a) : (b))
#define NOTHING
#define LOOP(i, n) for (i = 0; i < (n); i++)
#define DO(x) do { run(x); } while (0)
#define NAME(x) name_##x
#pragma pack(1)
int f(a, b) int a; char *b; { return a; }
implicit(void) { return 0; }
static x = 3;
int g(void)
{
\tswitch (a) {
\tcase 1 ... 3: run(); break;
\tcase 'a': { b(); }
\tdefault:
\t\tgoto *labels[x];
\t}
\tprintk(KERN_INFO PREFIX "a" PRIx64 "b" __stringify(c) "\\n", d);
\ttrace(a, , b);
\tcompare(a, ==, b);
\tx = &&out;
\tasm goto("jmp %l0" : : : : out);
\ty = sizeof(struct item) * !list-- + (u32)-1;
out:
\t;
}
`,
};
