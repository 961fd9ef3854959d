/** Words for yes and no; a column is one of truth values when it holds both of a pair. */
export const booleanPairs: readonly (readonly [yes: string, no: string])[] = [
  ['true', 'false'],
  ['yes', 'no'],
  ['y', 'n'],
  ['t', 'f'],
  ['ja', 'nein'],
  ['wahr', 'falsch'],
  ['oui', 'non'],
  ['vrai', 'faux'],
  ['sí', 'no'],
  ['si', 'no'],
  ['sim', 'não'],
  ['on', 'off'],
  ['是', '否'],
  ['有', '无'],
  ['对', '错'],
  ['真', '假'],
  ['√', '×'],
  ['√', 'x'],
  ['✓', '✗'],
  ['✔', '✘'],
  ['☑', '☐'],
];

export interface BooleanWord {
  /** Pairs it belongs to, and whether it is their yes. */
  readonly pairs: readonly number[];
  readonly isYes: boolean;
}

const words = new Map<string, BooleanWord>();
for (const [yes, no] of booleanPairs) {
  for (const [word, isYes] of [
    [yes, true],
    [no, false],
  ] as const) {
    const pairs = booleanPairs.flatMap((pair, place) => (pair.includes(word) ? [place] : []));
    words.set(word, { pairs, isYes });
  }
}

/** What `text`, trimmed, says as a word for yes or no, whatever its case; null when it is none. */
export function booleanWordOf(text: string): BooleanWord | null {
  return text.length > 6 ? null : (words.get(text.toLowerCase()) ?? null);
}
