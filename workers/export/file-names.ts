/** Names that Windows keeps for devices, whatever their ending. */
const reserved = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])$/i;
/** Bytes of UTF-8; most file systems allow 255 with the number and the ending. */
const maxBytes = 180;

/** Gives file names that are legal on Windows, macOS and Linux, each once whatever the case. */
export class FileNames {
  readonly #taken = new Set<string>();
  /** The next number of a name that came before. */
  readonly #numbers = new Map<string, number>();

  /** `extension` with its dot. */
  take(wanted: string, extension: string): string {
    const legal = shortened(legalName(wanted));
    const key = legal.toLowerCase();
    for (let number = this.#numbers.get(key) ?? 1; ; number++) {
      const name = `${legal}${number === 1 ? '' : ` (${number})`}`;
      if (this.#taken.has(name.toLowerCase())) continue;
      this.#taken.add(name.toLowerCase());
      this.#numbers.set(key, number + 1);
      return name + extension;
    }
  }
}

function legalName(wanted: string): string {
  const legal = wanted
    .normalize('NFC')
    // Control signs, direction overrides that can disguise an ending, halves of characters, and what Windows forbids.
    .replace(/[\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '')
    .replace(/[<>:"/\\|?*]/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  if (legal === '') return '_';
  return reserved.test(legal.split('.')[0] ?? '') ? `_${legal}` : legal;
}

/** Cuts between whole signs, never inside one. */
function shortened(name: string): string {
  let bytes = 0;
  let kept = '';
  for (const sign of name) {
    bytes += Buffer.byteLength(sign);
    if (bytes > maxBytes) return kept.replace(/[. ]+$/, '') || '_';
    kept += sign;
  }
  return kept;
}
