import type { ChangeKind, DriftLevel, KeyReason } from '../../../contract/comparison.ts';
import { interpolate, type Locale, type LocalText, type TextValues } from '../../../contract/texts.ts';

const text = (en: string, zh: string): LocalText => ({ en, 'zh-CN': zh });

/** The fixed words of the reports of a comparison; `{{…}}` is filled in. */
const comparisonTexts = {
  title: text('What changed in {{file}}', '{{file}} 的变化'),
  files: text('{{earlier}} → {{later}}', '{{earlier}} → {{later}}'),
  headline: text(
    '{{added}} rows added, {{removed}} removed, {{changed}} changed; {{drifted}} columns drifted.',
    '新增 {{added}} 行，删除 {{removed}} 行，修改 {{changed}} 行；{{drifted}} 列发生漂移。',
  ),
  nothing: text('Nothing changed: every row and column is the same.', '没有变化：所有行和列都相同。'),
  overview: text('Overview', '总览'),
  schema: text('Columns added, removed, renamed', '列的增删与更名'),
  schemaSheet: text('Schema', '结构变化'),
  columns: text('Columns', '列'),
  rows: text('Rows', '行'),
  rowsSheet: text('Changed rows', '有变化的行'),
  contents: text('Contents', '目录'),
  added: text('Rows added', '新增行'),
  removed: text('Rows removed', '删除行'),
  changed: text('Rows changed', '修改行'),
  unchanged: text('Rows unchanged', '未变行'),
  drifted: text('Columns drifted', '漂移的列'),
  file: text('File', '文件'),
  sheet: text('Sheet', '工作表'),
  rowCount: text('Rows', '行数'),
  columnCount: text('Columns', '列数'),
  earlier: text('Earlier', '较早'),
  later: text('Later', '较晚'),
  key: text('Key', '键'),
  keyIs: text('Key: {{columns}} – {{reason}}.', '键：{{columns}}——{{reason}}。'),
  noKey: text(
    'No key was found: whole rows were compared, so that a row that changed counts as removed and added.',
    '未找到键：按整行比较，因此修改过的行计为一删一增。',
  ),
  keyOverlap: text(
    '{{share}} of the earlier keys are in the later file.',
    '较早文件中 {{share}} 的键也在较晚的文件中。',
  ),
  repeated: text(
    '{{keys}} keys are borne by several rows ({{earlier}} earlier, {{later}} later rows); these were paired in their order.',
    '有 {{keys}} 个键对应多行（较早 {{earlier}} 行，较晚 {{later}} 行），这些行按先后顺序配对。',
  ),
  tolerance: text(
    'Numbers that differ by {{tolerance}} or less count as equal.',
    '相差不超过 {{tolerance}} 的数字视为相等。',
  ),
  ignored: text('Left out', '未参与比较'),
  kind: text('Change', '变化'),
  name: text('Name', '名称'),
  detail: text('Detail', '说明'),
  columnAdded: text('Column added', '新增列'),
  columnRemoved: text('Column removed', '删除列'),
  columnRenamed: text('Column renamed (supposed)', '列更名（推测）'),
  columnRetyped: text('Type changed', '类型变化'),
  columnMoved: text('Column moved', '列移动'),
  renamedFrom: text('was “{{earlier}}”; names {{likeness}} alike', '原名“{{earlier}}”，名称相似度 {{likeness}}'),
  valuesAlike: text(', values {{overlap}} alike', '，取值重合度 {{overlap}}'),
  noSchema: text('Both files have the same columns in the same order.', '两个文件的列及其顺序相同。'),
  type: text('Type', '类型'),
  changedRows: text('Rows changed', '修改行数'),
  psi: text('PSI', 'PSI'),
  drift: text('Drift', '漂移'),
  ks: text('KS', 'KS'),
  pValue: text('p-value', 'p 值'),
  mean: text('Mean', '均值'),
  median: text('Median', '中位数'),
  missing: text('Missing', '缺失占比'),
  distinct: text('Distinct', '不同值'),
  change: text('Change', '变化'),
  before: text('{{name}} (before)', '{{name}}（之前）'),
  after: text('{{name}} (after)', '{{name}}（之后）'),
  earlierRow: text('Earlier row', '较早行号'),
  laterRow: text('Later row', '较晚行号'),
  largest: text('Largest changes of numbers', '变化最大的数值'),
  column: text('Column', '列'),
  was: text('Before', '之前'),
  is: text('After', '之后'),
  difference: text('Difference', '差值'),
  distribution: text('Distribution', '分布'),
  value: text('Value', '值'),
  others: text('all others', '其他所有值'),
  rowsShown: text(
    '{{shown}} of {{total}} rows that differ are shown here; the Parquet file beside the result holds them all.',
    '此处显示 {{total}} 个有差异的行中的 {{shown}} 行；结果附带的 Parquet 文件包含全部。',
  ),
  columnsShown: text(
    '{{shown}} of {{total}} columns are shown here; the workbook and the JSON hold them all.',
    '此处显示 {{total}} 列中的 {{shown}} 列；工作簿和 JSON 包含全部列。',
  ),
  howToRead: text(
    'PSI compares how the values are spread: below 0.1 hardly changed, 0.1 to 0.25 changed somewhat, from 0.25 on changed much. A column is said to have drifted only where chance alone would hardly bring such a PSI. KS is the largest difference of the two cumulative distributions.',
    'PSI 衡量取值分布的变化：低于 0.1 几乎没有变化，0.1 至 0.25 有一定变化，0.25 及以上变化很大。仅当偶然因素几乎不可能造成该 PSI 时，才认为列发生了漂移。KS 是两个累积分布之间的最大差距。',
  ),
  madeWith: text('Made by Auspex {{version}}.', '由 Auspex {{version}} 生成。'),
} as const satisfies Record<string, LocalText>;

export type Word = (key: keyof typeof comparisonTexts, values?: TextValues) => string;

export function comparisonWords(locale: Locale): Word {
  return (key, values = {}) => interpolate(comparisonTexts[key][locale], values);
}

export const changeTexts: Readonly<Record<ChangeKind, LocalText>> = {
  changed: text('changed', '修改'),
  added: text('added', '新增'),
  removed: text('removed', '删除'),
};

export const driftTexts: Readonly<Record<DriftLevel, LocalText>> = {
  none: text('none', '无'),
  moderate: text('moderate', '中等'),
  major: text('major', '显著'),
};

export const keyReasonTexts: Readonly<Record<KeyReason, LocalText>> = {
  given: text('as asked for', '由用户指定'),
  uniqueId: text('unique in both files and named like an id', '在两个文件中均唯一，且名称像编号'),
  unique: text('unique in both files', '在两个文件中均唯一'),
  pair: text('unique in both files, taken together', '组合后在两个文件中均唯一'),
  nearlyUniqueId: text('named like an id and nearly unique', '名称像编号，且几乎唯一'),
};
