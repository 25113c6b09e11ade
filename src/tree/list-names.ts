/** Names of lists of files: two lists with the same name, of whatever run, hold the same files in the same order. */
const names = new WeakMap<readonly string[], string>();

/** Names a list, which nobody changes from now on. */
export function nameList(files: readonly string[], name: string): void {
  names.set(files, name);
}

/** Null where a list has no name: it may be equal to any. */
export function nameOfList(files: readonly string[]): string | null {
  return names.get(files) ?? null;
}
