import { ActionIcon, Button } from '@mantine/core';
import { IconDots, IconPlayerPause, IconPlayerPlay, IconRefresh, IconReload } from '@tabler/icons-react';
import { type MouseEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Job } from '../../../contract/jobs.ts';
import { SaveExportButton } from '../../export/save-export-button.tsx';
import { useStore } from '../../store/store.ts';
import { ActMenu, type MenuPlace } from '../actions/act-menu.tsx';
import { type Act, isPossible, targetsOfLines } from '../actions/act-targets.ts';
import { AskDialog } from '../actions/ask-dialog.tsx';
import { useActs } from '../actions/use-acts.ts';
import { showBatch } from '../show-submitted.ts';
import { isEnded } from '../words/job-state-groups.ts';

const nothing = () => {};

/** What can be done with the job of the page now. */
export function PageActions({ job }: { readonly job: Job }) {
  const { t } = useTranslation(['history', 'jobs']);
  const moreId = useId();
  const [menu, setMenu] = useState<MenuPlace | null>(null);
  const openResult = useStore((state) => state.openResult);
  const { perform, dialog } = useActs({ onDone: nothing, onShowBatch: showBatch });
  const targets = targetsOfLines([{ kind: 'job', key: job.id, job, isInBatch: false }]);
  const can = (act: Act) => isPossible(act, targets);
  const run = (act: Act) => () => perform(act, targets);
  const openMenu = (event: MouseEvent<HTMLButtonElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    setMenu({ x: box.left, y: box.bottom, targets });
  };
  return (
    <>
      {can('pause') && (
        <Button variant="default" leftSection={<IconPlayerPause size={16} />} onClick={run('pause')}>
          {t('jobs:action.pause')}
        </Button>
      )}
      {can('resume') && (
        <Button variant="default" leftSection={<IconPlayerPlay size={16} />} onClick={run('resume')}>
          {t('jobs:action.resume')}
        </Button>
      )}
      {can('cancel') && (
        <Button variant="default" onClick={run('cancel')} data-testid="cancel-job">
          {t('jobs:action.cancel')}
        </Button>
      )}
      {can('redrive') && (
        <Button leftSection={<IconReload size={16} />} onClick={run('redrive')} data-testid="redrive-job">
          {t('jobs:action.redrive')}
        </Button>
      )}
      {can('rerun') && (
        <Button
          variant="default"
          leftSection={<IconRefresh size={16} />}
          title={t('jobs:action.runAgainHint')}
          onClick={run('rerun')}
          data-testid="rerun-job"
        >
          {t('jobs:action.runAgain')}
        </Button>
      )}
      <SaveExportButton job={job} />
      {can('open') && (
        <Button
          variant={isEnded(job.state) ? 'filled' : 'default'}
          onClick={() => openResult(job.id)}
          data-testid="open-result"
        >
          {isEnded(job.state) ? t('open') : t('openEarly')}
        </Button>
      )}
      <ActionIcon
        id={moreId}
        size={36}
        variant="default"
        aria-label={t('jobs:action.more', { file: job.fileName })}
        aria-haspopup="menu"
        onClick={openMenu}
        data-testid="job-menu"
      >
        <IconDots size={17} />
      </ActionIcon>
      <ActMenu
        place={menu}
        ownerId={moreId}
        onClose={() => setMenu(null)}
        onAct={perform}
        hides={['details', 'open']}
      />
      <AskDialog {...dialog} />
    </>
  );
}
