/** 1.234,5 or 0,5; and 1.234.567, whose points group thousands, so that only a comma can be the decimal sign. */
const commaNumber = /^[+-]?(?:\d+(?:\.\d{3})*,\d+|[1-9]\d{0,2}(?:\.\d{3}){2,})$/;
const pointNumber = /^[+-]?\d*\.\d+$/;
/** A point that may as well group thousands: 1.234. */
const groupLike = /^[+-]?[1-9]\d{0,2}\.\d{3}$/;

/** Beside numbers such as 1.234, fewer commas than this share may stand in texts. */
const fewCommas = 0.05;

/**
 * Whether numbers are written with a decimal comma, judged by the cells of the first rows. A number such as 1.234 speaks for the
 * point only where next to nothing speaks for the comma.
 */
export function detectDecimal(cells: Iterable<string>, delimiter: string): '.' | ',' {
  if (delimiter === ',') return '.';
  let commas = 0;
  let points = 0;
  let either = 0;
  for (const cell of cells) {
    const text = cell.trim();
    if (commaNumber.test(text)) commas++;
    else if (groupLike.test(text)) either++;
    else if (pointNumber.test(text)) points++;
  }
  return commas > points + either * fewCommas ? ',' : '.';
}
