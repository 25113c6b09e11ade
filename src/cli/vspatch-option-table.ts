/**
 * All options of spatch 1.1.1, as `--long-name` without the dashes. `values`: how many words follow. `use`: `done` has
 * its effect here; `needless` changes nothing, for the reason given; `missing` changes nothing though it should, which
 * is said in a warning; `refused` ends the run.
 */
export interface SpatchOption {
  readonly values: 0 | 1;
  readonly use: 'done' | 'needless' | 'missing' | 'refused';
  readonly why: string;
}

const ACTION = 'an action of its own that vspatch does not have';
const TESTING = 'for testing spatch itself';
const DEBUGGING = 'shows what happens inside spatch';
const SCAN = 'files are always scanned for the words a patch requires';
const HEADERS = 'headers are only read for types, and kept while they do not change';
const MACROS = 'macros are recognized by how they are used';
const CACHE = 'nothing is cached';
const TUNING = 'tunes how spatch works inside';

const rows: readonly (readonly [names: string, SpatchOption['values'], SpatchOption['use'], why: string])[] = [
  ['sp-file cocci-file', 1, 'done', 'the semantic patch'],
  ['sp', 1, 'done', 'a semantic match given as the text itself'],
  ['iso-file iso', 1, 'done', 'isomorphisms to use instead of the standard ones'],
  ['D', 1, 'done', 'sets a virtual rule or, by name=value, a virtual identifier'],
  ['o', 1, 'done', 'where to write the one changed file'],
  ['in-place', 0, 'done', 'changes the files themselves'],
  ['out-place', 0, 'done', 'writes changed files beside the old ones'],
  ['suffix', 1, 'done', 'ending of backups, or of the files --out-place writes'],
  ['U', 1, 'done', 'lines of context in diffs'],
  ['patch', 1, 'done', 'folder that paths in diffs are relative to'],
  ['dir', 0, 'done', 'the paths are folders to be searched'],
  ['include-headers', 0, 'done', 'headers in searched folders are patched too'],
  ['ignore', 1, 'done', 'leaves out paths that start like this'],
  ['opt-c', 1, 'done', 'a file to patch if it is there'],
  ['file-groups', 0, 'done', 'the paths are files that list the files to patch'],
  ['show-diff', 0, 'done', 'prints diffs (the default)'],
  ['no-show-diff', 0, 'done', 'prints no diffs'],
  ['quiet very-quiet', 0, 'done', 'prints fewer messages'],
  ['no-loops', 0, 'missing', 'paths always go around loops'],
  ['disable-worth-trying-opt no-scanner', 0, 'done', 'looks at every file'],
  ['int-bits long-bits', 1, 'done', 'width of a type: numbers have the first type that they fit in'],
  ['timeout', 1, 'done', 'seconds for a file, 0 for no limit'],
  ['jobs j', 1, 'done', 'threads to use'],
  ['ignore-unknown-options', 0, 'done', 'later unknown options are passed over'],
  ['parse-cocci', 0, 'done', 'only reads a semantic patch and tells its rules'],
  ['parse-c', 0, 'done', 'only reads C files and tells how much of them could be read'],
  ['print-options-only', 0, 'done', 'only prints the options'],
  ['version', 0, 'done', 'prints the version'],
  ['help shorthelp longhelp', 0, 'done', 'prints the options'],
  ['loop', 0, 'needless', 'paths always go around loops'],
  ['use-gitgrep use-glimpse use-idutils use-coccigrep', 0, 'needless', SCAN],
  ['local-includes', 0, 'done', 'types come from headers in quotes, too (the default where a patch names types)'],
  ['all-includes', 0, 'done', 'types come from all headers that the file includes'],
  ['recursive-includes', 0, 'done', 'types come from the headers of headers, too'],
  ['no-includes', 0, 'done', 'types come from the file itself alone'],
  ['I', 1, 'done', 'a folder to look for headers in'],
  ['include', 1, 'done', 'a header that every file is taken to include'],
  ['include-headers-for-types no-include-cache', 0, 'needless', HEADERS],
  ['relax-include-path verbose-includes', 0, 'missing', HEADERS],
  ['macro-file macro-file-builtins', 1, 'needless', MACROS],
  ['defined undefined', 1, 'needless', 'all branches of #if are looked at'],
  ['ifdef-to-if no-ifdef-to-if noif0-passing itu', 0, 'needless', 'all branches of #if are looked at'],
  ['kbuild-info external-analysis-file', 1, 'needless', 'files are patched one by one'],
  ['chunksize', 1, 'needless', 'threads take files as they get done'],
  ['tmp-dir temp-files', 1, 'needless', 'there are no temporary files'],
  ['save-tmp-files', 0, 'needless', 'there are no temporary files'],
  ['use-cache', 0, 'needless', CACHE],
  ['cache-prefix cache-limit', 1, 'needless', CACHE],
  ['python', 1, 'needless', 'python3 is taken from the PATH'],
  ['pyoutput', 1, 'needless', 'scripts print to standard output'],
  ['ocaml-regexps', 0, 'needless', 'regular expressions are those of JavaScript'],
  ['iso-limit steps max-width indent bench', 1, 'needless', TUNING],
  ['no-iso-limit track-iso profile-iso profile profile-per-file', 0, 'needless', TUNING],
  [
    'disable-multi-pass l1 force-kr prevent-kr noadd-typedef-root no-saved-typedefs no-safe-expressions',
    0,
    'needless',
    TUNING,
  ],
  ['selected-only force-diff linux-spacing disable-once', 0, 'needless', 'there is one way of doing this here'],
  [
    'debug pad show-flow ctl-inline-let ctl-show-mcodekind show-bindings show-transinfo show-misc',
    0,
    'needless',
    DEBUGGING,
  ],
  [
    'show-trying show-dependencies verbose-ctl-engine verbose-match verbose-engine parse-error-msg',
    0,
    'needless',
    DEBUGGING,
  ],
  [
    'verbose-parsing type-error-msg show-c show-cocci show-before-fixed-flow show-ctl-tex show-ctl-text',
    0,
    'needless',
    DEBUGGING,
  ],
  ['show-SP debug-cpp debug-lexer debug-etdt debug-typedef filter-msg filter-define-error', 0, 'needless', DEBUGGING],
  ['filter-msg-define-error debug-unparsing debug-parse-cocci show-trace-profile debug-cfg', 0, 'needless', DEBUGGING],
  [
    'no-parse-error-msg no-type-error-msg no-verbose-annotater no-verbose-lexing no-verbose-parsing',
    0,
    'needless',
    DEBUGGING,
  ],
  ['filter-passed-level', 1, 'needless', DEBUGGING],
  ['graphical-trace gt-without-label debugger', 0, 'missing', DEBUGGING],
  ['parse-handler', 1, 'missing', 'there is no OCaml here'],
  ['disable-iso', 1, 'missing', 'name the isomorphism in the rule: @ disable name @'],
  ['no-gotos', 0, 'missing', 'every jump is followed'],
  ['smpl-spacing', 0, 'done', 'white space of added code as the patch writes it'],
  ['keep-comments', 0, 'missing', 'there is one way of printing here'],
  ['disallow-nested-exps only-return-is-error-exit allow-inconsistent-paths partial-match', 0, 'missing', TUNING],
  ['c++ ibm', 0, 'missing', 'files are read as C'],
  ['c++=', 1, 'missing', 'files are read as C'],
  ['preprocess c', 0, 'refused', 'files are read as they are written'],
  ['reverse', 0, 'refused', 'write the patch the other way round'],
  ['index max', 1, 'refused', 'use --jobs'],
  ['mod-distrib', 0, 'refused', 'use --jobs'],
  ['expected-extension expected-score-file expected-spacing-score-file', 1, 'refused', TESTING],
  ['test testall test-spacing test-okfailed test-regression-okfailed compare-with-expected', 0, 'refused', TESTING],
  ['no-update-score-file compare-c-hardcoded test-attributes test-cpp test-cfg-ifdef xxx', 0, 'refused', TESTING],
  ['tokens-c parse-h parse-ch parse-i parse-c++ parse parse-unparse type-c compare-c', 0, 'refused', ACTION],
  ['comment-annotater-c control-flow control-flow-to-file rule-dependencies', 0, 'refused', ACTION],
  ['extract-macros extract-macros-select date', 0, 'refused', ACTION],
];

/** By name without dashes. */
export const SPATCH_OPTIONS: ReadonlyMap<string, SpatchOption> = new Map(
  rows.flatMap(([names, values, use, why]) => names.split(' ').map((name) => [name, { values, use, why }] as const)),
);
