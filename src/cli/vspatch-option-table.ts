/**
 * All options of spatch 1.1.1, as `--long-name` without the dashes. `values`: how many words follow. `use`: `done` has
 * its effect here; `needless` changes nothing, for the reason given; `replaced` asks for a way of doing things that is
 * another one here, which is said in a note; `refused` ends the run.
 */
export interface SpatchOption {
  readonly values: 0 | 1;
  readonly use: 'done' | 'needless' | 'replaced' | 'refused';
  readonly why: string;
}

const ACTION = 'an action of its own that vspatch does not have';
const TESTING = 'for testing spatch itself';
const DEBUGGING = 'shows what happens inside spatch';
const SCAN = 'vspatch looks for the words that a patch requires itself';
const HEADERS = 'headers are only read for types, and kept while they do not change';
const CACHE = 'nothing is cached';
const CPLUSPLUS = 'files are read as C, which C++ is where it looks like C';
const TUNING = 'tunes how spatch works inside';

const rows: readonly (readonly [names: string, SpatchOption['values'], SpatchOption['use'], why: string])[] = [
  ['sp-file cocci-file', 1, 'done', 'the semantic patch'],
  ['sp', 1, 'done', 'a semantic match given as the text itself'],
  ['iso-file iso', 1, 'done', 'isomorphisms to use instead of the standard ones'],
  ['D', 1, 'done', 'sets a virtual rule or, by name=value, a virtual identifier'],
  ['o', 1, 'done', 'where to write the one changed file'],
  ['in-place', 0, 'done', 'changes the files themselves'],
  ['out-place', 0, 'done', 'writes changed files beside the old ones'],
  ['suffix backup-suffix', 1, 'done', 'ending of backups, or of the files --out-place writes'],
  ['U', 1, 'done', 'lines of context in diffs'],
  ['patch', 1, 'done', 'folder that paths in diffs are relative to'],
  ['dir', 0, 'done', 'the paths are folders to be searched'],
  ['include-headers', 0, 'done', 'headers in searched folders are patched too'],
  ['ignore', 1, 'done', 'leaves out paths that start like this'],
  ['opt-c', 1, 'done', 'a file to patch if it is there'],
  ['file-groups', 0, 'done', 'the paths are files that list groups of files, each to be patched as one'],
  ['show-diff', 0, 'done', 'prints diffs (the default)'],
  ['no-show-diff', 0, 'done', 'prints no diffs'],
  ['quiet very-quiet', 0, 'done', 'prints fewer messages'],
  ['no-loops', 0, 'done', 'no path goes round a loop a second time'],
  ['no-gotos', 0, 'done', 'no path goes from a goto to its label'],
  ['disable-iso', 1, 'done', 'an isomorphism that no rule uses, or all'],
  ['max', 1, 'done', 'number of runs that share the files'],
  ['index', 1, 'done', 'which of these runs this one is, from 0'],
  ['mod-distrib', 0, 'done', 'with --max, files go round the runs in turn'],
  ['profile profile-per-file', 0, 'done', 'tells where the time went, on standard error'],
  ['show-trying', 0, 'done', 'tells the functions of each file that is looked at'],
  ['control-flow-to-file', 0, 'done', 'writes the graphs of FILE or FILE:FUNCTION as dot files'],
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
  ['loop', 0, 'done', 'paths go round loops (the default)'],
  ['use-gitgrep use-glimpse use-idutils use-coccigrep', 0, 'replaced', SCAN],
  ['local-includes', 0, 'done', 'types come from headers in quotes, too (the default where a patch names types)'],
  ['all-includes', 0, 'done', 'types come from all headers that the file includes'],
  ['recursive-includes', 0, 'done', 'types come from the headers of headers, too'],
  ['no-includes', 0, 'done', 'types come from the file itself alone'],
  ['I', 1, 'done', 'a folder to look for headers in'],
  ['include', 1, 'done', 'a header that every file is taken to include'],
  ['include-headers-for-types no-include-cache', 0, 'needless', HEADERS],
  ['relax-include-path', 0, 'needless', TESTING],
  ['verbose-includes', 0, 'needless', DEBUGGING],
  ['macro-file', 1, 'done', 'definitions that tell how macros are to be read'],
  ['macro-file-builtins', 1, 'done', 'definitions whose bodies are read in the place of macros'],
  ['defined undefined', 1, 'done', 'a symbol that rules arms of #if out, as it is there or not'],
  ['ifdef-to-if no-ifdef-to-if noif0-passing itu', 0, 'needless', 'all branches of #if are looked at'],
  ['kbuild-info external-analysis-file', 1, 'needless', 'files are patched one by one'],
  ['chunksize', 1, 'needless', 'threads take files as they get done'],
  ['tmp-dir temp-files', 1, 'needless', 'there are no temporary files'],
  ['save-tmp-files', 0, 'needless', 'there are no temporary files'],
  ['use-cache', 0, 'needless', CACHE],
  ['cache-prefix cache-limit', 1, 'needless', CACHE],
  ['python', 1, 'done', 'auto (the default), system, embedded, or an interpreter for scripts'],
  ['pyoutput', 1, 'done', 'a class, as module.Class, that cocci is made from in scripts in Python'],
  ['max-width', 1, 'done', 'the column beyond which added code is broken'],
  ['indent', 1, 'replaced', 'added code is indented as the file around it is'],
  ['ocaml-regexps', 0, 'needless', 'regular expressions are those of JavaScript'],
  ['iso-limit steps bench', 1, 'needless', TUNING],
  ['no-iso-limit track-iso profile-iso', 0, 'needless', TUNING],
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
  ['show-dependencies verbose-ctl-engine verbose-match verbose-engine parse-error-msg', 0, 'needless', DEBUGGING],
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
  ['graphical-trace gt-without-label debugger', 0, 'refused', 'there are no such pictures and no OCaml debugger here'],
  ['parse-handler', 1, 'refused', 'vedalia parse --json tells what could not be read'],
  ['smpl-spacing', 0, 'done', 'white space of added code as the patch writes it'],
  ['keep-comments', 0, 'refused', 'comments go with the code that is removed, as without it'],
  ['disallow-nested-exps', 0, 'refused', 'a term and a term inside it are matched both'],
  ['only-return-is-error-exit', 0, 'refused', 'break and continue are error exits, too'],
  ['allow-inconsistent-paths', 0, 'refused', 'code that would be changed in two ways is left as it is'],
  ['partial-match', 0, 'refused', 'what matched in part is not kept'],
  ['c++', 0, 'needless', CPLUSPLUS],
  ['c++=', 1, 'needless', CPLUSPLUS],
  ['ibm', 0, 'refused', 'decimal types are not known'],
  ['preprocess c', 0, 'refused', 'files are read as they are written'],
  ['reverse', 0, 'refused', 'write the patch the other way round'],
  ['expected-extension expected-score-file expected-spacing-score-file', 1, 'refused', TESTING],
  ['test testall test-spacing test-okfailed test-regression-okfailed compare-with-expected', 0, 'refused', TESTING],
  ['no-update-score-file compare-c-hardcoded test-attributes test-cpp test-cfg-ifdef xxx', 0, 'refused', TESTING],
  ['tokens-c parse-h parse-ch parse-i parse-c++ parse parse-unparse type-c compare-c', 0, 'refused', ACTION],
  ['comment-annotater-c control-flow rule-dependencies', 0, 'refused', ACTION],
  ['extract-macros extract-macros-select date', 0, 'refused', ACTION],
];

/** Names for one and the same thing, and the one that it is kept under. */
export const SAME_OPTION: ReadonlyMap<string, string> = new Map([
  ['cocci-file', 'sp-file'],
  ['iso', 'iso-file'],
  ['j', 'jobs'],
  ['backup-suffix', 'suffix'],
  ['no-scanner', 'disable-worth-trying-opt'],
]);

const INCLUDES = ['no-includes', 'local-includes', 'all-includes', 'recursive-includes'];

/** Options that end the effect of others that stand in front of them. */
export const OPPOSITES: ReadonlyMap<string, readonly string[]> = new Map([
  ...INCLUDES.map((name): [string, readonly string[]] => [name, INCLUDES.filter((other) => other !== name)]),
  ['show-diff', ['no-show-diff']],
  ['no-show-diff', ['show-diff']],
  ['loop', ['no-loops']],
  ['linux-spacing', ['smpl-spacing']],
  ['in-place', ['out-place']],
  ['out-place', ['in-place']],
  ['quiet', ['show-trying']],
  ['very-quiet', ['show-trying']],
]);

/** By name without dashes. */
export const SPATCH_OPTIONS: ReadonlyMap<string, SpatchOption> = new Map(
  rows.flatMap(([names, values, use, why]) => names.split(' ').map((name) => [name, { values, use, why }] as const)),
);
