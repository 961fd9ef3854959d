/** What a number format makes of a number. */
export const numberMeaning = { number: 0, date: 1, timeOfDay: 2 } as const;
export type NumberMeaning = (typeof numberMeaning)[keyof typeof numberMeaning];

/*
 * Formats that a workbook uses by number alone (ECMA-376 part 1, 18.8.30, with the East Asian ones 27–36 and 50–58, which
 * are dates and times in every locale that defines them, and the Thai ones 71–81).
 */
const builtInDates = [14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58, 71, 72, 73, 74, 77];
const builtInTimes = [18, 19, 20, 21, 32, 33, 34, 35, 45, 47, 55, 56, 75, 76, 78, 80];

/** The meaning of the built-in format `id`. 46 (`[h]:mm:ss`) is a length of time and stays a number of days. */
export function builtInMeaning(id: number): NumberMeaning {
  if (builtInDates.includes(id)) return numberMeaning.date;
  return builtInTimes.includes(id) ? numberMeaning.timeOfDay : numberMeaning.number;
}

/**
 * The meaning of a format code such as `yyyy"年"m"月"d"日"`. Its first section counts (the one for positive numbers), or the first
 * that shows anything of a number. Lengths of time (`[h]:mm`) are numbers: they are added and averaged, and have no calendar date.
 */
export function meaningOfFormat(code: string): NumberMeaning {
  const bare = code.replace(/"[^"]*"?/g, '').replace(/\\.|_.|\*./gs, '');
  const sections = bare.split(';').map((section) => section.toLowerCase());
  const section = sections.find((one) => /[0#?a-z@]/.test(withoutBrackets(one))) ?? '';
  if (/\[(h+|m+|s+)\]/.test(section)) return numberMeaning.number;
  const letters = withoutBrackets(section).replace(/e[+-]/g, '');
  if (/^\s*(general|standard)\b/.test(letters)) return numberMeaning.number;
  const hasTime = /[hs]/.test(letters);
  // `e` and `b` are years, of an era or of the Buddha; beside digits they are no such thing.
  const hasYear = /[ydg]/.test(letters) || (/[eb]/.test(letters) && !/[0#?]/.test(letters));
  if (hasYear || (/m/.test(letters) && !hasTime)) return numberMeaning.date;
  return hasTime ? numberMeaning.timeOfDay : numberMeaning.number;
}

/** Without colours, conditions and languages; a length of time keeps its letters. */
function withoutBrackets(section: string): string {
  return section.replace(/\[(?!(?:h+|m+|s+)\])[^\]]*\]/g, '');
}
