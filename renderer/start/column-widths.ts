import type { SheetPreview } from '../../contract/files.ts';

const narrowestPx = 84;
const widestPx = 300;
/** Rows looked at: enough to tell a column of ids from one of remarks. */
const sampledRows = 40;

/** A width for each column that fits its name and most of its first cells. */
export function fittingWidthsPx(preview: Pick<SheetPreview, 'columns' | 'rows'>): number[] {
  return preview.columns.map(({ name, interpretation }, index) => {
    // Beside the name stand the sign of the type and the padding.
    let widestCellPx = textWidthPx(name) * 1.04 + 44;
    const example = interpretation?.examples[0];
    if (example) widestCellPx = Math.max(widestCellPx, textWidthPx(`${example.written} → ${example.read}`) * 0.9 + 44);
    for (const row of preview.rows.slice(0, sampledRows)) {
      widestCellPx = Math.max(widestCellPx, textWidthPx(row[index] ?? '') + 24);
    }
    return Math.round(Math.min(widestPx, Math.max(narrowestPx, widestCellPx)));
  });
}

/** The width of `text` at 13 px, near enough: full-width characters take an em, others a little over half of one. */
function textWidthPx(text: string): number {
  let width = 0;
  for (const character of text.slice(0, 60)) width += character >= '\u1100' ? 13 : 7.3;
  return width;
}
