import { spawnSync } from 'node:child_process';
import { backendName, initParser } from '../engine/index.js';
import type { Io } from './io.js';
import { packageVersion } from './version.js';

const OLDEST_NODE = [20, 19] as const;

/** `vedalia doctor`: what this installation works with. The exit status is 2 when it cannot work. */
export async function doctor(io: Io): Promise<number> {
  const node = process.versions.node;
  const recent = isRecent(node);
  const parser = await parserLine();
  const lines = [
    `vedalia ${packageVersion()}`,
    `node ${node}${recent ? '' : ` - too old, ${OLDEST_NODE.join('.')} is needed`}`,
    `parser ${parser.text}`,
    toolLine('git', ['--version'], 'not needed'),
    toolLine('python3', ['--version'], 'script:python rules cannot run'),
    toolLine('ocaml', ['-version'], 'script:ocaml rules cannot run'),
    toolLine('spatch', ['--version'], 'not needed'),
  ];
  io.out(`${lines.join('\n')}\n`);
  return recent && parser.works ? 0 : 2;
}

function isRecent(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
}

async function parserLine(): Promise<{ readonly works: boolean; readonly text: string }> {
  try {
    await initParser();
  } catch (error) {
    return { works: false, text: `does not start: ${firstLine(error)}` };
  }
  if (backendName() === 'native') return { works: true, text: 'native (tree-sitter)' };
  return { works: true, text: `WebAssembly (web-tree-sitter); native tree-sitter: ${await whyNotNative()}` };
}

async function whyNotNative(): Promise<string> {
  try {
    await initParser('native');
    return 'there, but not chosen';
  } catch (error) {
    return firstLine(error);
  }
}

function toolLine(name: string, args: readonly string[], without: string): string {
  const { status, stdout } = spawnSync(name, args, { encoding: 'utf8' });
  return status === 0 ? `${name}: ${stdout.split('\n')[0] ?? ''}` : `${name}: not found (${without})`;
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}
