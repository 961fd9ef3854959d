import { Button } from '@mantine/core';
import { IconChartArrowsVertical, IconSchool } from '@tabler/icons-react';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Job } from '../../../contract/jobs.ts';
import { client } from '../../bridge/client.ts';
import { predictWith } from '../../models/predict-with.ts';
import { useAnswer } from '../../parts/use-answer.ts';
import { useStore } from '../../store/store.ts';

/** What can be done with the model a training has made; nothing while there is none. */
export function TrainingActions({ job }: { readonly job: Job }) {
  const { t } = useTranslation('training');
  const openModel = useStore((state) => state.openModel);
  const isReady = job.state === 'completed';
  const ask = useCallback(
    async (signal: AbortSignal) =>
      isReady ? (await client.models.findJobModel({ jobId: job.id }, { signal })).model : null,
    [job.id, isReady],
  );
  const { answer: model } = useAnswer(ask);
  if (!model) return null;
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconSchool size={16} />}
        onClick={() => openModel(model.id)}
        title={t('openModel')}
        data-folds
        data-testid="open-model"
      >
        {t('openModel')}
      </Button>
      <Button
        leftSection={<IconChartArrowsVertical size={16} />}
        onClick={() => predictWith(model.id)}
        data-testid="predict-with"
      >
        {t('predict')}
      </Button>
    </>
  );
}
