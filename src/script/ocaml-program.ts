import { OCAML_LIBRARY } from './ocaml-library.js';
import type { Script, ScriptExpression, ScriptInput } from './types.js';

/** What a program is made for. */
export interface OcamlProgram {
  readonly scripts: readonly Script[];
  readonly expressions: readonly ScriptExpression[];
  /** Constructors for scripts that ask for iterations have these names, with a capital. */
  readonly virtualRules: readonly string[];
  readonly virtualIdentifiers: readonly string[];
  /** What stands in front of each reply on standard output; printed by nothing else. */
  readonly mark: string;
}

/**
 * The text of a program that answers requests. Scripts are functions of it, by index, so all of them have the types of
 * one program, as in Coccinelle. What `initialize` scripts hold stands on the outside, where all other scripts see it.
 */
export function ocamlProgram(program: OcamlProgram): string {
  const { scripts, expressions, mark } = program;
  const path = scripts[0]?.path ?? '';
  const parts = [
    OCAML_LIBRARY,
    'open Coccilib\n;;\n',
    iteration(program),
    ...scripts.filter(({ kind }) => kind === 'initialize').map(initializer),
    ...mergedNames(scripts).map(
      (name) => `Vedalia.merge ${quote(name)} (fun () -> Marshal.to_string ${name} [])\n;;\n`,
    ),
    ...scripts.map((script, index) => (script.kind === 'initialize' ? nothing(index) : scriptFunction(script, index))),
    ...expressions.map((expression, index) => expressionFunction(expression, index, path)),
    `Vedalia.serve ${quote(mark)} ${quote(path)}\n;;\n`,
  ];
  return parts.join('');
}

/** Names of OCaml's libraries whose modules the code speaks of. */
export function ocamlLibraries({ scripts, expressions }: Pick<OcamlProgram, 'scripts' | 'expressions'>): string[] {
  const code = [...scripts, ...expressions].map((each) => each.code).join('\n');
  return Object.entries({ Unix: 'unix.cma', Str: 'str.cma' }).flatMap(([module, library]) =>
    new RegExp(`\\b${module}\\b`).test(code) ? [library] : [],
  );
}

/** The class that scripts ask for iterations with. */
function iteration({ virtualRules, virtualIdentifiers }: OcamlProgram): string {
  return `${constructors('vedalia_rule', virtualRules)}${constructors('vedalia_identifier', virtualIdentifiers)}
class iteration () = object
  val mutable files : string list option = None
  val mutable rules : string list = []
  val mutable identifiers : (string * string) list = []
  val mutable extend = false
  method set_files list = files <- Some list
  method extend_virtual_identifiers () = extend <- true
  method add_virtual_rule rule =
    let name = vedalia_rule rule in
    if not (List.mem name rules) then rules <- name :: rules
  method add_virtual_identifier identifier value =
    let name = vedalia_identifier identifier in
    match List.assoc_opt name identifiers with
    | None -> identifiers <- (name, value) :: identifiers
    | Some other -> if other <> value then failwith ("multiple values specified for " ^ name)
  method register () = Vedalia.register files rules identifiers extend
end
;;
`;
}

/** A type with a constructor for each name, and a function from it to names. */
function constructors(type: string, names: readonly string[]): string {
  const given = names.map((name) => [name.charAt(0).toUpperCase() + name.slice(1), name] as const);
  const all = given.filter(([constructor]) => /^[A-Z]\w*$/.test(constructor));
  const cases = all.map(([constructor, name]) => ` | ${constructor} -> ${quote(name)}`).join('');
  const list = [...all.map(([constructor]) => constructor), `No_${type}`].join(' | ');
  return `type ${type} = ${list}\nlet ${type} = function No_${type} -> ""${cases}\n;;\n`;
}

function initializer(script: Script): string {
  const inputs = (script.inputTypes ?? []).map(({ name, preset }) => `let ${name} = ${quote(preset ?? '')}\n`);
  return `${placed(script.path, script.line)}${inputs.join('')}${placed(script.path, script.line, script.code)}\n;;\n`;
}

/** `initialize` scripts have run when the program is ready. */
function nothing(index: number): string {
  return `Vedalia.script ${String(index)} (fun () -> "{}")\n;;\n`;
}

function scriptFunction(script: Script, index: number): string {
  const { path, line, headLine, code, outputs } = script;
  const made = outputs.map((name) => `${quote(name)}, !${name}`).join('; ');
  return `Vedalia.script ${String(index)} (fun () ->${placed(path, headLine ?? line)}${bindings(script.inputTypes ?? [])}
${outputs.map((name) => `let ${name} = Vedalia.output () in `).join('')}ignore (${placed(path, line, code)}
); Vedalia.outputs [${made}])
;;
`;
}

function expressionFunction({ code, inputs, line, result }: ScriptExpression, index: number, path: string): string {
  const kind = result === 'text' ? 'seed' : 'holds';
  return `Vedalia.${kind} ${String(index)} (fun () ->${placed(path, line)}${bindings(inputs)}(${placed(path, line, code)}
))
;;
`;
}

function bindings(inputs: readonly ScriptInput[]): string {
  return inputs
    .filter(({ name }) => name !== '_')
    .map((input) => `let ${input.name} = ${reader(input)} in `)
    .join('');
}

function reader({ type, merged }: ScriptInput): string {
  switch (type) {
    case 'length':
      return 'Vedalia.number ()';
    case 'positions':
    case 'comments':
      return `Vedalia.${type} ()`;
    case 'parameters':
    case 'tree':
    case 'trees':
      return `Ast_c.${type} ()`;
    case 'merged':
      // The branch that is never taken gives the list its type.
      return `(if true then Vedalia.merged () else [${merged ?? '()'}])`;
    case 'text':
      return 'Vedalia.text ()';
  }
}

function mergedNames(scripts: readonly Script[]): string[] {
  const inputs = scripts.flatMap(({ inputTypes }) => inputTypes ?? []);
  return [...new Set(inputs.flatMap(({ merged }) => (merged === undefined ? [] : [merged])))];
}

/**
 * Makes what follows count as standing at this line of the semantic patch. A script goes on to the next rule, so SmPL's
 * comments in front of that stand at its end: such lines are left empty.
 */
function placed(path: string, line: number, code = ''): string {
  return `\n# ${String(Math.max(1, line))} ${quote(path)}\n${code.replace(/^[ \t]*\/\/[^\n]*/gm, '')}`;
}

/** A string literal of OCaml. Paths are UTF-8 there; all other text is Latin-1, so bytes. */
function quote(text: string): string {
  return `"${Buffer.from(text, 'latin1')
    .toString('latin1')
    .replace(/["\\]|[^ -~]/g, (letter) => `\\${String(letter.charCodeAt(0) & 0xff).padStart(3, '0')}`)}"`;
}
