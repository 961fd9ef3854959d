import type { ColumnProfile } from '../../contract/profile.ts';
import type { Locale } from '../../contract/texts.ts';
import { withUnit } from '../../contract/units.ts';
import { formatWithUnit } from '../export/number-look.ts';
import type { StatisticForm } from './column-statistics.ts';
import type { NumberTexts } from './number-texts.ts';
import { reportTexts } from './report-texts.ts';
import { numberFormat } from './workbook/number-format.ts';

type Measured = Pick<ColumnProfile, 'isPercent' | 'unit'>;

/** How the numbers of a column are written: with their unit, shares as the percentages that the file has. */
export function valueText({ isPercent, unit }: Measured, texts: NumberTexts): (value: number) => string {
  if (isPercent) return (value) => `${texts.number(value * 100)}%`;
  return unit ? (value) => withUnit(texts.number(value), unit) : texts.number;
}

/** One of a column's counted values: yes and no as the file says them, the rest as it stands. */
export function countedText(
  value: string,
  { type, words }: Pick<ColumnProfile, 'type' | 'words'>,
  locale: Locale,
): string {
  if (type !== 'boolean') return value;
  if (value === 'true') return words?.yes ?? reportTexts.yes[locale];
  return value === 'false' ? (words?.no ?? reportTexts.no[locale]) : value;
}

/** The format of a sheet's cell for a figure of a column. */
export function statisticFormat(form: StatisticForm, value: number, { isPercent, unit }: Measured): string {
  if (form === 'share') return '0.0%';
  if (form === 'count') return '#,##0';
  if (form === 'value' && isPercent) return '0.00%';
  return form === 'value' && unit ? formatWithUnit(numberFormat(value), unit) : numberFormat(value);
}
