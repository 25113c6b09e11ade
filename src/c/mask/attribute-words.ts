const words = (list: string): string[] => list.split(/\s+/).filter((word) => word !== '');

/**
 * Words that are attributes wherever they stand in a declaration; each is left out with the parentheses behind it, if
 * there are any and the word is in `attributeCalls`.
 */
export const attributeWords: ReadonlySet<string> = new Set(
  words(`
  __init __initdata __initconst __exit __exitdata __exitconst __devinit __devinitdata __devinitconst __devexit
  __devexitdata __devexitconst __cpuinit __cpuinitdata __meminit __meminitdata __memexit __memexitdata __net_init
  __net_exit __net_initdata __ref __refdata __refconst __init_or_module __initdata_or_module __initconst_or_module
  __ro_after_init __read_mostly __user __kernel __iomem __percpu __rcu __force __bitwise __nocast __safe __must_check
  __maybe_unused __always_unused __unused __used __weak __pure __attribute_const__ __cold __hot __always_inline
  __packed __visible __malloc __noreturn __deprecated __latent_entropy __randomize_layout __no_randomize_layout
  __designated_init __private __nonstring __noclone __flatten __noinline __gnu_inline __lockfunc
  __sched __kprobes __noendbr __noretpoline __cpuidle __irq_entry __softirq_entry __exception_irq_entry __bpf_kfunc
  __cacheline_aligned __cacheline_aligned_in_smp ____cacheline_aligned ____cacheline_aligned_in_smp
  ____cacheline_internodealigned_in_smp __page_aligned_data __page_aligned_bss __bss_decrypted
  __no_sanitize_address __no_kasan_or_inline __no_kcsan __no_sanitize_or_inline __no_stack_protector
  __no_profile __nocfi __noscs __cdecl __stdcall __fastcall __sysv_abi __ms_abi __restrict
  __ksym __kptr __kconfig __arg_ctx
  noinline noinline_for_stack noinstr notrace asmlinkage
  ATTRIBUTE_UNUSED G_GNUC_UNUSED __extension__
  `),
);

/** Attributes that are written with parentheses; without them the word is an ordinary one. */
export const attributeCalls: ReadonlySet<string> = new Set(
  words(`
  __attribute__ __attribute __declspec __aligned __printf __scanf __section __section__ __alias __alloc_size
  __assume_aligned __acquires __releases __must_hold __cleanup __counted_by __counted_by_le __counted_by_be
  __compiletime_error __compiletime_warning __format_arg __nonnull __no_sanitize __guarded_by __pt_guarded_by
  __cond_acquires __diagnose_as __alloc_align __visibility __realloc_size __regparm
  G_GNUC_PRINTF G_GNUC_FORMAT ATTRIBUTE_PRINTF PRINTF_ATTRIBUTE
  `),
);
