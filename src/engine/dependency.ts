import type { Dependency } from '../smpl/index.js';
import type { Environment, History } from './environment.js';

/** What a dependency is judged by, besides the environment. */
export interface Circumstances {
  /** The rules that matched under any environment so far. */
  readonly ever: ReadonlySet<string>;
  /** The file's path as given, and from the folder that is searched; none where no file is worked on. */
  readonly paths: readonly string[];
}

/** Whether a rule's dependency holds: for one of the histories of an environment, or after `forall` for all of them. */
export function holds(
  dependency: Dependency | null,
  { histories }: Pick<Environment, 'histories'>,
  about: Circumstances,
): boolean {
  if (dependency === null) return true;
  if (dependency.kind === 'forall') return histories.every((history) => holdsAfter(dependency.part, history, about));
  return histories.some((history) => holdsAfter(dependency, history, about));
}

function holdsAfter(dependency: Dependency, history: History, about: Circumstances): boolean {
  switch (dependency.kind) {
    case 'rule':
      return holdsForRule(dependency, history, about.ever);
    case 'file':
      return about.paths.some((path) => isIn(path, dependency.path));
    case 'and':
      return dependency.parts.every((part) => holdsAfter(part, history, about));
    case 'or':
      return dependency.parts.some((part) => holdsAfter(part, history, about));
    case 'not':
      return !holdsAfter(dependency.part, history, about);
    case 'exists':
    case 'forall':
      return holdsAfter(dependency.part, history, about);
  }
}

/** The file itself, or a folder that it lies in. */
function isIn(path: string, place: string): boolean {
  return `${path}/`.startsWith(`${place.replace(/\/+$/, '')}/`);
}

/** How `file in` may name a file: by its path as given, and by that from the folder that is searched. */
export function pathsOf(path: string, folder: string | undefined): string[] {
  const start = folder === undefined ? '' : `${folder.replace(/\/+$/, '')}/`;
  return start !== '' && path.startsWith(start) ? [path, path.slice(start.length)] : [path];
}

function holdsForRule(dependency: Dependency & { kind: 'rule' }, history: History, ever: ReadonlySet<string>): boolean {
  switch (dependency.mode) {
    case 'matched':
      return history.has(dependency.name);
    case 'not':
      return !history.has(dependency.name);
    case 'ever':
      return ever.has(dependency.name);
    case 'never':
      return !ever.has(dependency.name);
  }
}
