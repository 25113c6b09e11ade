import { deserialize, serialize } from 'node:v8';

/** A value for another host of a run, or null for one that cannot leave. */
export function pack(value: unknown): string | null {
  try {
    return value === undefined ? null : serialize(value).toString('base64');
  } catch {
    return null;
  }
}

/** What `pack` packed. */
export function unpack(packed: string): unknown {
  return deserialize(Buffer.from(packed, 'base64')) as unknown;
}
