import type {
  ScriptExpression,
  ScriptInputType,
  ScriptOutput,
  ScriptQuery,
  ScriptReply,
  ScriptValue,
} from './types.js';

/** A reply with paths as they are here: in OCaml they are UTF-8, and a letter of any text is a byte. */
export function decodedReply(reply: ScriptReply): ScriptReply {
  return {
    ...reply,
    outputs: Object.fromEntries(Object.entries(reply.outputs).map(([name, output]) => [name, decoded(output)])),
    iterations: reply.iterations.map((each) => ({ ...each, files: each.files?.map(path) ?? null })),
  };
}

function decoded(output: ScriptOutput): ScriptOutput {
  if (output.kind !== 'positions') return output;
  return { ...output, positions: output.positions.map((at) => ({ ...at, file: path(at.file) })) };
}

function path(bytes: string): string {
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

/** By this an expression of the patch and a question for its value find each other. */
export function expressionKey({ code, inputs }: ScriptExpression): string {
  return key(
    code,
    inputs.map(({ name, type }) => [name, classOfType(type)]),
  );
}

export function queryKey({ code, inputs }: ScriptQuery): string {
  return key(
    code,
    Object.entries(inputs).map(([name, value]) => [name, classOfValue(value)]),
  );
}

function key(code: string, inputs: readonly (readonly [string, string])[]): string {
  return JSON.stringify([code, [...inputs].sort(([left], [right]) => (left < right ? -1 : 1))]);
}

function classOfType(type: ScriptInputType): string {
  return type === 'positions' || type === 'comments' ? type : 'text';
}

function classOfValue({ kind }: ScriptValue): string {
  return kind === 'positions' || kind === 'comments' ? kind : 'text';
}
