import type { Script, ScriptCall, ScriptPosition, ScriptValue } from '../../src/script/index.js';

/** A script as it would stand from line 11 of a patch. */
export function script(code: string, more: Partial<Script> = {}): Script {
  return { name: 'rule', code, path: 'p.cocci', line: 11, inputs: [], outputs: [], virtuals: [], ...more };
}

/** A call for the file a.c. */
export function call(
  index: number,
  inputs: Record<string, ScriptValue> = {},
  more: Partial<ScriptCall> = {},
): ScriptCall {
  return { script: index, inputs, file: 'a.c', ...more };
}

export function text(value: string): ScriptValue {
  return { kind: 'text', text: value };
}

/** Line 7, columns 1 to 4, in the function `bar` of a.c. */
export const PLACE: ScriptPosition = {
  file: 'a.c',
  currentElement: 'bar',
  currentElementLine: 2,
  currentElementColumn: 0,
  currentElementLineEnd: 9,
  currentElementColumnEnd: 1,
  line: 7,
  column: 1,
  lineEnd: 7,
  columnEnd: 4,
};

export const POSITIONS: ScriptValue = { kind: 'positions', positions: [PLACE] };

/** What a real run of Coccinelle prints for `printAll` at `PLACE`. */
export const PRINTED_ALL = `a.c:7:1-4: hello
a.c:7:1-4: ERROR
* TODO [[view:a.c::face=ovl-face1::linb=7::colb=1::cole=4][a.c::7]]
* TODO [[view:a.c::face=ovl-face1::linb=7::colb=1::cole=4][a[1]]]
* TODO [[view:a.c::face=ovl-face1::linb=7::colb=1::cole=4][a@(1)]]
[[view:a.c::face=x::linb=7::colb=1::cole=4][a[1]]]
[[view:a.c::face=ovl-face1::linb=7::colb=1::cole=4][a@(1)]]
* TODO [[view:a.c::face=ovl-face1::linb=7::colb=1::cole=4][m a.c::7]]
* TODO [[view:a.c::face=ovl-face1::linb=7::colb=1::cole=4][a.c::7]]
[[view:a.c::face=ovl-face2::linb=7::colb=1::cole=4][m]]
[[view:a.c::face=ovl-face2::linb=7::colb=1::cole=4][m]]
`;
