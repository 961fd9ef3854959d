/** Words that stand for a missing value whatever a column holds, exactly as written. */
export const missingWords: readonly string[] = [
  ...['NA', 'N/A', 'n/a', '#N/A', '<NA>', 'null', 'NULL', 'Null', 'NaN', 'nan', '(null)', '\\N'],
  // What a spreadsheet writes for a formula that has no result.
  ...['#DIV/0!', '#VALUE!', '#REF!', '#NAME?', '#NUM!', '#NULL!'],
];

/** Words that stand for one among numbers, dates or truth values, but mean themselves among other texts. */
export const weakMissingWords: readonly string[] = [
  ...['-', '--', '---', '—', '——', '–', '.', '..', '...', '…', '?', '/', '\\'],
  ...['k. A.', 'k.A.', 'k.a.', 'keine Angabe', 'n.d.', 'N/D'],
  ...['None', 'none', 'NONE', 'nil', 'Nil', 'n.a.', 'N.A.', 'na', 'missing', 'Missing', 'unknown', 'Unknown', 'empty'],
  ...[
    '无',
    '缺',
    '缺考',
    '缺失',
    '缺省',
    '空',
    '空值',
    '不详',
    '未知',
    '未填',
    '未填写',
    '暂无',
    '无数据',
    '免考',
    '缓考',
    '未考',
  ],
];

const strong = new Set(missingWords);
const weak = new Set(weakMissingWords);
/** Longer texts are no words for missing. */
export const longestMissingBytes = 16;

/** Whether `text`, trimmed, stands for a missing value everywhere, only among values of another kind than text, or never. */
export function missingStrength(text: string): 'strong' | 'weak' | null {
  if (strong.has(text)) return 'strong';
  return weak.has(text) ? 'weak' : null;
}
