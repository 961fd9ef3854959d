const large = ['', '万', '亿', '万亿'];
const small = ['', '十', '百', '千'];
const names = '零一二三四五六七八九';

/** `value`, a whole number below 10¹², as Chinese numerals write it in full (105 is 一百零五). */
export function chineseNumerals(value: number): string {
  if (value === 0) return '零';
  let text = '';
  let rest = value;
  for (let group = 0; rest > 0; group++, rest = Math.floor(rest / 10_000)) {
    const four = rest % 10_000;
    if (four > 0) text = fourDigits(four, rest >= 10_000 && four < 1000) + (large[group] as string) + text;
    else if (text !== '' && !text.startsWith('零')) text = `零${text}`;
  }
  return text.replace(/^一十/, '十').replaceAll(/零+/g, '零');
}

function fourDigits(value: number, hasZeroBefore: boolean): string {
  let text = hasZeroBefore ? '零' : '';
  let isGap = false;
  for (let place = 3; place >= 0; place--) {
    const digit = Math.floor(value / 10 ** place) % 10;
    if (digit === 0) {
      isGap = value >= 10 ** place;
      continue;
    }
    if (isGap && !text.endsWith('零')) text += '零';
    isGap = false;
    text += (names[digit] as string) + (small[place] as string);
  }
  return text;
}
