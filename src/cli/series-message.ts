import { UserError } from './user-error.js';

/** What a commit message can be made of. */
export interface MessageParts {
  /** Folder or file that a commit is about; '' for the whole tree. */
  readonly scope: string;
  readonly title: string;
  readonly body: string;
  readonly files: readonly string[];
  readonly patches: readonly string[];
  /** Texts of the semantic patches. */
  readonly smpl: string;
}

/** What a semantic patch says of itself in the comments at its top. */
export interface Description {
  readonly title: string;
  readonly body: string;
}

const DEFAULT_TEMPLATE = '{subject}\n\n{body}';
/** Lines that tell people who read the patch about it, not people who read what it has done. */
const NOT_ABOUT_THE_CHANGE =
  /^(?:Copyright\b|(?:Confidence|Comments?|Options?|Keywords?|URL|Requires|Licen[cs]e|SPDX-License-Identifier|Authors?|Version|Usage)\s*:)/i;

/** Reads the comments in front of the first rule: the first sentence is the title, the rest the body. */
export function descriptionOf(text: string): Description {
  const lines = commentLines(text).filter((line) => !NOT_ABOUT_THE_CHANGE.test(line.trim()));
  const all = lines.join('\n').trim();
  const [, first = '', rest = ''] = /^((?:(?!\n\n)[^])+?)(?:\.(?=\s|$)|(?=\n\n)|$)([^]*)$/.exec(all) ?? [];
  return { title: first.replace(/\s+/g, ' ').trim(), body: rest.replace(/\n{3,}/g, '\n\n').trim() };
}

function commentLines(text: string): string[] {
  const end = /^@/m.exec(text)?.index ?? text.length;
  const lines: string[] = [];
  for (const [comment] of text.slice(0, end).matchAll(/\/\/[^\n]*|\/\*[^]*?\*\//g)) {
    if (comment.startsWith('//')) lines.push(comment.replace(/^\/\/+[#*]? ?/, '').trimEnd());
    else for (const line of comment.slice(2, -2).split('\n')) lines.push(line.replace(/^\s*\*? ?/, '').trimEnd());
  }
  return lines;
}

/** Subject and text of a commit message. Throws a `UserError` for a placeholder of the template that there is none of. */
export function messageOf(parts: MessageParts, template: string = DEFAULT_TEMPLATE): { subject: string; text: string } {
  const values: Readonly<Record<string, string>> = {
    subject: parts.scope === '' ? parts.title : `${parts.scope}: ${parts.title}`,
    scope: parts.scope,
    title: parts.title,
    body: parts.body,
    files: parts.files.join('\n'),
    patches: parts.patches.join(', '),
    smpl: parts.smpl,
  };
  const whole = template.replace(/\{([a-z]+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value !== undefined) return value;
    throw new UserError(`the template names {${name}}; there is ${Object.keys(values).join(', ')}`);
  });
  const [subject = '', ...rest] = whole.trim().split('\n');
  return { subject: subject.trim(), text: rest.join('\n').trim() };
}

/** The text with a line about who signs it off, among those that are there. */
export function signedOff(text: string, name: string, mail: string): string {
  const line = `Signed-off-by: ${name} <${mail}>`;
  if (text.split('\n').includes(line)) return text;
  const last = text.split('\n\n').at(-1) ?? '';
  const trails = last !== '' && last.split('\n').every((each) => /^[A-Z][\w-]*: /.test(each));
  return text === '' ? line : `${text}${trails ? '\n' : '\n\n'}${line}`;
}
