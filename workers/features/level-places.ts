import { booleanWordOf } from '../tabular/interpret/boolean-words.ts';
import { foldWidth } from '../tabular/interpret/fold-width.ts';

/**
 * Tells the place of a text among levels; −1: it is none. A text that differs in width, case or spaces alone is the level it can be
 * told to be without doubt; a truth value is the only level that says the same in a word.
 */
export function levelPlaces(levels: readonly string[]): (text: string) => number {
  const exact = new Map(levels.map((level, place) => [level, place]));
  let plain: Map<string, number> | null = null;
  return (text) => {
    const place = exact.get(text);
    if (place !== undefined) return place;
    plain ??= plainPlaces(levels);
    return plain.get(plainLevel(text)) ?? truthPlace(levels, text);
  };
}

/** Half a place before the first level that is greater than a text, of levels in the order of their UTF-16 units. */
export function placeBetween(levels: readonly string[], text: string): number {
  let from = 0;
  let end = levels.length;
  while (from < end) {
    const middle = (from + end) >> 1;
    if (levels[middle]! < text) from = middle + 1;
    else end = middle;
  }
  return from - 0.5;
}

/** Texts that stand for truth values, which have no words of their own. */
const truths = new Set(['true', 'false']);

function truthPlace(levels: readonly string[], text: string): number {
  const said = booleanWordOf(text.trim())?.isYes;
  if (said === undefined) return -1;
  const alike = levels.flatMap((level, place) => {
    const isTruth = truths.has(text) || truths.has(level);
    return isTruth && booleanWordOf(level.trim())?.isYes === said ? [place] : [];
  });
  return alike.length === 1 ? alike[0]! : -1;
}

function plainPlaces(levels: readonly string[]): Map<string, number> {
  const places = new Map<string, number>();
  for (const [place, level] of levels.entries()) {
    const plain = plainLevel(level);
    places.set(plain, places.has(plain) ? -1 : place);
  }
  return places;
}

const plainLevel = (text: string): string => foldWidth(text).toLowerCase().replaceAll(/\s+/g, '');
