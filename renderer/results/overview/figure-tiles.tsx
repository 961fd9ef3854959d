import { useTranslation } from 'react-i18next';
import type { Job } from '../../../contract/jobs.ts';
import type { Overview } from '../../../contract/profile.ts';
import { useFormats } from '../../locale/formats.ts';
import { isJobUnfinished } from '../use-result-part.ts';
import styles from './overview.module.css';

interface Tile {
  readonly name: 'rows' | 'columns' | 'missing' | 'duplicates' | 'size' | 'time';
  readonly value: string;
  readonly note: string;
}

/** The figures a person looks for first. */
export function FigureTiles({ overview, job }: { readonly overview: Overview; readonly job: Job }) {
  const { t } = useTranslation('results');
  const { integer, percent, bytes, duration } = useFormats();
  const { rows, duplicateRows } = overview;
  const { durationMs } = job;
  const duplicateNote = () => {
    if (duplicateRows !== null)
      return t('figures.duplicatesShare', { share: percent(rows ? duplicateRows / rows : 0) });
    return t(isJobUnfinished(job) ? 'figures.duplicatesPending' : 'figures.duplicatesUncounted');
  };
  const tiles: Tile[] = [
    { name: 'rows', value: integer(rows), note: t('figures.rowsFrom', { row: integer(overview.firstDataRow + 1) }) },
    {
      name: 'columns',
      value: integer(overview.columns),
      note: t('figures.cells', { cells: integer(overview.cells) }),
    },
    {
      name: 'missing',
      value: percent(overview.cells ? overview.missingCells / overview.cells : 0),
      note: t('figures.missingOf', { missing: integer(overview.missingCells), cells: integer(overview.cells) }),
    },
    { name: 'duplicates', value: integer(duplicateRows), note: duplicateNote() },
    { name: 'size', value: bytes(overview.sizeBytes), note: overview.sheet },
    {
      name: 'time',
      value: duration(durationMs),
      note: durationMs ? t('figures.rowsPerSecond', { rows: integer(Math.round((rows / durationMs) * 1000)) }) : '',
    },
  ];
  return (
    <dl className={styles.tiles} aria-label={t('figures.label')}>
      {tiles.map(({ name, value, note }) => (
        <div key={name} className={styles.tile} data-testid={`figure-${name}`}>
          <dt className={styles.tileLabel}>{t(`figures.${name}`)}</dt>
          <dd className={styles.tileValue}>{value}</dd>
          <dd className={styles.tileNote} title={note}>
            {note}
          </dd>
        </div>
      ))}
    </dl>
  );
}
