import type { ModelColumn } from '../../contract/models/model-document.ts';
import type { TableColumn } from '../../contract/tables.ts';
import type { Locale } from '../../contract/texts.ts';
import { isoDateText } from '../explore/parquet/cell-text.ts';
import type { InputColumn } from '../features/input-column.ts';
import { predictionWords } from './prediction-words.ts';

const shownCharacters = 60;
const rememberedNumbers = 65_536;

/** Gives the value of a cell of a column as a person reads it; yes and no in the words of the file, where it has `written` ones. */
export function cellWords(
  { isPercent, unit }: Pick<ModelColumn, 'isPercent' | 'unit'>,
  input: InputColumn,
  locale: Locale,
  written?: TableColumn['words'],
): (row: number) => string {
  const none = predictionWords.noValue[locale];
  if (input.kind === 'text') {
    const texts = input.texts.map(shortened);
    return (row) => texts[input.codes[row] as number] ?? none;
  }
  const words = (value: number): string => {
    if (input.kind === 'date') return isoDateText(value);
    if (input.kind === 'boolean') {
      const side = value === 1 ? 'yes' : 'no';
      return written?.[side] ?? predictionWords[side][locale];
    }
    return numberWords(value, isPercent, unit);
  };
  const known = new Map<number, string>();
  return (row) => {
    const value = input.values[row] as number;
    if (Number.isNaN(value)) return none;
    let text = known.get(value);
    if (text === undefined) {
      text = words(value);
      if (known.size < rememberedNumbers) known.set(value, text);
    }
    return text;
  };
}

/** A number with six significant digits at most. */
export function numberWords(value: number, isPercent: boolean, unit: string | null): string {
  const short = String(Number((isPercent ? value * 100 : value).toPrecision(6)));
  if (isPercent) return `${short}%`;
  return unit === null ? short : `${short} ${unit}`;
}

function shortened(text: string): string {
  if (text.length <= shownCharacters) return text;
  return `${text.slice(0, shownCharacters).replace(/[\ud800-\udbff]$/, '')}…`;
}
