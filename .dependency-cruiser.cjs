/**
 * The import law of ARCHITECTURE.md. Each folder of src/ is a room; this table says which rooms each may import.
 */
const ROOMS = {
  text: [[], 'texts and spans are what everything else stands on'],
  ctl: [[], 'the model checker is generic: it must know neither C nor SmPL'],
  c: [['text'], 'reading C must not depend on what is searched for in it'],
  cfg: [['text', 'c'], 'a control-flow graph is made of one function of the program, whatever the patch'],
  smpl: [['text', 'c'], 'reading a patch shares the tree with C and must not know how rules are run'],
  compile: [['text', 'c', 'smpl', 'ctl'], 'compiling a rule must not see a program'],
  match: [['text', 'c', 'cfg', 'smpl', 'ctl', 'compile'], 'matching sees compiled rules and graphs, and no files'],
  edit: [['text', 'c', 'compile', 'match'], 'editing turns actions into text and must not know rules or files'],
  script: [['text'], 'script hosts exchange plain values; they must not reach into the engine'],
  engine: [
    ['text', 'ctl', 'c', 'cfg', 'smpl', 'compile', 'match', 'edit', 'script'],
    'the engine runs one file through all rules; it reads no files and prints nothing',
  ],
  tree: [['text', 'smpl', 'engine'], 'running over many files needs patches, texts and the engine, nothing inside it'],
  report: [['text', 'edit', 'engine', 'tree'], 'reports are made from results; diffs are made in edit/'],
  cli: [
    ['text', 'ctl', 'c', 'cfg', 'smpl', 'compile', 'match', 'edit', 'script', 'engine', 'tree', 'report'],
    'the command line may use everything, and nothing may use it',
  ],
};

const rooms = Object.entries(ROOMS).map(([room, [allowed, reason]]) => ({
  name: `room-${room}`,
  severity: 'error',
  comment: reason,
  from: { path: `^src/${room}/` },
  to: { path: '^src/', pathNot: `^src/(${[room, ...allowed].join('|')})/` },
}));

/** A package or built-in module that only some rooms, or files of them, may import, and why. */
function door(name, pattern, roomNames, reason) {
  return {
    name: `door-${name}`,
    severity: 'error',
    comment: reason,
    from: { path: '^(src|bin)/', pathNot: `^src/(${roomNames.join('|')})(/|\\.ts$)` },
    to: { path: pattern },
  };
}

module.exports = {
  forbidden: [
    ...rooms,
    {
      name: 'front-doors',
      severity: 'error',
      comment: 'across rooms only index.ts: what a room exports there is its contract, all else may change',
      from: { path: '^src/([^/]+)/' },
      to: { path: '^src/[^/]+/', pathNot: ['^src/$1/', '^src/[^/]+/index\\.ts$'] },
    },
    {
      name: 'public-names-from-front-doors',
      severity: 'error',
      comment: 'src/index.ts lists public names; they come from the front doors of rooms',
      from: { path: '^src/index\\.ts$' },
      to: { path: '^src/[^/]+/', pathNot: '^src/[^/]+/index\\.ts$' },
    },
    {
      name: 'nobody-imports-public-index',
      severity: 'error',
      comment: 'src/index.ts is for users of the package; inside, import the room that has it',
      from: { path: '^src/' },
      to: { path: '^src/index\\.ts$' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'a cycle, even of types, means that two parts cannot be understood apart',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unresolvable',
      severity: 'error',
      comment: 'an import that cannot be found is a mistake',
      from: { path: '^src/' },
      to: { couldNotResolve: true },
    },
    door('tree-sitter', 'node_modules/(tree-sitter|web-tree-sitter|tree-sitter-c)/', ['c'], 'only c/ knows the parser'),
    door('magic-string', 'node_modules/(magic-string|diff)/', ['edit'], 'only edit/ makes texts and diffs'),
    door('fast-glob', 'node_modules/(fast-glob|ignore)/', ['tree'], 'only tree/ looks for files'),
    door('threads', '^(node:)?worker_threads$', ['tree'], 'only tree/ starts threads'),
    door(
      'files',
      '^(node:)?fs(/promises)?$',
      ['tree', 'report', 'cli', 'script/ocaml'],
      'the library itself reads and writes no files, but the toplevel of OCaml reads its program from one',
    ),
    door('arguments', 'node_modules/commander/', ['cli'], 'only cli/ reads arguments'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
