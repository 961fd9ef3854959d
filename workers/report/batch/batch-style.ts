import type { Severity } from '../../../contract/profile.ts';
import type { CellStyle } from '../../tabular/writer/style-book.ts';
import { colors, severityColors } from '../workbook/sheet-style.ts';

/** The looks of the workbook over a batch: those of the report of one file. */
const underline = { style: 'thin', color: colors.line } as const;
const header: CellStyle = {
  ...{ isBold: true, ink: colors.ink, fill: colors.headerFill, vertical: 'center', isWrapped: true },
  line: { style: 'medium', color: colors.accent },
};

export const tabColor = colors.accent;
export const looks = {
  title: { isBold: true, size: 18, ink: colors.ink },
  subtitle: { ink: colors.soft },
  heading: { isBold: true, ink: colors.ink },
  label: { ink: colors.soft, line: underline },
  fact: { horizontal: 'left', line: underline },
  factCount: { horizontal: 'left', format: '#,##0', line: underline },
  factShare: { horizontal: 'left', format: '0.0%', ink: colors.soft },
  header,
  headerFigure: { ...header, horizontal: 'right' },
  headerCentred: { ...header, horizontal: 'center' },
  link: { ink: colors.accent, isUnderlined: true },
  linkLined: { ink: colors.accent, isUnderlined: true, line: underline },
  text: { line: underline },
  strong: { isBold: true, line: underline },
  soft: { ink: colors.soft, line: underline },
  centred: { horizontal: 'center', line: underline },
  indented: { horizontal: 'left', indent: 1, line: underline },
  count: { format: '#,##0', line: underline },
  share: { format: '0.0%', line: underline },
  seconds: { format: '#,##0.0', line: underline },
  time: { format: 'yyyy-mm-dd hh:mm', horizontal: 'left', indent: 1, line: underline },
  date: { format: 'yyyy-mm-dd', horizontal: 'left', indent: 1, line: underline },
  trouble: { isBold: true, ...inkOf('high'), line: underline },
} as const satisfies Record<string, CellStyle>;

function inkOf(severity: Severity): CellStyle {
  return { ink: severityColors[severity].ink, fill: severityColors[severity].fill };
}

export const severityLooks: Readonly<Record<Severity, CellStyle>> = {
  high: { isBold: true, ...inkOf('high') },
  medium: { isBold: true, ...inkOf('medium') },
  low: { isBold: true, ...inkOf('low') },
};
/** A count of findings: coloured when there are any. */
export const severityCounts: Readonly<Record<Severity, CellStyle>> = {
  high: { ...severityLooks.high, format: '#,##0', line: underline },
  medium: { ...severityLooks.medium, format: '#,##0', line: underline },
  low: { ...severityLooks.low, format: '#,##0', line: underline },
};

const numberLooks = new Map<string, CellStyle>();

/** The look of a figure with this number format. */
export function figureLook(format: string): CellStyle {
  let look = numberLooks.get(format);
  if (!look) {
    look = { format, line: underline };
    numberLooks.set(format, look);
  }
  return look;
}
