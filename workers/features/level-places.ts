import { foldWidth } from '../tabular/interpret/fold-width.ts';

/**
 * Tells the place of a text among levels; −1: it is none. A text that differs in width, case or spaces alone is the level it can be
 * told to be without doubt.
 */
export function levelPlaces(levels: readonly string[]): (text: string) => number {
  const exact = new Map(levels.map((level, place) => [level, place]));
  let plain: Map<string, number> | null = null;
  return (text) => {
    const place = exact.get(text);
    if (place !== undefined) return place;
    plain ??= plainPlaces(levels);
    return plain.get(plainLevel(text)) ?? -1;
  };
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
