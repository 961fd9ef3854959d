import type { ComparisonOptions } from '../contract/comparison-options.ts';
import { columnNames, type Invocation } from './command-line.ts';
import { MisuseError } from './misuse.ts';

/** What the words of a command say about a comparison. Throws MisuseError. */
export function comparisonOptions({ options }: Pick<Invocation, 'options'>): ComparisonOptions {
  const tolerance = Number(options.tolerance ?? 0);
  if (!(tolerance >= 0 && Number.isFinite(tolerance))) {
    throw new MisuseError('optionTakesNumberFrom', { option: '--tolerance', from: 0 });
  }
  const key = columnNames(options.key);
  return { key: key.length > 0 ? key : null, ignored: columnNames(options.ignore), tolerance };
}
