import type { TFunction } from 'i18next';
import type { FileInspection, SheetPreview } from '../../contract/files.ts';
import type { Formats } from '../locale/formats.ts';

export interface Fact {
  readonly label: string;
  readonly value: string;
}

/** What is known of a file and of the sheet on show, as pairs of a word and a value. */
export function previewFacts(
  t: TFunction<'start'>,
  formats: Formats,
  file: { readonly sizeBytes: number | null; readonly inspection: FileInspection | null },
  preview: SheetPreview | null,
): Fact[] {
  const { inspection } = file;
  const facts: Fact[] = [];
  if (inspection) facts.push({ label: t('facts.format'), value: t(`facts.${inspection.format}`) });
  facts.push({ label: t('facts.size'), value: formats.bytes(file.sizeBytes) });
  if (preview) facts.push(...tableFacts(t, formats, preview));
  return facts;
}

function tableFacts(t: TFunction<'start'>, formats: Formats, preview: SheetPreview): Fact[] {
  const { estimatedRows, headerRows, firstDataRow } = preview;
  const isWhole = estimatedRows !== null && estimatedRows <= preview.rows.length;
  const rows =
    estimatedRows === null
      ? t('facts.rowsUnknown')
      : isWhole
        ? formats.integer(preview.rows.length)
        : t('facts.rowsAbout', { rows: formats.integer(roundedEstimate(estimatedRows)) });
  const header = headerRows === 0 ? t('facts.headerNone') : t('facts.headerRows', { count: headerRows });
  const from = t('facts.dataFrom', { row: formats.integer(firstDataRow + 1) });
  return [
    { label: t('facts.rows'), value: rows },
    { label: t('facts.columns'), value: formats.integer(preview.columnCount) },
    {
      label: t('facts.header'),
      value: firstDataRow > headerRows ? t('facts.joint', { first: header, second: from }) : header,
    },
  ];
}

/** An estimate says no more than it knows: two digits of a number above a thousand. */
export function roundedEstimate(rows: number): number {
  if (rows < 1000) return rows;
  const step = 10 ** (Math.floor(Math.log10(rows)) - 1);
  return Math.round(rows / step) * step;
}
