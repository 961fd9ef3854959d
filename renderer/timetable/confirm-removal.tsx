import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../parts/dialog.tsx';

interface ConfirmRemovalProps {
  readonly title: string;
  readonly text: string;
  readonly onAnswer: (isConfirmed: boolean) => void;
}

/** Asks before something is removed from the timetable. */
export function ConfirmRemoval({ title, text, onAnswer }: ConfirmRemovalProps) {
  const { t } = useTranslation('timetable');
  return (
    <Dialog onClose={() => onAnswer(false)} title={title}>
      <p>{text}</p>
      <Group justify="flex-end" gap="xs" mt="lg">
        <Button variant="default" onClick={() => onAnswer(false)} data-autofocus>
          {t('keep')}
        </Button>
        <Button color="red" onClick={() => onAnswer(true)} data-testid="confirm-removal">
          {t('remove')}
        </Button>
      </Group>
    </Dialog>
  );
}
