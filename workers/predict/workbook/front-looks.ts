import { looks } from '../../export/export-look.ts';
import type { CellStyle } from '../../tabular/writer/style-book.ts';

/** How the cells of the sheets in front look, beside those of an index. */
export const frontLooks = {
  ...looks,
  wrapped: { isWrapped: true, vertical: 'top', line: looks.text.line },
  number: { ...looks.count, format: '#,##0.00' },
  figure: { ...looks.count, format: '#,##0.000' },
  label: { ink: looks.soft.ink, line: looks.text.line },
  fact: { horizontal: 'left', line: looks.text.line },
  heading: { isBold: true, size: 13, ink: looks.title.ink },
  headingLink: { isBold: true, size: 13, ink: looks.link.ink, isUnderlined: true },
  moderate: { fill: 'FFFDF1DC', ink: 'FF7A4A00', line: looks.text.line },
  major: { fill: 'FFFBE3E0', ink: 'FF8C1D12', isBold: true, line: looks.text.line },
  total: { isBold: true, line: looks.text.line },
  totalCount: { ...looks.count, isBold: true },
  totalShare: { ...looks.share, isBold: true },
  totalNumber: { ...looks.count, format: '#,##0.00', isBold: true },
} as const satisfies Record<string, CellStyle>;

/** Of classes, by place; they repeat where there are more. */
export const classColors = ['4054C9', 'D9782D', '2E8B7A', 'B0457B', '8A6FD1', '6B7687', 'C2A21B', '4F9CD6'] as const;
export const barColor = '4054C9';
export const softColor = 'A9B2C3';
