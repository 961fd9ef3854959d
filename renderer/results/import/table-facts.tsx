import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { ImportReport } from '../../../contract/import-report.ts';
import { noteText } from '../../start/note-text.ts';
import styles from './import.module.css';

/** What there is to tell about the table as a whole. */
export function TableFacts({ report }: { readonly report: ImportReport }) {
  const { t } = useTranslation('import');
  const { t: start } = useTranslation('start');
  const facts = [...factTexts(t, report), ...report.table.notes.map((note) => noteText(start, note))];
  if (facts.length === 0) return null;
  return (
    <ul className={styles.facts} data-testid="import-facts">
      {facts.map((fact) => (
        <li key={fact}>{fact}</li>
      ))}
    </ul>
  );
}

function factTexts(t: TFunction<'import'>, { table }: ImportReport): string[] {
  const { totals } = table;
  const labels = totals && (totals.labels.length > 0 ? totals.labels.join(' · ') : t('fact.totalsUnnamed'));
  const { skippedRows, blankRows, raggedRows, undecodableCells, hasFallenBack, range, notes } = table;
  const hasNote = notes.some(({ kind }) => kind === 'linesSkipped');
  return [
    ...(range === null ? [] : [t('fact.range', { range })]),
    ...(skippedRows === 0 || hasNote || range !== null ? [] : [t('fact.skippedRows', { count: skippedRows })]),
    ...(blankRows === 0 ? [] : [t('fact.blankRows', { count: blankRows })]),
    ...(raggedRows === 0 ? [] : [t('fact.raggedRows', { count: raggedRows })]),
    ...(undecodableCells === 0 ? [] : [t('fact.undecodableCells', { count: undecodableCells })]),
    ...(totals ? [t(totals.isSkipped ? 'fact.totalsSkipped' : 'fact.totals', { count: totals.count, labels })] : []),
    ...(hasFallenBack ? [t('fact.fallback')] : []),
  ];
}
