/** East Asian wide characters take two places on a terminal (https://www.unicode.org/reports/tr11/). */
const wide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]/;

const placesOf = (character: string): number => (wide.test(character) ? 2 : 1);

/** The places a line takes on a terminal. */
export function textWidth(text: string): number {
  let width = 0;
  for (const character of text) width += placesOf(character);
  return width;
}

/** As much of `text` as fits into `places`, with a mark where something was left out. */
export function cutText(text: string, places: number, mark = ''): string {
  if (textWidth(text) <= places) return text;
  let kept = '';
  let used = textWidth(mark);
  for (const character of text) {
    used += placesOf(character);
    if (used > places) break;
    kept += character;
  }
  return kept + mark;
}

/** No column but the last is wider than this. */
const maxColumnPlaces = 48;

/** Rows under a head, in columns that line up; the last column keeps its whole text. */
export function textTable(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  // Line breaks and escape sequences in a file's name must not draw on the terminal.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
  const clean = rows.map((row) => row.map((cell) => cell.replace(/[\u0000-\u001f\u007f]/g, ' ')));
  const widths = head.map((title, column) =>
    Math.min(maxColumnPlaces, Math.max(textWidth(title), ...clean.map((row) => textWidth(row[column] ?? '')))),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => {
        if (column === cells.length - 1) return cell;
        const shown = cutText(cell, widths[column]!, '…');
        return shown + ' '.repeat(widths[column]! - textWidth(shown));
      })
      .join('  ')
      .trimEnd();
  return [line(head), ...clean.map(line)];
}
