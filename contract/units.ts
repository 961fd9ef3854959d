/** Latin and Greek letters stand off the number; ideographs and degrees do not. */
export const standsOff = (unit: string): boolean => /^[\p{Script=Latin}\p{Script=Greek}µΩ]/u.test(unit);

/** Signs of currencies that stand in front of the number: €, ¥, HK$. */
export const standsInFront = (unit: string): boolean => /^(?:[A-Z]{0,2}\$|[€£¥₩₹₺₫฿₪])$/u.test(unit);

/** A number, as it is written, with what it counts: 12 kg, 18岁, €1,200. */
export function withUnit(number: string, unit: string): string {
  if (!standsInFront(unit)) return `${number}${standsOff(unit) ? ' ' : ''}${unit}`;
  const isNegative = /^[-−]/.test(number);
  return isNegative ? `${number[0]}${unit}${number.slice(1)}` : unit + number;
}
