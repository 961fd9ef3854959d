import { type NumberFacts, numberLook } from '../../export/number-look.ts';
import type { CellStyle } from '../../tabular/writer/style-book.ts';

const styles = new Map<CellStyle, Map<string, CellStyle>>();

/**
 * `style` with the format that shows `values` with as many decimals as they have, and with what they count. One object for each: the book of
 * styles knows them by identity.
 */
export function figureStyle(style: CellStyle, values: readonly number[], facts: NumberFacts): CellStyle {
  const { format } = numberLook(values, facts);
  if (format === null) return style;
  const known = styles.get(style) ?? new Map<string, CellStyle>();
  styles.set(style, known);
  const found = known.get(format) ?? { ...style, format };
  known.set(format, found);
  return found;
}
