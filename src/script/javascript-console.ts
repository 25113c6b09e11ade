import type { Location } from './javascript-elements.js';
import type { Org } from './javascript-org.js';

/** A metavariable's value with the places that `cocci.combine` gave it. */
interface Combined {
  toString(): string;
  location: Location;
  locations: Location[];
}

type Message = readonly [variable: Combined, message: string];

/** What `cocci` is made from, and what classes of the user's for output can be. */
export interface Output {
  include_match(state: unknown): void;
  register_match(include: unknown, messages: Iterable<Message>): void;
  combine(variable: unknown, locations: Iterable<Location>): object;
  print_main: Org['print_main'];
  print_sec: Org['print_sec'];
  print_secs: Org['print_secs'];
  finalise(): void;
}

type OutputClass = new () => Output;

/** The classes of `coccilib.output`. */
export function makeOutput(print: (line: string) => void, org: Org): { Output: OutputClass; Console: OutputClass } {
  class Base implements Output {
    print_main = org.print_main;
    print_sec = org.print_sec;
    print_secs = org.print_secs;

    include_match(): void {
      // For those who inherit.
    }

    register_match(): void {
      // For those who inherit.
    }

    combine(variable: unknown, locations: Iterable<Location>): object {
      const places = Array.from(locations, copyOf);
      return Object.assign(copyOf(variable), { locations: places, location: places[0] });
    }

    finalise(): void {
      // For those who inherit.
    }
  }
  class Console extends Base {
    override register_match(include?: unknown, messages: Iterable<Message> = []): void {
      (this as Output).include_match(include);
      if (!include) return;
      for (const [variable, message] of messages) {
        const { file, line, column } = variable.location;
        print(`${file}:${line}:${column}: ${message} - ${String(variable)}`);
      }
    }
  }
  return { Output: Base, Console };
}

/** Strings become objects, which can have members; of an object the copy has what it has. */
function copyOf<Whole>(whole: Whole): Whole & object {
  return (typeof whole === 'object' && whole !== null ? Object.create(whole) : Object(whole)) as Whole & object;
}
