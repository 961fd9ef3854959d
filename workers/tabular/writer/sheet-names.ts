/** Excel allows so many characters in the name of a sheet. */
const maxCharacters = 31;
/** Names that begin alike for so long are numbered on; what is cut to make room for a number is behind it. */
const alikeCharacters = 22;

/** Gives names that Excel takes, each once whatever the case: what it forbids becomes a space, repeated ones are numbered. */
export class SheetNames {
  readonly #taken = new Set<string>();
  /** The next number of a name that came before: thousands may begin alike. */
  readonly #numbers = new Map<string, number>();

  take(wanted: string): string {
    const legal =
      wanted
        // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
        .replace(/[\\/?*[\]:\u0000-\u001f\ufffe\uffff]/g, ' ')
        // An apostrophe may stand neither first nor last.
        .replace(/^['\s]+|['\s]+$/g, '') || 'Sheet';
    const key = cut(legal, alikeCharacters).toLowerCase();
    for (let number = this.#firstNumber(legal, key); ; number++) {
      const ending = number === 1 ? '' : ` (${number})`;
      const name = cut(legal, maxCharacters - ending.length).replace(/['\s]+$/, '') + ending;
      // Excel keeps the name “History” for itself.
      if (name.toLowerCase() === 'history' || this.#taken.has(name.toLowerCase())) continue;
      this.#taken.add(name.toLowerCase());
      this.#numbers.set(key, number + 1);
      return name;
    }
  }

  /** A name that was not cut may still be free as it is. */
  #firstNumber(legal: string, key: string): number {
    const isFree = legal.length <= maxCharacters && !this.#taken.has(legal.toLowerCase());
    return isFree ? 1 : (this.#numbers.get(key) ?? 1);
  }
}

/** The first `length` UTF-16 units, without half of a character at the end. */
function cut(text: string, length: number): string {
  const part = text.slice(0, length);
  return /[\ud800-\udbff]$/.test(part) ? part.slice(0, -1) : part;
}
