import { Button, Progress } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../bridge/client.ts';
import { useJob } from '../jobs/feed/use-job.ts';
import { progressPace, progressSentence } from '../jobs/words/progress-words.ts';
import { useFormats } from '../locale/formats.ts';
import { FaultNotice } from '../parts/fault-notice.tsx';
import { notifyFailure } from '../parts/notify.ts';
import { savedNotice } from '../parts/saved-notice.tsx';
import { useStore } from '../store/store.ts';
import styles from './export-dialog.module.css';

/** How far an export is; once it is done the file is saved, and the dialog goes. */
export function ExportProgress({ jobId, onClose }: { readonly jobId: string; readonly onClose: () => void }) {
  const { t } = useTranslation('export');
  const { t: jobs } = useTranslation('jobs');
  const formats = useFormats();
  const openJob = useStore((state) => state.openJob);
  const { job, fault } = useJob(jobId);
  const [isSaving, setSaving] = useState(false);
  const isSaved = useRef(false);
  const state = job?.state;

  const save = useCallback(async () => {
    setSaving(true);
    try {
      notifications.show(savedNotice(await client.desktop.saveExport({ jobId })));
      onClose();
    } catch (error) {
      notifyFailure(error);
      setSaving(false);
    }
  }, [jobId, onClose]);

  useEffect(() => {
    if (state !== 'completed' || isSaved.current) return;
    isSaved.current = true;
    void save();
  }, [state, save]);

  const trouble = fault ?? job?.fault ?? null;
  const hasEnded = state === 'dead' || state === 'cancelled';
  return (
    <div className={styles.form} data-testid="export-progress">
      {job && !hasEnded && (
        <>
          <p className={styles.shape}>
            {isSaving ? t('saving') : jobs('ongoing', { sentence: progressSentence(jobs, job.progress) })}
          </p>
          <Progress value={job.progress.fraction * 100} animated aria-label={t('title')} />
          <p className={styles.hint}>{progressPace(jobs, formats, job.progress) || t('goesOn')}</p>
        </>
      )}
      {trouble && <FaultNotice fault={trouble} />}
      <div className={styles.actions}>
        {job && !hasEnded && state !== 'completed' && (
          <Button
            variant="default"
            onClick={() => client.jobs.cancelJobs({ ids: [jobId] }).catch(notifyFailure)}
            data-testid="export-cancel"
          >
            {t('cancel')}
          </Button>
        )}
        {state === 'completed' && !isSaving && <Button onClick={() => void save()}>{t('saveAgain')}</Button>}
        <Button variant="default" onClick={() => openJob(jobId)}>
          {t('showJob')}
        </Button>
        <Button variant="light" onClick={onClose}>
          {t('close')}
        </Button>
      </div>
    </div>
  );
}
