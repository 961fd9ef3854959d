import { IconChartDots3 } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Job } from '../../../contract/jobs.ts';
import type { CorrelationMatrix, Correlations } from '../../../contract/profile.ts';
import { client } from '../../bridge/client.ts';
import { useFormats } from '../../locale/formats.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Segments } from '../../parts/segments.tsx';
import { PartFrame } from '../part-frame.tsx';
import { useResultPart } from '../use-result-part.ts';
import { CorrelationChart } from './correlation-chart.tsx';
import styles from './correlations.module.css';
import { type Measure, measures } from './measure.ts';
import { PairList } from './pair-list.tsx';

interface CorrelationsTabProps {
  readonly job: Job;
  readonly onShowColumn: (column: number) => void;
}

const loadCorrelations = (jobId: string, signal: AbortSignal) => client.results.getCorrelations({ jobId }, { signal });

/** Which columns move together, by three measures. */
export function CorrelationsTab({ job, onShowColumn }: CorrelationsTabProps) {
  const part = useResultPart<Correlations>(job, 'profile-correlations', loadCorrelations);
  return (
    <div className={styles.scroller}>
      <PartFrame part={part} name="correlations">
        {(correlations) => <Measures correlations={correlations} rows={job.rows} onShowColumn={onShowColumn} />}
      </PartFrame>
    </div>
  );
}

interface MeasuresProps {
  readonly correlations: Correlations;
  /** Rows of the whole table. */
  readonly rows: number | null;
  readonly onShowColumn: (column: number) => void;
}

function Measures({ correlations, rows, onShowColumn }: MeasuresProps) {
  const { t } = useTranslation('results');
  const [measure, setMeasure] = useState<Measure>(
    () => measures.find((one) => correlations[one].columns.length > 1) ?? 'pearson',
  );
  const matrix = correlations[measure];
  const choices = measures.map((one) => ({ value: one, label: t(`correlations.${one}`) }));
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <Segments
          choices={choices}
          value={measure}
          onChange={setMeasure}
          label={t('correlations.measure')}
          testId="correlation-measure"
        />
        <div className={styles.words}>
          <p className={styles.what}>{t(`correlations.${measure}Text`)}</p>
          {matrix.columns.length > 1 && <Basis matrix={matrix} rows={rows} />}
        </div>
      </div>
      {matrix.columns.length > 1 ? (
        <div className={styles.split}>
          <CorrelationChart matrix={matrix} measure={measure} />
          <PairList key={measure} matrix={matrix} measure={measure} onShowColumn={onShowColumn} />
        </div>
      ) : (
        <EmptyState
          icon={<IconChartDots3 size={24} stroke={1.5} />}
          title={t('correlations.tooFew')}
          text={t(measure === 'cramersV' ? 'correlations.tooFewCategories' : 'correlations.tooFewNumbers')}
        />
      )}
    </div>
  );
}

/** What the numbers were taken from, so that nobody takes a sample for the whole. */
function Basis({ matrix, rows }: { readonly matrix: CorrelationMatrix; readonly rows: number | null }) {
  const { t } = useTranslation('results');
  const { integer } = useFormats();
  const isSample = rows !== null && matrix.sampledRows < rows;
  return (
    <p className={styles.basis} data-testid="correlation-basis">
      {isSample
        ? t('correlations.sampled', { rows: integer(matrix.sampledRows), all: integer(rows) })
        : t('correlations.everyRow', { rows: integer(matrix.sampledRows) })}
      {matrix.omittedColumns > 0 && ` ${t('correlations.omitted', { count: matrix.omittedColumns })}`}
    </p>
  );
}
