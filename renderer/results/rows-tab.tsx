import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Job } from '../../contract/jobs.ts';
import type { TableSource } from '../../contract/tables.ts';
import { ImportButton } from '../library/import-button.tsx';
import { TableView } from '../table/table-view.tsx';
import { PartFrame } from './part-frame.tsx';
import { isJobUnfinished, madePart, type ResultPart } from './use-result-part.ts';

interface RowsTabProps {
  readonly job: Job;
  /** Which of the job's tables. */
  readonly kind?: 'rows' | 'training-rows';
}

/** Every row of the table. */
export function RowsTab({ job, kind = 'rows' }: RowsTabProps) {
  const { t } = useTranslation('table');
  const made = madePart(job, kind);
  const source = useMemo((): TableSource => ({ kind: 'result', jobId: job.id, artifact: kind }), [job.id, kind]);
  const part: ResultPart<string> =
    made === null ? { state: isJobUnfinished(job) ? 'waiting' : 'absent' } : { state: 'ready', value: made };
  return (
    <PartFrame part={part} name="rows">
      {(sha256) => (
        <TableView
          key={sha256}
          source={source}
          label={t('label', { file: job.fileName })}
          tools={job.state === 'completed' && <ImportButton jobId={job.id} kind={kind} fileName={job.fileName} />}
        />
      )}
    </PartFrame>
  );
}
