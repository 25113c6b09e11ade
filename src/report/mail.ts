/** A mail with a patch, all its texts as they are to be read; `diff` is Latin-1, as `resultDiff` gives it. */
export interface Mail {
  readonly from: { readonly name: string; readonly mail: string };
  /** Seconds since 1970, and the zone as `+0100`. */
  readonly seconds: number;
  readonly zone: string;
  readonly subject: string;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly message: string;
  /** What is about the patch and no part of its message: numbers, then the diff. */
  readonly stat: string;
  readonly diff: string;
  readonly version: string;
}

const FIRST_LINE = `From ${'0'.repeat(40)} Mon Sep 17 00:00:00 2001`;
const LINE_WIDTH = 76;
/** Longer lines do not survive mail servers. */
const LONGEST_LINE = 990;
const ENCODED_WORD = 60;
const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The mail as `git format-patch` writes it and `git am` and `git send-email` take it. */
export function mailBytes(mail: Mail): Buffer {
  const body = bodyOf(mail);
  const quoted = body.includes('\r') || body.split('\n').some((line) => line.length > LONGEST_LINE);
  const plain = isAscii(body);
  const heads = [
    FIRST_LINE,
    `From: ${address(mail.from.name, mail.from.mail)}`,
    `Date: ${dateOf(mail.seconds, mail.zone)}`,
    `Subject: ${headerText(mail.subject)}`,
    ...(mail.to.length === 0 ? [] : [`To: ${mail.to.map(encodedAddress).join(',\n\t')}`]),
    ...(mail.cc.length === 0 ? [] : [`Cc: ${mail.cc.map(encodedAddress).join(',\n\t')}`]),
    ...(plain && !quoted
      ? []
      : [
          'MIME-Version: 1.0',
          'Content-Type: text/plain; charset=UTF-8',
          `Content-Transfer-Encoding: ${quoted ? 'quoted-printable' : '8bit'}`,
        ]),
  ];
  return Buffer.from(`${heads.join('\n')}\n\n${quoted ? quotedPrintable(body) : body}`, 'latin1');
}

/** As Latin-1. A line of the message that begins a patch would end the message. */
function bodyOf({ message, stat, diff, version }: Mail): string {
  const safe = message.replace(/^(?=---|diff -|Index: |From )/gm, ' ');
  const head = Buffer.from(safe, 'utf8').toString('latin1');
  const numbers = Buffer.from(stat, 'utf8').toString('latin1');
  const end = `-- \nvedalia ${version}\n\n`;
  return diff === '' ? `${head}\n\n${numbers}\n${end}` : `${head}\n---\n${numbers}\n${diff}${end}`;
}

function address(name: string, mail: string): string {
  if (!isAscii(name)) return `${headerText(name)} <${mail}>`;
  return /^[\w '-]*$/.test(name) ? `${name} <${mail}>` : `"${name.replace(/["\\]/g, '\\$&')}" <${mail}>`;
}

/** An address as a person writes it, with its name encoded where it needs to be. */
function encodedAddress(written: string): string {
  const [, name, mail] = /^"?(.*?)"? <(.*)>$/.exec(written) ?? [];
  return name === undefined || mail === undefined ? written : address(name, mail);
}

/** Text of a header: as it is where it is ASCII, else in encoded words, each on a line of its own. */
function headerText(text: string): string {
  if (isAscii(text)) return text;
  const words: string[] = [''];
  for (const char of text) {
    const piece = /[A-Za-z0-9]/.test(char) ? char : char === ' ' ? '_' : escapes(Buffer.from(char, 'utf8'));
    if ((words.at(-1) ?? '').length + piece.length > ENCODED_WORD) words.push('');
    words.push((words.pop() ?? '') + piece);
  }
  return words.map((word) => `=?UTF-8?q?${word}?=`).join('\n ');
}

function escapes(bytes: Iterable<number>): string {
  return [...bytes].map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
}

function dateOf(seconds: number, zone: string): string {
  const minutes = Number(`${zone.slice(0, 1)}1`) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3, 5)));
  const date = new Date((seconds + minutes * 60) * 1000);
  const day = DAYS[date.getUTCDay()] ?? '';
  const month = MONTHS[date.getUTCMonth()] ?? '';
  const time = date.toISOString().slice(11, 19);
  return `${day}, ${String(date.getUTCDate())} ${month} ${String(date.getUTCFullYear())} ${time} ${zone}`;
}

/** Latin-1 text in lines of ASCII; line ends stay, all other odd bytes are escaped, carriage returns among them. */
function quotedPrintable(text: string): string {
  return text
    .split('\n')
    .map((line) => {
      const pieces = Array.from(line, (char, at) =>
        /[!-<>-~]/.test(char) || (char === ' ' && at < line.length - 1) ? char : escapes([char.charCodeAt(0)]),
      );
      return softLines(pieces);
    })
    .join('\n');
}

function softLines(pieces: readonly string[]): string {
  let width = 0;
  return pieces
    .map((piece) => {
      width += piece.length;
      if (width < LINE_WIDTH) return piece;
      width = piece.length;
      return `=\n${piece}`;
    })
    .join('');
}

function isAscii(text: string): boolean {
  return Buffer.byteLength(text, 'utf8') === text.length;
}
