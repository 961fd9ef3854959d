/** Signs, words and codes of currencies; those of one line mean the same. The first is how it is shown. */
const families: readonly (readonly string[])[] = [
  ['¥', '￥', '元', '圆', '人民币', 'RMB', 'CNY', 'CN¥', '元整', '圆整', '块'],
  ['$', 'US$', 'USD', '美元'],
  ['€', 'EUR', '欧元'],
  ['£', 'GBP', '英镑'],
  ['円', 'JPY', 'JP¥', '日元'],
  ['₩', 'KRW', '韩元'],
  ['₹', 'INR', 'Rs', 'Rs.'],
  ['₽', 'RUB', 'руб.', '卢布'],
  ['HK$', 'HKD', '港元', '港币'],
  ['NT$', 'TWD', '新台币'],
  ['S$', 'SGD'],
  ['A$', 'AUD', '澳元'],
  ['C$', 'CAD', '加元'],
  ['CHF', 'SFr.', '瑞士法郎'],
  ['R$', 'BRL'],
  ['₺', 'TRY'],
  ['₫', 'VND'],
  ['฿', 'THB'],
  ['₪', 'ILS'],
  ['zł', 'PLN'],
  ['Kč', 'CZK'],
  ['kr', 'SEK'],
  ...[
    'NOK',
    'DKK',
    'HUF',
    'NZD',
    'MXN',
    'ZAR',
    'IDR',
    'MYR',
    'PHP',
    'AED',
    'SAR',
    'ARS',
    'CLP',
    'COP',
    'EGP',
    'UAH',
  ].map((code) => [code]),
];

const familyOf = new Map<string, string>();
for (const family of families) {
  for (const word of family) {
    familyOf.set(word, family[0] as string);
    if (/^[A-Z]{3}$/.test(word)) familyOf.set(word.toLowerCase(), family[0] as string);
  }
}
const longestWord = Math.max(...[...familyOf.keys()].map((word) => word.length));
const firstSigns = new Set([...familyOf.keys()].map((word) => word[0]));

/** The currency that `word` is, by the sign it is shown with; null when it is none. */
export function currencyOf(word: string): string | null {
  return familyOf.get(word) ?? null;
}

/** The longest currency that `text` begins with, and its length; null when it begins with none. */
export function leadingCurrency(text: string): { readonly currency: string; readonly length: number } | null {
  if (!firstSigns.has(text[0] as string)) return null;
  for (let length = Math.min(longestWord, text.length); length > 0; length--) {
    const currency = familyOf.get(text.slice(0, length));
    if (currency !== undefined) return { currency, length };
  }
  return null;
}
