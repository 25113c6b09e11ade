import { InvalidArgumentError, Option } from 'commander';

/** What `colorOption` gives. */
export interface ColorChoice {
  readonly color?: 'auto' | 'always' | 'never';
}

export function defineOption(): Option {
  return new Option('-D, --define <name>', 'set a virtual rule, or an identifier by name=value (repeatable)')
    .argParser(collect)
    .default([]);
}

/** `#define` lines that tell how macros are to be read. */
export function macroOption(): Option {
  return new Option('--macro-file <file>', 'its #define lines tell how macros are to be read (repeatable)')
    .argParser(collect)
    .default([]);
}

/** `#define` lines whose bodies are read in the place of macros. */
export function builtinMacroOption(): Option {
  const what = 'the bodies of its #define lines are read in the place of the macros (repeatable)';
  return new Option('--macro-file-builtins <file>', what).argParser(collect).default([]);
}

export function parserOption(): Option {
  return new Option('--parser <name>', 'use this parser (default: native if it is there)').choices(['native', 'wasm']);
}

export function colorOption(): Option {
  return new Option('--color <when>', 'color the output').choices(['auto', 'always', 'never']).default('auto');
}

/** For options that may be given several times. */
export function collect(value: string, before: unknown): string[] {
  return [...(Array.isArray(before) ? before.map(String) : []), value];
}

/** For options whose value is a number from 1. */
export function positive(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError('It must be a whole number from 1.');
  return number;
}
