import path from 'node:path';

/** File systems take 255 bytes; the rest is for a number, the ending, and a copy's mark. */
const maxStemBytes = 200;

/** Characters no file name may hold on Windows, where reports are sent to as well. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are among them
const forbidden = /[<>:"/\\|?*\u0000-\u001f\u007f]/g;

/** Gives every report of a run a name of its own. */
export class ReportNames {
  /** In lower case: many file systems take `A` and `a` for the same. */
  readonly #taken = new Set<string>();

  /** `grades – 2024 profile` or `… changes`, without an ending; the sheet is left out where it only repeats the file's name. */
  stemFor(fileName: string, sheet: string | null, kind: 'profile' | 'changes' = 'profile'): string {
    const base = path.parse(fileName).name;
    const words = sheet === null || sheet === base ? base : `${base} – ${sheet}`;
    const stem = `${shorten(words.replace(forbidden, '_').trim() || 'table', maxStemBytes)} ${kind}`;
    let unique = stem;
    for (let number = 2; this.#taken.has(unique.toLowerCase()); number++) unique = `${stem} (${number})`;
    this.#taken.add(unique.toLowerCase());
    return unique;
  }
}

/** As many whole characters of `text` as fit into `maxBytes` of UTF-8. */
function shorten(text: string, maxBytes: number): string {
  let kept = '';
  let bytes = 0;
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > maxBytes) break;
    kept += character;
  }
  return kept;
}
