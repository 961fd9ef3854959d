/** What each option takes; every command names those it knows. */
export const optionTypes = {
  recipe: 'string',
  sheet: 'string',
  'earlier-sheet': 'string',
  missing: 'string',
  'fill-merged': 'boolean',
  'skip-totals': 'boolean',
  'all-sheets': 'boolean',
  'as-written': 'string',
  key: 'string',
  ignore: 'string',
  tolerance: 'string',
  since: 'string',
  out: 'string',
  to: 'string',
  'group-by': 'string',
  split: 'string',
  'exact-text': 'boolean',
  'plain-names': 'boolean',
  model: 'string',
  explain: 'boolean',
  'all-probabilities': 'boolean',
  match: 'string',
  'drift-gate': 'string',
  target: 'string',
  task: 'string',
  exclude: 'string',
  include: 'string',
  group: 'string',
  time: 'string',
  'score-by': 'string',
  preset: 'string',
  budget: 'string',
  folds: 'string',
  trees: 'string',
  'learning-rate': 'string',
  depth: 'string',
  seed: 'string',
  test: 'string',
  table: 'string',
  mode: 'string',
  classes: 'string',
  check: 'string',
  data: 'string',
  threads: 'string',
  lang: 'string',
  json: 'boolean',
  again: 'boolean',
  'no-wait': 'boolean',
  priority: 'string',
  at: 'string',
  cron: 'string',
  'time-zone': 'string',
  name: 'string',
  state: 'string',
  search: 'string',
  batch: 'string',
  limit: 'string',
  offset: 'string',
  all: 'boolean',
  queue: 'boolean',
  subfolders: 'boolean',
  present: 'boolean',
  forever: 'boolean',
  help: 'boolean',
  version: 'boolean',
} as const;
export type OptionName = keyof typeof optionTypes;

/** Options that take no word with one command, though they do with others. */
export const flagsOfCommands: Readonly<Record<string, readonly OptionName[]>> = { export: ['as-written'] };

/** How many words may follow. */
export type WordCount = 'none' | 'one' | 'some' | 'any';

export interface CommandSpec {
  readonly words: WordCount;
  /** What a word stands for, as the usage calls it. */
  readonly wordName: string;
  readonly options: readonly OptionName[];
}

const everywhere = ['data', 'lang', 'json', 'help', 'version'] as const satisfies readonly OptionName[];
const spec = (words: WordCount, wordName: string, ...options: OptionName[]): CommandSpec => ({
  words,
  wordName,
  options: [...options, ...everywhere],
});
/** How the cells of files are read. */
const reading = ['missing', 'fill-merged', 'skip-totals'] as const satisfies readonly OptionName[];
const selection = ['batch', 'all', 'state', 'search'] as const satisfies readonly OptionName[];
/** What is to be done each time, whatever begins it. */
export const workOptions = [
  ...(['recipe', 'priority', 'model', 'group-by', 'split', 'explain', 'match', 'drift-gate'] as const),
  ...(['target', 'task', 'exclude', 'include', 'group', 'time', 'score-by', 'preset', 'budget', 'folds'] as const),
  ...(['trees', 'learning-rate', 'depth', 'seed', 'key', 'ignore', 'tolerance'] as const),
] as const satisfies readonly OptionName[];

/** Every command with its verbs; a command without verbs has the one called ''. */
export const commandSpecs = {
  profile: {
    '': spec(
      'some',
      'FILE',
      'sheet',
      'all-sheets',
      'as-written',
      ...reading,
      'since',
      'out',
      'threads',
      'again',
      'priority',
      'at',
      'name',
      'no-wait',
    ),
  },
  compare: {
    '': spec(
      'some',
      'FILE',
      'key',
      'ignore',
      'tolerance',
      'sheet',
      'earlier-sheet',
      ...reading,
      'out',
      'threads',
      'again',
    ),
  },
  export: {
    '': spec(
      ...(['some', 'FILE', 'sheet', 'to', 'group-by', 'split', 'as-written', 'exact-text', 'plain-names'] as const),
      ...reading,
      ...(['out', 'threads', 'again', 'name'] as const),
    ),
  },
  train: {
    '': spec(
      'some',
      'FILE',
      ...(['target', 'task', 'sheet', 'exclude', 'include', 'group', 'time', 'score-by', 'preset', 'budget'] as const),
      ...(['folds', 'trees', 'learning-rate', 'depth', 'seed', 'test', 'name', 'threads', 'again'] as const),
      ...reading,
    ),
  },
  predict: {
    '': spec(
      ...(['some', 'FILE', 'model', 'sheet', 'group-by', 'split', 'explain', 'match', 'drift-gate'] as const),
      ...(['all-probabilities', 'out', 'name', 'again', 'threads'] as const),
      ...reading,
    ),
  },
  models: {
    list: spec('none', '', 'search', 'limit', 'offset'),
    show: spec('one', 'MODEL'),
    import: spec('one', 'FILE', 'name', 'target', 'classes', 'check'),
    export: spec('one', 'MODEL', 'to', 'out'),
    remove: spec('some', 'MODEL'),
  },
  library: {
    import: spec('one', 'JOB|FILE', 'table', 'mode', 'key', 'group-by', 'sheet'),
    tables: spec('none', ''),
    query: spec('one', 'SQL', 'limit', 'out', 'to'),
  },
  jobs: {
    list: spec('none', '', 'state', 'search', 'batch', 'limit', 'offset'),
    show: spec('one', 'ID'),
    cancel: spec('any', 'ID', ...selection),
    retry: spec('any', 'ID', ...selection),
    pause: spec('any', 'ID', 'queue', ...selection),
    resume: spec('any', 'ID', 'queue', ...selection),
    priority: spec('some', 'high|normal|low ID', ...selection),
    dead: spec('none', '', 'search', 'batch', 'limit', 'offset'),
    redrive: spec('any', 'ID', ...selection),
  },
  schedule: {
    add: spec('some', 'FILE', 'cron', 'at', 'time-zone', 'name', 'out', 'sheet', ...reading, ...workOptions),
    list: spec('none', ''),
    remove: spec('some', 'ID'),
  },
  watch: {
    add: spec('one', 'FOLDER', 'out', 'subfolders', 'present', ...workOptions),
    list: spec('none', ''),
    remove: spec('some', 'ID'),
  },
  run: { '': spec('none', '', 'forever', 'threads') },
  audit: { verify: spec('none', ''), list: spec('none', '', 'search', 'limit', 'offset') },
} as const satisfies Record<string, Readonly<Record<string, CommandSpec>>>;

export type CommandName = keyof typeof commandSpecs;
export const commandNames = Object.keys(commandSpecs) as CommandName[];
export type Topic = 'auspex' | CommandName;
