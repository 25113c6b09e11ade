/** How much of a file a diff changes. */
export interface FileStat {
  readonly name: string;
  readonly added: number;
  readonly removed: number;
}

const WIDTH = 72;

/** Counts the lines that the diff of one file adds and removes. */
export function statOf(name: string, diff: string): FileStat {
  const lines = diff.slice(diff.indexOf('\n@@ ') + 1).split('\n');
  const count = (mark: string): number => lines.filter((line) => line.startsWith(mark)).length;
  return { name, added: count('+'), removed: count('-') };
}

/** The numbers as `git diff --stat` prints them: a line for each file, and their sum. */
export function diffStat(stats: readonly FileStat[]): string {
  const nameWidth = Math.max(0, ...stats.map(({ name }) => name.length));
  const most = Math.max(1, ...stats.map(({ added, removed }) => added + removed));
  const room = Math.max(10, WIDTH - nameWidth - String(most).length - 5);
  const scale = Math.min(1, room / most);
  const rows = stats.map(({ name, added, removed }) => {
    const count = String(added + removed).padStart(String(most).length);
    return ` ${name.padEnd(nameWidth)} | ${count} ${marks('+', added, scale)}${marks('-', removed, scale)}\n`;
  });
  return `${rows.join('')}${sum(stats)}`;
}

function marks(mark: string, count: number, scale: number): string {
  return mark.repeat(count === 0 ? 0 : Math.max(1, Math.floor(count * scale)));
}

function sum(stats: readonly FileStat[]): string {
  const added = stats.reduce((total, stat) => total + stat.added, 0);
  const removed = stats.reduce((total, stat) => total + stat.removed, 0);
  const parts = [
    counted(stats.length, 'file changed', 'files changed'),
    ...(added > 0 || removed === 0 ? [counted(added, 'insertion(+)', 'insertions(+)')] : []),
    ...(removed > 0 || added === 0 ? [counted(removed, 'deletion(-)', 'deletions(-)')] : []),
  ];
  return ` ${parts.join(', ')}\n`;
}

function counted(count: number, one: string, several: string): string {
  return `${String(count)} ${count === 1 ? one : several}`;
}
