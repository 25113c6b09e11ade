import type { Dependency } from '../smpl/index.js';
import type { Environment } from './environment.js';

/** What a dependency is judged by, besides the environment. */
export interface Circumstances {
  /** The rules that matched under any environment so far. */
  readonly ever: ReadonlySet<string>;
  /** The file's path as given, and from the folder that is searched; none where no file is worked on. */
  readonly paths: readonly string[];
}

/** Whether a rule's dependency holds. */
export function holds(dependency: Dependency | null, environment: Environment, about: Circumstances): boolean {
  if (dependency === null) return true;
  switch (dependency.kind) {
    case 'rule':
      return holdsForRule(dependency, environment, about.ever);
    case 'file':
      return about.paths.some((path) => isIn(path, dependency.path));
    case 'and':
      return dependency.parts.every((part) => holds(part, environment, about));
    case 'or':
      return dependency.parts.some((part) => holds(part, environment, about));
    case 'not':
      return !holds(dependency.part, environment, about);
    case 'exists':
    case 'forall':
      return holds(dependency.part, environment, about);
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

function holdsForRule(
  dependency: Dependency & { kind: 'rule' },
  environment: Environment,
  ever: ReadonlySet<string>,
): boolean {
  switch (dependency.mode) {
    case 'matched':
      return environment.matched.has(dependency.name);
    case 'not':
      return !environment.matched.has(dependency.name);
    case 'ever':
      return ever.has(dependency.name);
    case 'never':
      return !ever.has(dependency.name);
  }
}
