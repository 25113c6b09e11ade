import { mkdirSync, readdirSync, realpathSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { EngineOptions } from '../engine/index.js';
import { diffStat, mailBytes } from '../report/index.js';
import type { Mail } from '../report/index.js';
import { author, changedSince, recipients, topFolder, treeText } from '../tree/index.js';
import type { Author, PatchSet, PatchText } from '../tree/index.js';
import { chooseFiles, namesNoFiles } from './apply-files.js';
import type { FileOptions } from './apply-options.js';
import { compileAloud } from './compile-aloud.js';
import type { Io } from './io.js';
import { definitions, readOrExplain, readPatches } from './patch-input.js';
import { changesByPatch, findChanges } from './series-changes.js';
import { grouped, scopeOf } from './series-groups.js';
import type { Change, Group, Split } from './series-groups.js';
import { descriptionOf, messageOf, signedOff } from './series-message.js';
import { changeDiff, fileName, numbered } from './series-print.js';
import { UserError } from './user-error.js';
import { packageVersion } from './version.js';

/** The options of `vedalia series`. */
export interface SeriesOptions extends FileOptions {
  readonly define: readonly string[];
  readonly outputDirectory: string;
  readonly by: Split | 'patch';
  readonly title?: string;
  readonly template?: string;
  readonly subjectPrefix: string;
  readonly signoff?: boolean;
  readonly coverLetter?: boolean;
  readonly maintainers?: boolean;
}

/** A group of changes and the semantic patches that made them. */
interface Part extends Group {
  readonly patches: readonly PatchText[];
}

/** What all mails of a series share. */
interface Series {
  readonly top: string;
  readonly author: Author;
  readonly options: SeriesOptions;
  readonly total: number;
}

/**
 * `vedalia series RULE.cocci... PATH... -o FOLDER`: writes what the patches change as mails that `git am` takes in the
 * order of their names. Changes no file of the tree. Gives the exit status: 2 when some file could not be worked on.
 */
export async function series(words: readonly string[], options: SeriesOptions, io: Io): Promise<number> {
  const rules = words.filter((word) => word.endsWith('.cocci'));
  const paths = words.filter((word) => !word.endsWith('.cocci'));
  if (rules.length === 0) throw new UserError('no semantic patch given: name one or more files ending in .cocci');
  if (namesNoFiles(paths, options)) throw new UserError('no C files given: name files or folders (`.` for this one)');
  checkFolder(options.outputDirectory);
  const { top } = sure(topFolder());
  const writer = sure(author());
  const engine: EngineOptions = { ...definitions(options.define), withholdBroken: true };
  const set = compileAloud(readPatches(rules), engine, io);
  if (set === null) return 2;
  const files = await chooseFiles(paths, options, io);
  const { changes, failed } = await findChanges(set, files, { top, io });
  warnOfOthers(changes, top, io);
  const parts = await partsOf(set, changes, { top, options, engine });
  write(parts, { top, author: writer, options, total: parts.length }, io);
  return failed ? 2 : 0;
}

/** Patches that are there already would be sent along. */
function checkFolder(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const old = readdirSync(folder).find((name) => name.endsWith('.patch'));
  if (old !== undefined) throw new UserError(`${folder} holds patches already (${old}): name another folder`);
}

function sure<T extends object>(found: T | { readonly problem: string }): T {
  if ('problem' in found) throw new UserError(found.problem);
  return found;
}

/** `git am` does not know what is not committed. */
function warnOfOthers(changes: readonly Change[], top: string, io: Io): void {
  const changed = changedSince('HEAD');
  if (typeof changed === 'string') return;
  for (const { name } of changes.filter((one) => changed.has(realpathSync(path.join(top, one.name)))))
    io.error(`vedalia: ${name} is not as it was committed: its patch fits the file as it is now\n`);
}

async function partsOf(
  set: PatchSet,
  changes: readonly Change[],
  { top, options, engine }: { readonly top: string; readonly options: SeriesOptions; readonly engine: EngineOptions },
): Promise<readonly Part[]> {
  const { by } = options;
  if (by === 'patch') {
    const steps = await changesByPatch(set, changes, engine);
    return steps.flatMap((own, index) =>
      own.length === 0
        ? []
        : [{ scope: scopeOf(own.map(({ name }) => name)), changes: own, patches: set.texts.slice(index, index + 1) }],
    );
  }
  const maintainers = by === 'maintainer' ? treeText(top, 'MAINTAINERS') : '';
  if (maintainers === null) throw new UserError(`--by maintainer: there is no MAINTAINERS in ${top}`);
  return grouped(changes, by, maintainers).map((group) => ({ ...group, patches: set.texts }));
}

function write(parts: readonly Part[], shared: Series, io: Io): void {
  const mails = parts.map((part, index) => mailOf(part, index + 1, shared));
  const { options } = shared;
  const [first] = mails;
  if (first === undefined) {
    io.error('vedalia: nothing to change, so no patch\n');
    return;
  }
  const named = mails.map((mail, index) => ({ mail, name: `${fileName(index + 1, mail.title)}.patch` }));
  const cover = { mail: coverOf(mails, parts, shared), name: '0000-cover-letter.txt' };
  for (const { mail, name } of options.coverLetter === true ? [cover, ...named] : named) {
    const file = path.join(options.outputDirectory, name);
    writeFileSync(file, mailBytes(mail));
    io.out(`${file}\n`);
  }
}

function mailOf(part: Part, number: number, shared: Series): Mail & { readonly title: string } {
  const { options, author: writer, top } = shared;
  const names = part.changes.map(({ name }) => name);
  const template = options.template === undefined ? undefined : utf8(readOrExplain(options.template));
  const { subject, text } = messageOf({ ...wordsOf(part, options), scope: part.scope, files: names }, template);
  const diffs = part.changes.map(changeDiff);
  const message = options.signoff === true ? signedOff(text, writer.name, writer.mail) : text;
  return {
    ...base(shared, number),
    ...(options.maintainers === true ? sure(recipients(top, names)) : { to: [], cc: [] }),
    title: subject,
    subject: numbered(subject, { prefix: options.subjectPrefix, number, total: shared.total }),
    message,
    stat: diffStat(diffs.map(({ stat }) => stat)),
    diff: diffs.map(({ diff }) => diff).join(''),
  };
}

/** What the patches say of themselves. */
function wordsOf(part: Part, options: SeriesOptions): { title: string; body: string; patches: string[]; smpl: string } {
  const patches = part.patches.map((patch) => path.basename(patch.path));
  const described = part.patches.map(({ text }) => descriptionOf(utf8(text)));
  const [first] = described;
  const title = options.title ?? (first?.title === '' ? undefined : first?.title) ?? `apply ${patches.join(', ')}`;
  const others = described.slice(1).map(({ title: one, body }) => [one === '' ? '' : `${one}.`, body].join('\n\n'));
  const body = [first?.body ?? '', ...others].map((each) => each.trim()).filter((each) => each !== '');
  return {
    title,
    body: body.length === 0 ? `Made by the semantic patch ${patches.join(', ')}.` : body.join('\n\n'),
    patches,
    smpl: part.patches.map(({ text }) => utf8(text).trim()).join('\n\n'),
  };
}

/** All patches one below the other, and the numbers of all of them. */
function coverOf(mails: readonly (Mail & { title: string })[], parts: readonly Part[], shared: Series): Mail {
  const { options } = shared;
  const all = [...new Map(parts.flatMap(({ patches }) => patches).map((patch) => [patch.path, patch])).values()];
  const { title, body } = wordsOf({ scope: '', changes: [], patches: all }, options);
  return {
    ...base(shared, 0),
    to: [...new Set(mails.flatMap(({ to }) => to))],
    cc: [...new Set(mails.flatMap(({ cc }) => cc))],
    subject: numbered(title, { prefix: options.subjectPrefix, number: 0, total: shared.total }),
    message: `${body}\n\n${mails.map((mail) => `  ${mail.title}`).join('\n')}`,
    stat: diffStat(parts.flatMap(({ changes }) => changes.map((change) => changeDiff(change).stat))),
    diff: '',
  };
}

/** Mails a second apart keep their order. */
function base({ author: writer }: Series, number: number): Pick<Mail, 'from' | 'seconds' | 'zone' | 'version'> {
  const { seconds, zone } = writer;
  return { from: writer, seconds: seconds + number, zone, version: packageVersion() };
}

function utf8(text: string): string {
  return Buffer.from(text, 'latin1').toString('utf8');
}
