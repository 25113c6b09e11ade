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
  recent: `
[[nodiscard]] int first(void);
[[maybe_unused]] static int kept;
struct [[deprecated]] old { int a [[deprecated("since 3")]]; };
enum wide : unsigned int { LOW, HIGH [[deprecated]] = 3 };
typeof(int) *to; typeof_unqual(kept) same;
static_assert(sizeof(int) == 4);
_Static_assert(1, "always");
_BitInt(17) odd; unsigned _BitInt(3) small = 2wb;
constexpr int mask = 0b1010'1010 + 1'000'000;
thread_local int own; void *none = nullptr;
alignas(16) char room[32];
const char data[] = {
#embed <data.bin> limit(3)
};
int rest(...) { return _Generic(kept, int: 1, default: 2); }
int f(int n [[maybe_unused]])
{
\tvoid *p __free(kfree) = take(n);
\tguard(mutex)(&lock);
\tscoped_guard(mutex, &lock) { n++; }
\tscoped_guard(spinlock, &lock)
\t\tn--;
\tswitch (n) {
\tcase 1: n = 2; [[fallthrough]];
\tdefault: ;
\t}
again:
\tint behind_label = (typeof(n))3;
\treturn n ?: behind_label;
}
`,
  gnu: `
asm(".globl x\\n" "x:\\n");
extern int renamed asm("real_name");
__auto_type copy = 3; __int128 big; _Atomic(int) turn; __thread int each;
struct bits { unsigned a:1, b:2, :3; unsigned :0; int c:3 __attribute__((packed)); };
struct init { int a; } in = { a: 3, };
int row[] = { [0 ... 3] = 1, [5] 6 };
void vla(int n, int a[static n], int b[const *]) {}
FOO ALLOC_SIZE(1)
\tvoid *my_alloc(int n);
struct shuffled {
\tSHUFFLE_START
\tint a;
\tSHUFFLE_END;
\tsize_t
\t\tb;
\tRESERVED
};
int g(int n)
{
\tstatic void *tab[] = { &&one, &&two };
\tint nested(int z) { return z + n; }
\tlong double _Complex c = 1.0i;
\tregister int r asm("r0") = 3;
\tgoto *tab[n];
one:
\tn = ({ int q = n; q + 1; });
\tasm volatile("nop");
\tasm("mov %1, %0" : "=r"(n) : "r"(r) : "memory", "cc");
\tasm inline ("x" : [out] "+m" (*(int *)tab));
\t__asm__ __volatile__ ("" ::: "memory");
two:
\treturn nested(n);
}
`,
  elder: `
int typed(x, c)
	b c;
{
	y = (j)
		r;
}
char *
# ifdef LIBC
weak_function
# endif
re_comp (s)
     const char *s;
{
	int inner(a) int a; { return a; }
	if time_after(jiffies, s)
		return inner(1);
	prefix = ANSI_PREFIX DISPLAY_PREFIX;
	ELF(Ehdr) *hdr = (ELF(Ehdr) *)base;
	hdr = (ELF(Ehdr) *)(base + 1);
}
static struct pair reasons[] = {
	ALL_REASONS
	{ NULL, -1 }
};
static const char *additional =
#define CODE(c, s) s "\\0"
#include "codes.h"
#undef CODE
	;
MACHINE_START(BOARD, "A board")
	/* Maintainer */
	.offset = 0x100,
#ifdef CONFIG_A
	.size = SZ_1M,
#endif
	.restart = board_restart,
MACHINE_END
struct context { u8 __unused[1024 / 8 - sizeof(set)]; };
`,
  halves: `
void f(int c)
{
	opt = getopt32(argv, "m:" IF_A("Z:"), &mode IF_A(,&context));
	if (!(c & 0x80)
	 IF_B(|| c == END)
	 || c == VAR IF_A(IF_B(|| d))
	) {
		if (IF_A(!flag &&) read() != END) x();
	}
	for (; p; p = IF_A(w == DONE ? top : ) p->next) {
		VERBOSE if (c != 0)
			y();
	}
	IF_B(s =) foo(1);
	loc = (ElfW(Addr) *)((ElfW(Addr))loc - 1);
}
`,
  macrosOfOldHeaders: `
enum PASTE(NAME, _requests) {
	A, B
};
static inline int f(int v)
{
	int r;
	asm_inline volatile("x" : "=r" (r) : "r" (v) : "memory");
	alternative(read, "=&A" (r), "c" (v) : "memory");
	kernel_insn(fxrstor %[fx], "=m" (*fx), [fx] "m" (*fx));
	do {
		a();
	} while_each_thread(p, q);
	return user_insn(fnsave %[fx]; fwait, [fx] "=m" (*fx), "m" (*fx));
}
#undef E
#define E(a) X(a);
MODE_LIST
REASON_LIST

#undef E
name_list
#define E(a) { a },
`,
  values: `
#ifdef NUMBER_A
NUMBER_A,
#endif
NUMBER_B,
#ifdef NUMBER_C
NUMBER_C,
NUMBER_D,
#endif
`,
  numbers: `
 0, 1, 2,
 3, 4
`,
  assembler: `
int a;
.macro LOAD reg, at=%rsp
#ifdef CONFIG_A
	.if \\at
	mov \\at, [\\reg, #4]!
#endif
.endm
	.cfi_sections .debug_frame
int b;
`,
  events: `
#undef TRACE_SYSTEM
#define TRACE_SYSTEM sample
#if !defined(_TRACE_SAMPLE_H) || defined(TRACE_HEADER_MULTI_READ)
#define _TRACE_SAMPLE_H
TRACE_EVENT(sample_open,
\tTP_PROTO(struct file *file, const char *name),
\tTP_ARGS(file, name),
\tTP_STRUCT__entry(
\t\t__field(unsigned long, ino)
\t\t__string(name, name)
\t),
\tTP_fast_assign(
\t\t__entry->ino = file->ino;
\t\t__assign_str(name, name);
\t),
\tTP_printk("%lu %s", __entry->ino, __get_str(name))
);
DEFINE_EVENT(sample_class, sample_close,
\tTP_PROTO(struct file *file),
\tTP_ARGS(file));
#endif
#include <trace/define_trace.h>
`,
  bytes:
    '\ufeffint f(void)\r\n{\r\n\tfoo(1);\t/* \u00e9 */\r\n#define A(x) \\\r\n\tfoo(x)\r\n\f\r\n\tbar("\u00e9");\r\n}',
  unended: 'int f(void)\n{\n\treturn 1;\n}\n#define LAST f()',
};
