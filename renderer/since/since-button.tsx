import { Badge, Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconFileImport, IconGitCompare } from '@tabler/icons-react';
import { startTransition, useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EarlierResult } from '../../contract/comparisons.ts';
import type { Job } from '../../contract/jobs.ts';
import { mainTable } from '../../contract/reading.ts';
import type { TableSource } from '../../contract/tables.ts';
import { client } from '../bridge/client.ts';
import { useFormats } from '../locale/formats.ts';
import { Dialog } from '../parts/dialog.tsx';
import { FaultNotice } from '../parts/fault-notice.tsx';
import { notifyFailure } from '../parts/notify.ts';
import { useAnswer } from '../parts/use-answer.ts';
import { useStore } from '../store/store.ts';
import { ChooseEarlierFile } from './choose-earlier-file.tsx';
import styles from './since.module.css';

/** Asks since when, and compares the result with that earlier one. */
export function SinceButton({ job }: { readonly job: Job }) {
  const { t } = useTranslation('comparison');
  const [isOpen, setOpen] = useState(false);
  const hasRows = job.artifacts.some(({ kind }) => kind === 'rows');
  if (!hasRows) return null;
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconGitCompare size={16} />}
        onClick={() => startTransition(() => setOpen(true))}
        data-testid="since-button"
      >
        {t('since.button')}
      </Button>
      {isOpen && <SinceDialog job={job} onClose={() => setOpen(false)} />}
    </>
  );
}

function SinceDialog({ job, onClose }: { readonly job: Job; readonly onClose: () => void }) {
  const { t } = useTranslation('comparison');
  const openResult = useStore((state) => state.openResult);
  const ask = useCallback(
    (signal: AbortSignal) => client.comparisons.suggestEarlier({ jobId: job.id }, { signal }),
    [job.id],
  );
  const { answer, fault } = useAnswer(ask);
  const [isAsking, setAsking] = useState(false);
  const compare = async (earlier: TableSource, name: string) => {
    setAsking(true);
    try {
      const later: TableSource = { kind: 'result', jobId: job.id, artifact: 'rows' };
      const { jobId } = await client.comparisons.compareTables({ later, earlier });
      notifications.show({ message: t('since.started', { later: job.fileName, earlier: name }) });
      onClose();
      openResult(jobId);
    } catch (error) {
      notifyFailure(error);
      setAsking(false);
    }
  };
  return (
    <Dialog onClose={onClose} size="lg" title={t('since.title')}>
      <div className={styles.dialog} data-testid="since-dialog">
        <p className={styles.text}>{t('since.text')}</p>
        {fault && <FaultNotice fault={fault} />}
        {answer && (
          <Earlier
            results={answer.results}
            isDisabled={isAsking}
            onPick={({ fileName, jobId }) => void compare({ kind: 'result', jobId, artifact: 'rows' }, fileName)}
          />
        )}
        <ChooseEarlierFile
          onChosen={({ fileName, ticket }) => void compare({ kind: 'input', ticket, reading: mainTable }, fileName)}
        >
          {(open) => (
            <Button
              variant="default"
              leftSection={<IconFileImport size={16} />}
              loading={isAsking}
              onClick={open}
              data-testid="since-file"
            >
              {t('since.file')}
            </Button>
          )}
        </ChooseEarlierFile>
      </div>
    </Dialog>
  );
}

interface EarlierProps {
  readonly results: readonly EarlierResult[];
  readonly isDisabled: boolean;
  readonly onPick: (result: EarlierResult) => void;
}

function Earlier({ results, isDisabled, onPick }: EarlierProps) {
  const { t } = useTranslation('comparison');
  const { dateTime, integer } = useFormats();
  if (results.length === 0) return <p className={styles.text}>{t('since.none')}</p>;
  return (
    <ul className={styles.results} aria-label={t('since.results')}>
      {results.map((result) => {
        const { columns, fileName, finishedAtMs, isLikelySame, jobId, rows, sheet } = result;
        const figures = { rows: integer(rows), columns: integer(columns), when: dateTime(finishedAtMs) };
        return (
          <li key={jobId}>
            <button type="button" disabled={isDisabled} onClick={() => onPick(result)} data-testid="earlier-result">
              <span className={styles.name}>
                <span className="ellipsis">{[fileName, sheet].filter(Boolean).join(' › ')}</span>
                {isLikelySame && (
                  <Badge size="sm" variant="light">
                    {t('since.likely')}
                  </Badge>
                )}
              </span>
              <span className={styles.figures}>{t('since.figures', figures)}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
