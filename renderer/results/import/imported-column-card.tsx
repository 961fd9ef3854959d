import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconArrowBackUp, IconArrowRight, IconCalendar, IconWand } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportedColumn, ImportReport } from '../../../contract/import-report.ts';
import type { Job } from '../../../contract/jobs.ts';
import { client } from '../../bridge/client.ts';
import { useFormats } from '../../locale/formats.ts';
import { notifyFailure } from '../../parts/notify.ts';
import { TypeMark } from '../../parts/type-mark.tsx';
import { useStore } from '../../store/store.ts';
import { ChangeTable } from './change-table.tsx';
import styles from './import.module.css';
import { KeptCells } from './kept-cells.tsx';
import { asWrittenAfter } from './shown-columns.ts';

interface ImportedColumnCardProps {
  /** null: the table cannot be read otherwise. */
  readonly job: Job | null;
  readonly report: ImportReport;
  readonly column: ImportedColumn;
}

/** One column: what it was and became, each kind of change with examples and rows, and a way to have it left as written. */
export function ImportedColumnCard({ job, report, column }: ImportedColumnCardProps) {
  const { t } = useTranslation('import');
  const formats = useFormats();
  const { name, index, writtenAs, readAs, changes, kept, isAsWritten } = column;
  const notes = notesOf(t, column);
  return (
    <article className={styles.card} data-testid="imported-column" data-column-name={name}>
      <header className={styles.head}>
        <span className={styles.number}>{formats.integer(index + 1)}</span>
        <h2 className={`${styles.name} ellipsis`} title={name}>
          {name}
        </h2>
        <span className={styles.types}>
          <TypeMark type={writtenAs} isNamed />
          {readAs !== writtenAs && (
            <>
              <IconArrowRight size={14} aria-hidden />
              <TypeMark type={readAs} isNamed />
            </>
          )}
        </span>
        <span className={styles.notes}>{notes.join(' · ')}</span>
        {job && (changes.length > 0 || isAsWritten || kept?.reason === 'compactDates') && (
          <ReadDifferently job={job} report={report} column={column} />
        )}
      </header>
      {changes.length > 0 && <ChangeTable changes={changes} />}
      {isAsWritten && <p className={styles.keptText}>{t('kept.asWritten')}</p>}
      {kept && <KeptCells kept={kept} />}
    </article>
  );
}

function notesOf(t: TFunction<'import'>, column: ImportedColumn): string[] {
  const { unit, isPercent, decimal, dateOrder, isAmbiguous, isInUtc } = column;
  return [
    ...(unit === null ? [] : [t('note.unit', { unit })]),
    ...(isPercent ? [t('note.percent')] : []),
    ...(decimal === ',' ? [t('note.decimalComma')] : []),
    ...(dateOrder === null ? [] : [t(`note.${dateOrder}`)]),
    ...(isAmbiguous ? [t(dateOrder === null ? 'note.ambiguousNumber' : 'note.ambiguousDate')] : []),
    ...(isInUtc ? [t('note.utc')] : []),
  ];
}

/** Runs the job again with this column read the other way. */
function ReadDifferently({ job, report, column }: ImportedColumnCardProps & { readonly job: Job }) {
  const { t } = useTranslation('import');
  const [isAsking, setAsking] = useState(false);
  const goTo = useStore((state) => state.goTo);
  const markFresh = useStore((state) => state.markFresh);
  const isOffered = column.kept?.reason === 'compactDates';
  const run = async () => {
    setAsking(true);
    try {
      const wish = isOffered ? { asDates: [column.name] } : { asWritten: asWrittenAfter(report, column) };
      const next = await client.jobs.rerunJob({ id: job.id, ...wish });
      const message = t('tab.started', { file: job.fileName, column: column.name });
      notifications.show({ message });
      markFresh([next.id]);
      goTo('jobs');
    } catch (error) {
      notifyFailure(error);
      setAsking(false);
    }
  };
  const Icon = isOffered ? IconCalendar : column.isAsWritten ? IconWand : IconArrowBackUp;
  return (
    <Button
      variant="default"
      size="compact-sm"
      leftSection={<Icon size={15} stroke={1.6} />}
      loading={isAsking}
      onClick={run}
      data-testid="read-differently"
    >
      {t(isOffered ? 'tab.readAsDays' : column.isAsWritten ? 'tab.readForMeaning' : 'tab.readAsWritten')}
    </Button>
  );
}
