import { Button, Group, Text } from '@mantine/core';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../locale/formats.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { sumOf } from '../list/selection.ts';
import { endedStates, unfinishedStates } from '../words/job-state-groups.ts';
import type { ActTargets } from './act-targets.ts';

export interface Question {
  readonly act: 'cancel' | 'remove';
  readonly targets: ActTargets;
}

interface AskDialogProps {
  /** null: nothing is asked. */ readonly question: Question | null;
  readonly onClose: () => void;
  readonly onConfirm: (question: Question) => void;
}

/** Asks before work is stopped or results are deleted, and says what stays. */
export const AskDialog = memo(function AskDialog({ question, onClose, onConfirm }: AskDialogProps) {
  const { t } = useTranslation('jobs');
  if (!question) return null;
  const { act } = question;
  const confirm = () => {
    onClose();
    onConfirm(question);
  };
  return (
    <Dialog onClose={onClose} title={t(`${act}Ask.title`)}>
      <AskText question={question} />
      <Group justify="flex-end" mt="lg" gap="xs">
        <Button variant="default" onClick={onClose} data-autofocus>
          {t(`${act}Ask.keep`)}
        </Button>
        <Button color="red" onClick={confirm} data-testid={`confirm-${act}`}>
          {t(`${act}Ask.confirm`)}
        </Button>
      </Group>
    </Dialog>
  );
});

function AskText({ question: { act, targets } }: { readonly question: Question }) {
  const { t } = useTranslation('jobs');
  const formats = useFormats();
  const { tally, total } = targets;
  if (!tally) {
    return (
      <Text size="sm" c="dimmed">
        {t(`${act}Ask.textUnknown`, { total: formats.integer(total) })}
      </Text>
    );
  }
  const count = sumOf(tally, act === 'cancel' ? unfinishedStates : endedStates);
  const staying = act === 'remove' ? sumOf(tally, unfinishedStates) : 0;
  return (
    <Text size="sm" c="dimmed">
      {t(`${act}Ask.text`, { count })}
      {staying > 0 && ` ${t('removeAsk.unfinished', { count: staying })}`}
    </Text>
  );
}
