import { once } from 'node:events';
import { createWriteStream } from 'node:fs';

/** Columns of the table: an id, what groups the rows, numbers, texts, and what is foretold. */
const numbers = 24;
const textLevels = [6, 30, 200] as const;
const groups = 20;
const classes = ['Further study', 'Employed', 'Undecided'];

export const groupColumn = 'Major';
export const targetColumn = 'Outcome';
export const columnCount = numbers + textLevels.length + 3;

/** A number from 0 to 1 for each cell, the same every time. */
function share(row: number, column: number): number {
  const mixed = Math.imul(row + 1, 0x9e3779b1) ^ Math.imul(column + 1, 0x85ebca6b);
  const hashed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
  const again = Math.imul(hashed ^ (hashed >>> 12), 0x297a2d39);
  return ((again ^ (again >>> 15)) >>> 0) / 2 ** 32;
}

/** Writes `rows` students from row `first` on as csv: marks out of a hundred, some of them missing, and what became of them. */
export async function writeTable(path: string, first: number, rows: number): Promise<void> {
  const file = createWriteStream(path);
  const names = Array.from({ length: numbers }, (_, place) => `Mark ${place + 1}`);
  const texts = textLevels.map((_, place) => `Text ${place + 1}`);
  file.write(`${['Student', groupColumn, ...names, ...texts, targetColumn].join(',')}\n`);
  for (let row = first; row < first + rows; row++) {
    const ability = share(row, 1000) + share(row, 1001) - 1;
    const group = Math.floor(share(row, 1002) * groups);
    const marks = names.map((_, place) => {
      if (share(row, 100 + place) < 0.01) return '';
      const own = place < 8 ? 20 * ability : 0;
      return String(Math.round(Math.min(100, Math.max(0, 50 + own + 60 * (share(row, place) - 0.5))) * 10) / 10);
    });
    const places = textLevels.map((levels, place) => Math.floor(share(row, 200 + place) * levels));
    const words = places.map((place, text) => `value ${text + 1}-${place}`);
    const score = 2 * ability + (group % 5) / 5 - 0.4 + ((places[1] as number) % 3) / 3 + share(row, 300) - 0.5;
    const place = score > 0.9 ? 0 : score > -0.6 ? 1 : 2;
    const line = [`S${row}`, `Major ${group + 1}`, ...marks, ...words, classes[place]].join(',');
    if (!file.write(`${line}\n`)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'close');
}
