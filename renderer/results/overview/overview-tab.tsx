import { useTranslation } from 'react-i18next';
import type { Job } from '../../../contract/jobs.ts';
import type { Overview } from '../../../contract/profile.ts';
import { client } from '../../bridge/client.ts';
import { InTurns } from '../../parts/in-turns.tsx';
import { PartFrame } from '../part-frame.tsx';
import { useResultPart } from '../use-result-part.ts';
import { ColumnTypes } from './column-types.tsx';
import { FigureTiles } from './figure-tiles.tsx';
import { FindingList } from './finding-list.tsx';
import { MissingChart } from './missing-chart.tsx';
import styles from './overview.module.css';
import { Provenance } from './provenance.tsx';

interface OverviewTabProps {
  readonly job: Job;
  readonly onShowColumn: (column: number) => void;
}

const loadOverview = (jobId: string, signal: AbortSignal) => client.results.getOverview({ jobId }, { signal });

/** The table at a glance: its figures, what stands out, its types, what it misses, and how all this was made. */
export function OverviewTab({ job, onShowColumn }: OverviewTabProps) {
  const part = useResultPart<Overview>(job, 'profile-overview', loadOverview);
  const { t } = useTranslation('results');
  return (
    <div className={styles.scroller}>
      <PartFrame part={part} name="overview">
        {(overview) => (
          <div className={styles.page}>
            <InTurns>
              <FigureTiles overview={overview} job={job} />
              <div className={styles.split}>
                <section className={styles.card} aria-label={t('findings.title')}>
                  <FindingList findings={overview.findings} onShowColumn={onShowColumn} />
                </section>
                <div className={styles.side}>
                  <InTurns>
                    <section className={styles.card} aria-label={t('types.title')}>
                      <h2 className={styles.cardTitle}>{t('types.title')}</h2>
                      <ColumnTypes overview={overview} />
                    </section>
                    <section className={styles.card} aria-label={t('missing.title')}>
                      <h2 className={styles.cardTitle}>{t('missing.title')}</h2>
                      <MissingChart job={job} missingCells={overview.missingCells} onShowColumn={onShowColumn} />
                    </section>
                  </InTurns>
                </div>
              </div>
              <Provenance overview={overview} />
            </InTurns>
          </div>
        )}
      </PartFrame>
    </div>
  );
}
