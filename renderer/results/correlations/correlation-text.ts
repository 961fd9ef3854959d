import type { Locale } from '../../../contract/texts.ts';

/** Writes coefficients with two digits; what is not quite ±1 never reads as ±1. */
export function correlationText(locale: Locale): (value: number) => string {
  const twoDigits = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  return (value) => {
    const isAlmostOne = Math.abs(value) < 1 - 1e-9 && Math.abs(value) >= 0.995;
    if (isAlmostOne) return value > 0 ? `> ${twoDigits.format(0.99)}` : `< -${twoDigits.format(0.99)}`;
    return twoDigits.format(Math.abs(value) < 0.005 ? 0 : value);
  };
}
