import type { Locale } from '../contract/texts.ts';

const lines: Readonly<Record<Locale, readonly (readonly [string, string])[]>> = {
  en: [
    ['--missing W,W', 'words that stand for a missing cell besides N/A and the like: --missing=-99,unknown'],
    ['--fill-merged', 'workbooks: cells that are empty because they are merged hold the value of the merged cell'],
    ['--skip-totals', 'leave out rows of totals (Total, 合计, a last row of sums)'],
  ],
  'zh-CN': [
    ['--missing 词,词', '除 N/A 等之外表示缺失的词：--missing=-99,不详'],
    ['--fill-merged', '工作簿：因合并而为空的单元格取合并单元格的值'],
    ['--skip-totals', '不计入合计行（Total、合计、末尾的求和行）'],
  ],
};

/** How wide a word stands in a terminal: ideographs take two places. */
const widthOf = (word: string): number => [...word].reduce((sum, sign) => sum + (sign > '\u2e80' ? 2 : 1), 0);

/** The options on reading cells, as a help text shows them; descriptions begin at column `indent`. */
export const readingHelp = (locale: Locale, indent = 20): string =>
  lines[locale].map(([option, text]) => `  ${option}${' '.repeat(indent - 2 - widthOf(option))}${text}`).join('\n');
