import type { Locale } from '../../contract/texts.ts';
import type { ColumnStyles } from '../tabular/writer/data-rows.ts';
import { type CellStyle, StyleBook } from '../tabular/writer/style-book.ts';
import type { ExportLayout } from './layout.ts';

const colors = { ink: 'FF18202C', soft: 'FF4D5969', accent: 'FF4054C9', headerFill: 'FFE9ECFB', line: 'FFE3E7ED' };
const headerLine = { style: 'medium', color: colors.accent } as const;
const line = { style: 'thin', color: colors.line } as const;

export const tabColor = colors.accent;
export const scaleColor = 'FF8FA2F0';
/** Keeps a figure off the text in the next column. */
const figure = { horizontal: 'right', indent: 1 } as const;
export const looks = {
  header: { isBold: true, ink: colors.ink, fill: colors.headerFill, vertical: 'center', line: headerLine },
  headerFigure: {
    ...{ isBold: true, ink: colors.ink, fill: colors.headerFill, vertical: 'center' },
    ...figure,
    line: headerLine,
  },
  link: { ink: colors.accent, isUnderlined: true },
  linkLined: { ink: colors.accent, isUnderlined: true, line },
  soft: { ink: colors.soft },
  title: { isBold: true, size: 18, ink: colors.ink },
  text: { line },
  count: { format: '#,##0', line, ...figure },
  share: { format: '0.0%', line, ...figure },
} as const satisfies Record<string, CellStyle>;

export interface ExportLook {
  readonly book: StyleBook;
  readonly columns: readonly ColumnStyles[];
  readonly number: (look: keyof typeof looks) => number;
  /** Of a cell that holds `text`. */
  readonly text: (look: keyof typeof looks, text: string) => number;
}

/** The styles of an export: every part that asks gets the same numbers. */
export function exportLook({ columns }: ExportLayout, locale: Locale): ExportLook {
  const book = new StyleBook(locale === 'zh-CN' ? 'Microsoft YaHei' : 'Calibri');
  for (const look of Object.values(looks)) book.number(look);
  const quoted = book.number({ isQuoted: true });
  for (const look of Object.values(looks)) book.textNumber(look, '=');
  return {
    book,
    number: (look) => book.number(looks[look]),
    text: (look, text) => book.textNumber(looks[look], text),
    columns: columns.map(({ form }) => ({
      number: book.number(form.number === null ? figure : { format: form.number, ...figure }),
      date: book.number({ format: form.date, ...figure }),
      quoted,
    })),
  };
}
