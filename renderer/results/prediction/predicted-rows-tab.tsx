import { ActionIcon, Loader } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Job } from '../../../contract/jobs.ts';
import type { PredictionReport } from '../../../contract/predict/prediction-report.ts';
import type { TableSource } from '../../../contract/tables.ts';
import { client } from '../../bridge/client.ts';
import { useFormats } from '../../locale/formats.ts';
import { ExplanationView } from '../../models/explanation-view.tsx';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { useAnswer } from '../../parts/use-answer.ts';
import { TableView } from '../../table/table-view.tsx';
import { PartFrame } from '../part-frame.tsx';
import { isJobUnfinished, madePart, type ResultPart } from '../use-result-part.ts';
import styles from './prediction.module.css';

interface PredictedRowsProps {
  readonly job: Job;
  readonly report: PredictionReport;
}

/** Every row with what was foretold; the one that is chosen is explained beside the table. */
export function PredictedRowsTab({ job, report }: PredictedRowsProps) {
  const { t } = useTranslation('prediction');
  const [row, setRow] = useState<number | null>(null);
  const [isOpen, setOpen] = useState(true);
  const made = madePart(job, 'predictions');
  const source = useMemo((): TableSource => ({ kind: 'result', jobId: job.id, artifact: 'predictions' }), [job.id]);
  const part: ResultPart<string> =
    made === null ? { state: isJobUnfinished(job) ? 'waiting' : 'absent' } : { state: 'ready', value: made };
  const showRow = useCallback((place: number | null) => {
    setRow(place);
    if (place !== null) setOpen(true);
  }, []);
  return (
    <PartFrame part={part} name="rows">
      {(sha256) => (
        <div className={styles.rows} data-split={(isOpen && row !== null) || undefined}>
          <TableView
            key={sha256}
            source={source}
            label={t('rows.label', { file: job.fileName })}
            onRow={showRow}
            hint={t(report.canExplain === false ? 'rows.hintWithoutReasons' : 'rows.hint')}
          />
          {isOpen && row !== null && (
            <RowPanel key={row} jobId={job.id} row={row} report={report} onClose={() => setOpen(false)} />
          )}
        </div>
      )}
    </PartFrame>
  );
}

interface RowPanelProps {
  readonly jobId: string;
  readonly row: number;
  readonly report: PredictionReport;
  readonly onClose: () => void;
}

function RowPanel({ jobId, row, report, onClose }: RowPanelProps) {
  const { t } = useTranslation('prediction');
  const { integer } = useFormats();
  const [explainedClass, setExplainedClass] = useState<number | null>(null);
  const ask = useCallback(
    (signal: AbortSignal) => client.predictions.explainRow({ jobId, row, explainedClass }, { signal }),
    [jobId, row, explainedClass],
  );
  const { answer, fault } = useAnswer(ask);
  const title = t('rows.row', { row: integer(row + 1) });
  return (
    <aside className={styles.panel} aria-label={title} aria-busy={!answer && !fault} data-testid="row-panel">
      <header className={styles.panelHead}>
        <h2>{title}</h2>
        <ActionIcon size="sm" aria-label={t('rows.close')} onClick={onClose}>
          <IconX size={15} />
        </ActionIcon>
      </header>
      {fault && <FaultNotice fault={fault} />}
      {!answer && !fault && <Loader size="sm" />}
      {answer && !fault && (
        <ExplanationView
          explanation={answer}
          target={report.target}
          unit={report.unit}
          classes={report.classes}
          onExplainClass={setExplainedClass}
        />
      )}
    </aside>
  );
}
