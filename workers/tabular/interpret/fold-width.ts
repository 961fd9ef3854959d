const fullWidth = /[\uff01-\uff5e\u3000\uffe0-\uffe5\u2212]/;

/** Full-width signs as the plain ones they stand for (１２．５％ is 12.5%), the minus sign as a hyphen; all else as it is. */
export function foldWidth(text: string): string {
  if (!fullWidth.test(text)) return text;
  let folded = '';
  for (const sign of text) {
    const code = sign.codePointAt(0) as number;
    if (code >= 0xff01 && code <= 0xff5e) folded += String.fromCharCode(code - 0xfee0);
    else folded += plainSigns[sign] ?? sign;
  }
  return folded;
}

const plainSigns: Readonly<Record<string, string>> = {
  '\u3000': ' ',
  '\uffe0': '¢',
  '\uffe1': '£',
  '\uffe5': '¥',
  '\u2212': '-',
};
