import { standsInFront, standsOff } from '../../contract/units.ts';
import { currencyOf } from '../tabular/interpret/currencies.ts';

/** What is known of the numbers of a column. */
export interface NumberFacts {
  readonly unit: string | null;
  /** 0.125 is 12.5 %. */
  readonly isPercent: boolean;
}

/** How the numbers of a column are shown in a sheet. */
export interface NumberLook {
  /** Excel's format; null: the general one. */
  readonly format: string | null;
  /** How many characters a number takes. */
  readonly width: (value: number) => number;
}

/** Numbers of more decimals are shown as the program sees fit. */
const maxDecimals = 4;
const generalWidth = 11;

/** The look that suits `values`, with the unit, currency or percent sign that the numbers are meant with. */
export function numberLook(values: readonly number[], { unit, isPercent }: NumberFacts): NumberLook {
  if (values.length === 0) return { format: null, width: () => 0 };
  if (isPercent) {
    const decimals = Math.min(decimalsOfAll(values.map((value) => value * 100)), 2);
    return { format: `${digits(decimals)}%`, width: (value) => (value * 100).toFixed(decimals).length + 1 };
  }
  const decimals = decimalsOfAll(values);
  // Whole numbers keep their digits together: they may be years or ids. Amounts of money are neither.
  if (unit === null) return plainLook(decimals);
  return currencyOf(unit) === unit ? currencyLook(decimals, unit) : unitLook(decimals, unit);
}

function plainLook(decimals: number): NumberLook {
  if (decimals > maxDecimals) return { format: null, width: generalNumberWidth };
  return { format: digits(decimals), width: (value) => value.toFixed(decimals).length };
}

function unitLook(decimals: number, unit: string): NumberLook {
  const body = decimals > maxDecimals ? 'General' : digits(decimals);
  const bare = plainLook(decimals).width;
  const own = wideLength(unit) + (standsOff(unit) ? 1 : 0);
  return { format: formatWithUnit(body, unit), width: (value) => bare(value) + own };
}

/** A format with what the number counts: `0" kg"`, or for a currency, as Excel itself writes it, `[$€]#,##0.00`. */
export function formatWithUnit(format: string, unit: string): string {
  if (currencyOf(unit) !== unit) return format + literal(`${standsOff(unit) ? ' ' : ''}${unit}`);
  if (standsInFront(unit)) return `[$${unit}]${format}`;
  return /^[A-Z]{3}$/.test(unit) ? `[$${unit}] ${format}` : `${format} [$${unit}]`;
}

function currencyLook(decimals: number, currency: string): NumberLook {
  // Cents are two digits; a price by the litre may have more.
  const shown = decimals === 1 ? 2 : Math.min(decimals, maxDecimals);
  const own = wideLength(currency) + (standsInFront(currency) ? 0 : 1);
  const width = (value: number) => {
    const whole = Math.trunc(Math.abs(value)).toString().length;
    return value.toFixed(shown).length + Math.floor((whole - 1) / 3) + own;
  };
  return { format: formatWithUnit(`#,##${digits(shown)}`, currency), width };
}

/** Text in a number format. */
function literal(text: string): string {
  return text.includes('"') ? [...text].map((sign) => `\\${sign}`).join('') : `"${text}"`;
}

const digits = (decimals: number): string => (decimals === 0 ? '0' : `0.${'0'.repeat(decimals)}`);

const generalNumberWidth = (value: number): number => Math.min(generalWidth, String(value).length);

const wideLength = (text: string): number => [...text].reduce((sum, sign) => sum + (sign > '\u2e7f' ? 2 : 1), 0);

function decimalsOfAll(values: readonly number[]): number {
  let most = 0;
  for (const value of values) most = Math.max(most, decimalsOf(value));
  return most;
}

/** How many decimals a number has; more than `maxDecimals` where it has no short form. */
function decimalsOf(value: number): number {
  if (!Number.isFinite(value)) return 0;
  for (let decimals = 0; decimals <= maxDecimals; decimals++) {
    const scaled = value * 10 ** decimals;
    if (Math.abs(scaled - Math.round(scaled)) <= Math.abs(scaled) * 1e-14) return decimals;
  }
  return maxDecimals + 1;
}
