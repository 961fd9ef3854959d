import type { ColumnType } from '../../contract/files.ts';
import type { Correlations, Severity } from '../../contract/profile.ts';
import type { LocalText } from '../../contract/texts.ts';

const text = (en: string, zh: string): LocalText => ({ en, 'zh-CN': zh });

/** The fixed words of the reports; `{{…}}` is filled in. */
export const reportTexts = {
  profileOf: text('Profile of {{file}}', '{{file}} 的数据概况'),
  shape: text('{{sheet}} · {{rows}} rows × {{columns}} columns', '{{sheet}} · {{rows}} 行 × {{columns}} 列'),
  contents: text('Contents', '目录'),
  overview: text('Overview', '总览'),
  findings: text('Findings', '发现'),
  columns: text('Columns', '列'),
  values: text('Frequent values', '常见值'),
  charts: text('Charts', '图表'),
  correlations: text('Correlations', '相关性'),
  missingValues: text('Missing values', '缺失值'),
  provenance: text('How this result was made', '结果的来源'),
  file: text('File', '文件'),
  sheet: text('Sheet', '工作表'),
  size: text('Size', '文件大小'),
  rows: text('Rows', '行数'),
  columnCount: text('Columns', '列数'),
  cells: text('Cells', '单元格'),
  missingCells: text('Missing cells', '缺失单元格'),
  duplicateRows: text('Duplicate rows', '重复行'),
  notCounted: text('not counted', '未统计'),
  columnTypes: text('Types of columns', '列的类型'),
  headerLines: text('Header lines', '表头行数'),
  firstDataRow: text('Data from row', '数据起始行'),
  encoding: text('Encoding', '编码'),
  delimiter: text('Delimiter', '分隔符'),
  reader: text('Reader', '读取方式'),
  readerScanner: text('Auspex’s own workbook reader', 'Auspex 自带的工作簿读取器'),
  readerExceljs: text('ExcelJS', 'ExcelJS'),
  readerText: text('Auspex’s own text reader', 'Auspex 自带的文本读取器'),
  readerDuckdb: text('DuckDB', 'DuckDB'),
  readerSheetjs: text('SheetJS', 'SheetJS'),
  sha256: text('SHA-256 of the file', '文件的 SHA-256'),
  engineVersion: text('Auspex version', 'Auspex 版本'),
  seed: text('Random seed', '随机种子'),
  severity: text('Severity', '重要程度'),
  finding: text('Finding', '发现'),
  column: text('Column', '列'),
  explanation: text('What it says', '说明'),
  wholeTable: text('whole table', '整张表'),
  noFindings: text('Nothing stands out in this table.', '这张表没有值得特别注意的地方。'),
  number: text('No.', '序号'),
  name: text('Name', '名称'),
  type: text('Type', '类型'),
  value: text('Value', '值'),
  count: text('Count', '次数'),
  share: text('Share', '占比'),
  rank: text('Rank', '名次'),
  blank: text('(blank)', '（空白）'),
  others: text('{{count}} other values', '其他 {{count}} 个值'),
  distribution: text('Distribution', '分布'),
  topValues: text('Most frequent values', '最常见的值'),
  yes: text('Yes', '是'),
  no: text('No', '否'),
  noMissing: text('No cell is missing.', '没有缺失的单元格。'),
  missingShown: text('The {{shown}} columns with the most missing values.', '缺失值最多的 {{shown}} 列。'),
  moreColumns: text(
    '{{shown}} of {{total}} columns are shown here; the workbook and the JSON hold them all.',
    '此处显示 {{total}} 列中的 {{shown}} 列；工作簿和 JSON 包含全部列。',
  ),
  moreFindings: text(
    '{{shown}} of {{total}} findings are shown here; the workbook and the JSON hold them all.',
    '此处显示 {{total}} 条发现中的 {{shown}} 条；工作簿和 JSON 包含全部内容。',
  ),
  chartsShown: text(
    'Charts of {{shown}} columns; {{more}} more columns have none here.',
    '{{shown}} 列的图表；另有 {{more}} 列未在此绘制。',
  ),
  valuesShown: text(
    'The most frequent values of {{shown}} columns; {{more}} more columns are left out here.',
    '{{shown}} 列的常见值；另有 {{more}} 列未在此列出。',
  ),
  sampledRows: text('From {{rows}} of {{all}} rows.', '基于 {{all}} 行中的 {{rows}} 行。'),
  everyRow: text('From all {{rows}} rows.', '基于全部 {{rows}} 行。'),
  omittedColumns: text('{{count}} more columns of this kind are left out.', '另有 {{count}} 个同类列未参与计算。'),
  heatmapShown: text('The first {{shown}} of {{total}} columns.', '{{total}} 列中的前 {{shown}} 列。'),
  strongestPairs: text('Strongest pairs', '相关性最强的列对'),
  tooFewNumbers: text('Needs at least two columns of numbers or dates.', '至少需要两个数值列或日期列。'),
  tooFewCategories: text(
    'Needs at least two columns of text or truth values with 2 to 100 distinct values.',
    '至少需要两个文本列或是/否列，且各有 2 到 100 个不同值。',
  ),
  madeWith: text('Made by Auspex {{version}}.', '由 Auspex {{version}} 生成。'),
} as const satisfies Record<string, LocalText>;

export const severityTexts: Readonly<Record<Severity, LocalText>> = {
  high: text('Important', '重要'),
  medium: text('Worth a look', '值得关注'),
  low: text('Good to know', '供参考'),
};

export const columnTypeTexts: Readonly<Record<ColumnType, LocalText>> = {
  number: text('Number', '数字'),
  text: text('Text', '文本'),
  boolean: text('Yes/no', '是/否'),
  date: text('Date', '日期'),
  mixed: text('Mixed', '混合'),
  empty: text('Empty', '空'),
};

interface MeasureTexts {
  readonly name: LocalText;
  readonly explanation: LocalText;
}

/** The kinds of correlation, in the order reports show them. */
export const measures: readonly (keyof Correlations)[] = ['pearson', 'spearman', 'cramersV'];
export const measureTexts: Readonly<Record<keyof Correlations, MeasureTexts>> = {
  pearson: {
    name: text('Pearson', '皮尔逊'),
    explanation: text(
      'How close two columns of numbers come to a straight line: -1 to 1.',
      '两个数值列接近直线关系的程度：-1 到 1。',
    ),
  },
  spearman: {
    name: text('Spearman', '斯皮尔曼'),
    explanation: text(
      'How far two columns of numbers rise and fall together by rank: -1 to 1.',
      '两个数值列按秩次同升同降的程度：-1 到 1。',
    ),
  },
  cramersV: {
    name: text('Cramér’s V', '克拉默 V'),
    explanation: text(
      'How strongly two columns of categories go together: 0 to 1, corrected for bias.',
      '两个类别列相互关联的程度：0 到 1，已校正偏差。',
    ),
  },
};
