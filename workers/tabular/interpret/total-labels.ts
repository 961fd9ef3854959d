import { foldWidth } from './fold-width.ts';

const whole =
  /^(?:(?:grand|sub|overall)[ -]?totals?|totals?|sum|summe|gesamt|gesamtsumme|insgesamt)\.?:?$|^(?:本页|本月|本季|本年|全年|全部|各项)?(?:合计|总计|小计|总和|共计|总合计|合計|小計|總計|総計)[:：]?$/i;
/** 东区 小计, East Total: as spreadsheets write subtotals. */
const ending = /^.{1,30}(?: totals?|[ 　]*(?:合计|小计|汇总|總計|小計))$/i;
/** Longer texts are no labels. */
export const longestLabelBytes = 64;

/**
 * Whether a text says that its row sums up others: `sure` for words that mean nothing else (Total, 合计), `likely` for names that end
 * like them; null for every other text.
 */
export function totalLabelOf(text: string): 'sure' | 'likely' | null {
  if (text.length > longestLabelBytes) return null;
  const plain = foldWidth(text).trim().replace(/\s+/g, ' ');
  if (whole.test(plain) || (/[\u4e00-\u9fff]/.test(plain) && whole.test(plain.replaceAll(' ', '')))) return 'sure';
  return ending.test(plain) ? 'likely' : null;
}
