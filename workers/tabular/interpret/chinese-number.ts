const digits: Readonly<Record<string, number>> = {
  ...{ 零: 0, 〇: 0, 一: 1, 壹: 1, 二: 2, 贰: 2, 貳: 2, 两: 2, 三: 3, 叁: 3, 參: 3, 四: 4, 肆: 4 },
  ...{ 五: 5, 伍: 5, 六: 6, 陆: 6, 陸: 6, 七: 7, 柒: 7, 八: 8, 捌: 8, 九: 9, 玖: 9 },
};
const units: Readonly<Record<string, number>> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 };
const sections: Readonly<Record<string, number>> = { 万: 1e4, 萬: 1e4, 亿: 1e8, 億: 1e8 };

const numerals = new Set([...Object.keys(digits), ...Object.keys(units), ...Object.keys(sections)]);
const longest = 24;

/** Whether a sign may stand in a number in Chinese numerals. */
export function isChineseNumeral(sign: string): boolean {
  return numerals.has(sign);
}

/**
 * The value of a whole number in Chinese numerals below 10¹²: 三十五, 一万二千, 壹佰贰拾叁, 二〇二四, and as it is spoken 三万五
 * (35,000); null when the signs make none.
 */
export function chineseNumber(text: string): number | null {
  const signs = [...text];
  if (signs.length === 0 || signs.length > longest || !signs.every((sign) => numerals.has(sign))) return null;
  if (signs.every((sign) => digits[sign] !== undefined)) return digitByDigit(signs);
  let total = 0;
  /** What stands before the next 万 or 亿, the digit that waits for its unit, and the least units that came so far. */
  let section = 0;
  let digit: number | null = null;
  let lastUnit = Number.POSITIVE_INFINITY;
  let lastSection = Number.POSITIVE_INFINITY;
  let hasZero = false;
  for (const sign of signs) {
    const value = digits[sign];
    const unit = units[sign];
    if (value !== undefined) {
      if (digit !== null) return null;
      if (value === 0) hasZero = true;
      else digit = value;
    } else if (unit !== undefined) {
      if (unit >= lastUnit || (digit === null && unit !== 10)) return null;
      section += (digit ?? 1) * unit;
      [digit, lastUnit, hasZero] = [null, unit, false];
    } else {
      const scale = sections[sign] as number;
      const count = section + (digit ?? 0);
      // 一万亿 is a trillion: 万 may stand before 亿, but not the other way with nothing between.
      if (count === 0 && !(scale === 1e8 && total > 0 && total < 1e8)) return null;
      if (scale === 1e8 && total > 0) total = (total + count) * 1e8;
      else if (scale >= lastSection) return null;
      else total += count * scale;
      [section, digit, lastUnit, hasZero] = [0, null, Number.POSITIVE_INFINITY, false];
      lastSection = scale;
    }
  }
  if (digit === null) return total + section;
  // 一百二 is 120, 三万五 is 35,000; with 零 before it, and after 十, the digit counts ones.
  const isSpoken = !hasZero && section === 0 ? lastSection !== Number.POSITIVE_INFINITY : !hasZero && lastUnit > 10;
  const base = section === 0 ? lastSection : lastUnit;
  return total + section + digit * (isSpoken && Number.isFinite(base) ? base / 10 : 1);
}

/** 二〇二四: at least two digits one after another; one alone counts too. 两 is no such digit, nor does 零 begin one. */
function digitByDigit(signs: readonly string[]): number | null {
  if (signs.length === 1) return digits[signs[0] as string] as number;
  const isCode = digits[signs[0] as string] === 0 || signs.includes('两') || signs.length > 15;
  return isCode ? null : Number(signs.map((sign) => digits[sign]).join(''));
}
