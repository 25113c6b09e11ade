/** An entry of a MAINTAINERS file: who looks after which files. */
export interface Maintained {
  readonly title: string;
  /** How closely the entry names a file: null where it does not, more for longer patterns. */
  readonly closeness: (file: string) => number | null;
}

interface Entry {
  readonly title: string;
  readonly files: string[];
  readonly others: string[];
  readonly names: string[];
}

/** The entries of a MAINTAINERS file as the Linux kernel has it: its lines F (files), X (not these) and N (names). */
export function maintainedParts(text: string): readonly Maintained[] {
  const entries: Entry[] = [];
  let before = '';
  for (const line of text.split(/\r?\n/)) {
    const [, tag, value = ''] = /^([A-Z]):\s*(.*?)\s*$/.exec(line) ?? [];
    if (tag !== undefined && before !== '') entries.push({ title: before, files: [], others: [], names: [] });
    if (tag !== undefined) before = '';
    else if (line.trim() !== '') before = line.trim();
    const entry = entries.at(-1);
    if (tag === 'F') entry?.files.push(value);
    if (tag === 'X') entry?.others.push(value);
    if (tag === 'N') entry?.names.push(value);
  }
  return entries.filter(({ files, names }) => files.length + names.length > 0).map(maintained);
}

/** The title of the entry that names a file most closely. */
export function maintainedPart(parts: readonly Maintained[], file: string): string | null {
  let best: { title: string; closeness: number } | null = null;
  for (const { title, closeness } of parts) {
    const own = closeness(file);
    if (own !== null && own > (best?.closeness ?? -1)) best = { title, closeness: own };
  }
  return best?.title ?? null;
}

function maintained({ title, files, others, names }: Entry): Maintained {
  const wanted = files.map((pattern) => ({ expression: pathPattern(pattern), length: depth(pattern) }));
  const unwanted = others.map(pathPattern);
  const named = names.flatMap((name) => namePattern(name) ?? []);
  return {
    title,
    closeness: (file) => {
      if (unwanted.some((pattern) => pattern.test(file))) return null;
      const lengths = wanted.filter(({ expression }) => expression.test(file)).map(({ length }) => length);
      if (named.some((pattern) => pattern.test(file))) lengths.push(1);
      return lengths.length === 0 ? null : Math.max(...lengths);
    },
  };
}

/** `dir/` means all below it, `dir/*` the files in it. */
function pathPattern(pattern: string): RegExp {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*/g, '[^/]*')
    .replace(/\?/g, '[^/]');
  return new RegExp(pattern.endsWith('/') ? `^${source}` : `^${source}(?:/|$)`);
}

/** Parts of a path that are written out count, wildcards do not. */
function depth(pattern: string): number {
  return 2 * pattern.split('/').filter((part) => part !== '' && !/^[*?]*$/.test(part)).length;
}

/** An expression of Perl's that JavaScript does not know is passed over. */
function namePattern(source: string): RegExp | null {
  try {
    return new RegExp(source);
  } catch {
    return null;
  }
}
