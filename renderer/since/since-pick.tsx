import { Button, CloseButton } from '@mantine/core';
import { IconGitCompare } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useStore } from '../store/store.ts';
import { ChooseEarlierFile } from './choose-earlier-file.tsx';

/** Chooses the earlier file that all chosen files are compared with, beside their profiles. */
export function SincePick() {
  const { t } = useTranslation('comparison');
  const since = useStore((state) => state.startOptions.since);
  const change = useStore((state) => state.changeStartOptions);
  return (
    <ChooseEarlierFile onChosen={(file) => change({ since: file })}>
      {(open) => (
        <Button.Group>
          <Button
            variant="default"
            leftSection={<IconGitCompare size={16} />}
            onClick={open}
            maw={260}
            title={since?.fileName}
            data-testid="since-pick"
          >
            {since === null ? t('since.start') : t('since.startChosen', { file: since.fileName })}
          </Button>
          {since !== null && (
            <CloseButton
              size="lg"
              variant="default"
              aria-label={t('since.startRemove')}
              onClick={() => change({ since: null })}
              data-testid="since-remove"
            />
          )}
        </Button.Group>
      )}
    </ChooseEarlierFile>
  );
}
