import { readFileSync } from 'node:fs';

/** The version in the package.json of this package, which lies some folders above the compiled code. */
export function packageVersion(): string {
  for (let folder = new URL('./', import.meta.url); folder.pathname !== '/'; folder = new URL('../', folder)) {
    const version = versionIn(new URL('package.json', folder));
    if (version !== null) return version;
  }
  return 'unknown';
}

function versionIn(file: URL): string | null {
  try {
    const about: unknown = JSON.parse(readFileSync(file, 'utf8'));
    const ours = typeof about === 'object' && about !== null && 'version' in about;
    return ours ? String(about.version) : null;
  } catch {
    return null;
  }
}
