import { PYTHON_FIREHOSE } from './python-firehose.js';
import { PYTHON_LIBRARY } from './python-library.js';
import { PYTHON_RUNNER } from './python-runner.js';
import type { Script } from './types.js';

/** The program of every Python host: it defines `Host` and `version` and runs nothing. */
export const PYTHON_PROGRAM: string = PYTHON_LIBRARY + PYTHON_FIREHOSE + PYTHON_RUNNER;

/** What `Host` is made with. */
export function hostWords({ scripts, output = 'coccilib.output.Console' }: HostOptions): object {
  return { scripts, output };
}

interface HostOptions {
  readonly scripts: readonly Script[];
  readonly output?: string;
}

/**
 * What `python3 -c` is given. Requests and replies get file descriptors of their own, so that neither a script nor a
 * program that it starts can come between them. The current folder goes to the end of the module path: a folder of C
 * sources is not to stand in for Python's own modules.
 */
export const PYTHON_BOOT = `
import sys
if sys.version_info < (3, 6):
    sys.exit("Python 3.6 or newer is needed")
sys.path[:] = [entry for entry in sys.path if entry] + [""]
import json, os, signal
signal.signal(signal.SIGINT, signal.SIG_DFL)
requests, replies = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
os.dup2(2, 1)
exec(json.loads(requests.readline().decode()), {"__name__": "vedalia", "requests": requests, "replies": replies})
`;

/**
 * What a Python process does until its requests end: the first line says what the host is made with; the answer tells the
 * version, and how the interpreter is started without what may have stood in front of it.
 */
export const PYTHON_LOOP = `
def reply(text):
    replies.write(text.encode("ascii") + b"\\n")
    replies.flush()


host = Host(**json.loads(requests.readline().decode("utf-8")))
reply(json.dumps([version(), sys.executable or "", dict(os.environ)]))
for line in requests:
    reply(host.answer(line.decode("utf-8")))
`;
