import { Button, Group, Modal, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface RemoveDialogProps {
  readonly count: number;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onRemove: () => void;
}

/** Asks before results are deleted, and says what is not. */
export function RemoveDialog({ count, isOpen, onClose, onRemove }: RemoveDialogProps) {
  const { t } = useTranslation(['jobs', 'app']);
  const remove = () => {
    onClose();
    onRemove();
  };
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t('jobs:removeAsk.title')}
      closeButtonProps={{ 'aria-label': t('app:action.close') }}
    >
      <Text size="sm" c="dimmed">
        {t('jobs:removeAsk.text', { count })}
      </Text>
      <Group justify="flex-end" mt="lg" gap="xs">
        <Button variant="default" onClick={onClose} data-autofocus>
          {t('jobs:removeAsk.keep')}
        </Button>
        <Button color="red" onClick={remove} data-testid="confirm-remove">
          {t('jobs:removeSelected', { count })}
        </Button>
      </Group>
    </Modal>
  );
}
