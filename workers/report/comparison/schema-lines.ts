import { columnTypeTexts } from '../report-texts.ts';
import type { ComparisonReport } from './comparison-data.ts';

/** What became of the columns, one line each: what happened, to which column, and more about it. */
export function schemaLines({ comparison, locale, texts, word }: ComparisonReport): [string, string, string][] {
  const { added, ignored, moved, removed, renamed, retyped } = comparison.schema;
  const type = (one: (typeof added)[number]['type']) => columnTypeTexts[one][locale];
  return [
    ...added.map((one): [string, string, string] => [word('columnAdded'), one.name, type(one.type)]),
    ...removed.map((one): [string, string, string] => [word('columnRemoved'), one.name, type(one.type)]),
    ...renamed.map(({ earlier, later, likeness, overlap }): [string, string, string] => [
      ...([word('columnRenamed'), later] as const),
      word('renamedFrom', { earlier, likeness: texts.share(likeness) }) +
        (overlap === null ? '' : word('valuesAlike', { overlap: texts.share(overlap) })),
    ]),
    ...retyped.map((one): [string, string, string] => [
      ...([word('columnRetyped'), one.name, `${type(one.earlier)} → ${type(one.later)}`] as const),
    ]),
    ...moved.map((name): [string, string, string] => [word('columnMoved'), name, '']),
    ...ignored.map((name): [string, string, string] => [word('ignored'), name, '']),
  ];
}
