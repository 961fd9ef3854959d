import type { TFunction } from 'i18next';
import type { Comparison } from '../../../contract/comparison.ts';
import type { Formats } from '../../locale/formats.ts';

/** Whether the two files agree in all that is compared. */
export function isNothingChanged({ drifted, rows, schema }: Comparison): boolean {
  const { added, moved, removed, renamed, retyped } = schema;
  const columns = [added, moved, removed, renamed, retyped].reduce((sum, list) => sum + list.length, 0);
  return rows.added + rows.removed + rows.changed + drifted.length + columns === 0;
}

/** The comparison in one line: `120 rows added, 15 removed, 340 changed; 3 columns drifted`. */
export function headlineOf(
  { drifted, rows }: Comparison,
  t: TFunction<'comparison'>,
  formats: Pick<Formats, 'integer'>,
): string {
  const figure = (count: number) => ({ count, number: formats.integer(count) });
  const parts = [
    ...(rows.added > 0 ? [t('headline.added', figure(rows.added))] : []),
    ...(rows.removed > 0 ? [t('headline.removed', figure(rows.removed))] : []),
    ...(rows.changed > 0 ? [t('headline.changed', figure(rows.changed))] : []),
  ];
  // Without added rows the first number would not say what it counts.
  const counted = rows.added > 0 || parts.length === 0 ? parts : [t('headline.added', figure(0)), ...parts];
  const sentence = counted.length > 0 ? counted.join(t('headline.join')) : t('headline.noRows');
  return drifted.length === 0
    ? sentence
    : `${sentence}${t('headline.then')}${t('headline.drifted', figure(drifted.length))}`;
}
