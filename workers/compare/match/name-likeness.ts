/** A name without what people write differently without meaning it: case, width, spaces, punctuation. */
export function plainName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/** How alike names are at least of which one begins or ends with the other. */
export const partLikeness = 0.6;

/**
 * How alike two names are, 0..1: the share of their pairs of neighbouring characters that both have (Dice 1945, “Measures of the
 * amount of ecologic association between species”, on bigrams), or where one begins or ends with the other at least 0.6.
 */
export function nameLikeness(one: string, other: string): number {
  const [a, b] = [plainName(one), plainName(other)];
  if (a === b) return a === '' ? 0 : 1;
  if (a === '' || b === '') return 0;
  return Math.max(dice(bigrams(a), bigrams(b)), isPart(a, b) ? partLikeness : 0);
}

/** Whether one of two names, of two characters at least, begins or ends the other. */
export function isPart(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  return (long.startsWith(short) || long.endsWith(short)) && [...short].length >= 2;
}

/** The pairs of neighbouring characters of a text; of a single character, itself. */
export function bigrams(text: string): string[] {
  const characters = [...text];
  if (characters.length < 2) return characters;
  return characters.slice(1).map((character, place) => `${characters[place]}${character}`);
}

function dice(one: readonly string[], other: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const gram of one) counts.set(gram, (counts.get(gram) ?? 0) + 1);
  let shared = 0;
  for (const gram of other) {
    const left = counts.get(gram) ?? 0;
    if (left === 0) continue;
    shared++;
    counts.set(gram, left - 1);
  }
  return (2 * shared) / (one.length + other.length);
}

/**
 * Words that names of identifiers consist of or end with. Chinese ones are looked for anywhere at the end (学号, 订单编号).
 */
const idWords = new Set([
  'id',
  'ids',
  'key',
  'code',
  'no',
  'nr',
  'num',
  'number',
  'uuid',
  'guid',
  'sku',
  'isbn',
  'email',
]);
const chineseIdEnding = /(号|编号|号码|代码|编码|证|主键|邮箱)$/;

/** Whether a column of this name is likely to tell rows apart: `order_id`, `OrderNo.`, `客户编号`. */
export function isIdName(name: string): boolean {
  if (chineseIdEnding.test(name.trim())) return true;
  const words = name
    .normalize('NFKC')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  return idWords.has(words.at(-1) ?? '') || idWords.has(words[0] ?? '');
}
