import type { Locale } from '../../contract/texts.ts';
import { useLocale } from './use-locale.ts';

export interface Formats {
  /** Up to `significantDigits` (default 5) digits, thousands parted from 10,000 on; very large and very small values in scientific form. */
  readonly number: (value: number | null | undefined, significantDigits?: number) => string;
  /** A whole number with its thousands parted. */
  readonly integer: (value: number | null | undefined) => string;
  /** A share 0..1 as a percentage; what is neither none nor all never reads as 0 % or 100 %. */
  readonly percent: (share: number | null | undefined, digits?: number) => string;
  /** Sizes in powers of 1000, as file managers show them. */
  readonly bytes: (sizeBytes: number | null | undefined) => string;
  readonly duration: (durationMs: number | null | undefined) => string;
  readonly dateTime: (epochMs: number | null | undefined) => string;
  /** The day alone. */
  readonly date: (epochMs: number | null | undefined) => string;
  /** The time of the day, with seconds. */
  readonly clock: (epochMs: number | null | undefined) => string;
  /** Date and time with seconds. */
  readonly moment: (epochMs: number | null | undefined) => string;
}

/** What stands where there is no value. */
const nothing = '–';

const isAbsent = (value: number | null | undefined): value is null | undefined =>
  value === null || value === undefined || Number.isNaN(value);

const byteUnits = ['kB', 'MB', 'GB', 'TB', 'PB'] as const;

function createDurations(locale: Locale): Formats['duration'] {
  const words =
    locale === 'zh-CN'
      ? { ms: ' 毫秒', s: ' 秒', min: ' 分', h: ' 小时', day: ' 天' }
      : { ms: ' ms', s: ' s', min: ' min', h: ' h', day: ' d' };
  const tenths = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const pair = (large: number, largeWord: string, small: number, smallWord: string) =>
    small === 0 ? `${large}${largeWord}` : `${large}${largeWord} ${small}${smallWord}`;
  return (durationMs) => {
    if (isAbsent(durationMs)) return nothing;
    if (durationMs < 999.5) return `${Math.round(durationMs)}${words.ms}`;
    if (durationMs < 9_950) return `${tenths.format(durationMs / 1000)}${words.s}`;
    const seconds = Math.round(durationMs / 1000);
    if (seconds < 60) return `${seconds}${words.s}`;
    if (seconds < 3600) return pair(Math.floor(seconds / 60), words.min, seconds % 60, words.s);
    const minutes = Math.round(seconds / 60);
    if (minutes < 1440) return pair(Math.floor(minutes / 60), words.h, minutes % 60, words.min);
    const hours = Math.round(minutes / 60);
    return pair(Math.floor(hours / 24), words.day, hours % 24, words.h);
  };
}

/** Everything a figure needs to be read in `locale`. Absent values read “–”. */
export function createFormats(locale: Locale): Formats {
  const integers = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const oneDigit = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  // Years keep their digits together: of values, thousands are parted from 10,000 on.
  const wholeValues = new Intl.NumberFormat(locale, { maximumFractionDigits: 0, useGrouping: 'min2' });
  const day: Intl.DateTimeFormatOptions = {
    year: 'numeric',
    month: locale === 'zh-CN' ? '2-digit' : 'short',
    day: locale === 'zh-CN' ? '2-digit' : 'numeric',
  };
  const minutes: Intl.DateTimeFormatOptions = {
    ...day,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  };
  const days = new Intl.DateTimeFormat(locale, day);
  const dates = new Intl.DateTimeFormat(locale, minutes);
  const clock = new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  const moments = new Intl.DateTimeFormat(locale, { ...minutes, second: '2-digit' });
  const integer: Formats['integer'] = (value) => (isAbsent(value) ? nothing : integers.format(value));

  return {
    integer,
    number: (value, significantDigits = 5) => {
      if (isAbsent(value)) return nothing;
      if (!Number.isFinite(value)) return value > 0 ? '∞' : '-∞';
      const size = Math.abs(value);
      if (size !== 0 && (size >= 1e12 || size < 1e-4)) return value.toExponential(Math.min(significantDigits - 1, 3));
      if (Number.isInteger(value)) return wholeValues.format(value);
      if (size >= 10 ** (significantDigits - 1)) return oneDigit.format(value);
      const digits = { maximumSignificantDigits: significantDigits, useGrouping: 'min2' } as const;
      return new Intl.NumberFormat(locale, digits).format(value);
    },
    percent: (share, digits = 1) => {
      if (isAbsent(share)) return nothing;
      const style = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: digits });
      const step = 10 ** -(digits + 2);
      if (share > 0 && share < step / 2) return `< ${style.format(step)}`;
      if (share < 1 && share > 1 - step / 2) return `> ${style.format(1 - step)}`;
      return style.format(share);
    },
    bytes: (sizeBytes) => {
      if (isAbsent(sizeBytes)) return nothing;
      if (sizeBytes < 1000) return `${integers.format(sizeBytes)} ${locale === 'zh-CN' ? '字节' : 'B'}`;
      let size = sizeBytes / 1000;
      let unit = 0;
      while (size >= 999.5 && unit < byteUnits.length - 1) {
        size /= 1000;
        unit += 1;
      }
      return `${(size < 99.95 ? oneDigit : integers).format(size)} ${byteUnits[unit]}`;
    },
    duration: createDurations(locale),
    dateTime: (epochMs) => (isAbsent(epochMs) ? nothing : dates.format(epochMs)),
    date: (epochMs) => (isAbsent(epochMs) ? nothing : days.format(epochMs)),
    clock: (epochMs) => (isAbsent(epochMs) ? nothing : clock.format(epochMs)),
    moment: (epochMs) => (isAbsent(epochMs) ? nothing : moments.format(epochMs)),
  };
}

const made = new Map<Locale, Formats>();

/** The formats of a language, made once: the browser takes a millisecond for each. */
export function formatsOf(locale: Locale): Formats {
  const formats = made.get(locale) ?? createFormats(locale);
  made.set(locale, formats);
  return formats;
}

/** The formats of the language on screen. */
export function useFormats(): Formats {
  return formatsOf(useLocale());
}
