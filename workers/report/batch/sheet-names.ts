/** Excel allows so many characters in the name of a sheet. */
const maxCharacters = 31;

/** Gives names that Excel takes, each once whatever the case: what it forbids becomes a space, repeated ones are numbered. */
export class SheetNames {
  readonly #taken = new Set<string>();

  take(wanted: string): string {
    const legal =
      wanted
        .replace(/[\\/?*[\]:]/g, ' ')
        // An apostrophe may stand neither first nor last.
        .replace(/^['\s]+|['\s]+$/g, '') || 'Sheet';
    for (let number = 1; ; number++) {
      const ending = number === 1 ? '' : ` (${number})`;
      const name = cut(legal, maxCharacters - ending.length).replace(/['\s]+$/, '') + ending;
      // Excel keeps the name “History” for itself.
      if (name.toLowerCase() === 'history' || this.#taken.has(name.toLowerCase())) continue;
      this.#taken.add(name.toLowerCase());
      return name;
    }
  }
}

/** The first `length` UTF-16 units, without half of a character at the end. */
function cut(text: string, length: number): string {
  const part = text.slice(0, length);
  return /[\ud800-\udbff]$/.test(part) ? part.slice(0, -1) : part;
}
