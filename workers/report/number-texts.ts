import type { Locale } from '../../contract/texts.ts';

/** How numbers are written for people in one language. */
export interface NumberTexts {
  /** A whole number with its thousands apart. */
  count(value: number): string;
  /** Any number, to about four significant digits. */
  number(value: number): string;
  /** 0..1 as a percentage with at most one decimal. */
  share(value: number): string;
  /** Bytes in the largest fitting unit of 1,000. */
  size(bytes: number): string;
  duration(milliseconds: number): string;
}

const units = ['B', 'kB', 'MB', 'GB', 'TB'];

const known = new Map<Locale, NumberTexts>();

export function numberTexts(locale: Locale): NumberTexts {
  const texts = known.get(locale) ?? createNumberTexts(locale);
  known.set(locale, texts);
  return texts;
}

function createNumberTexts(locale: Locale): NumberTexts {
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const significant = new Intl.NumberFormat(locale, { maximumSignificantDigits: 4, signDisplay: 'negative' });
  // Years keep their digits together: thousands are set apart from 10,000 on.
  const large = new Intl.NumberFormat(locale, { maximumFractionDigits: 1, useGrouping: 'min2' });
  const tiny = new Intl.NumberFormat(locale, { notation: 'scientific', maximumSignificantDigits: 3 });
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const number = (value: number): string => {
    const size = Math.abs(value);
    if (!Number.isFinite(value)) return value > 0 ? '∞' : value < 0 ? '-∞' : '–';
    if (size !== 0 && (size < 1e-4 || size >= 1e15)) return tiny.format(value);
    return size >= 1000 ? large.format(value) : significant.format(value);
  };
  return {
    count: (value) => whole.format(value),
    number,
    share(value) {
      if (value > 0 && value < 0.001) return `<${percent.format(0.001)}`;
      return value < 1 && value > 0.999 ? `>${percent.format(0.999)}` : percent.format(value);
    },
    size(bytes) {
      const unit = Math.min(units.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3));
      return `${number(bytes / 1000 ** unit)} ${units[unit]}`;
    },
    duration: (milliseconds) =>
      milliseconds < 1000 ? `${whole.format(milliseconds)} ms` : `${large.format(milliseconds / 1000)} s`,
  };
}
