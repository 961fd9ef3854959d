import { ActionIcon, Button, Switch, Tooltip } from '@mantine/core';
import { IconFolderSearch, IconPencil, IconTrash } from '@tabler/icons-react';
import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WatchedFolder } from '../../contract/timetable.ts';
import { useFormats } from '../locale/formats.ts';
import { FaultNotice } from '../parts/fault-notice.tsx';
import type { Answer } from '../parts/use-answer.ts';
import { enableWatchedFolder, removeWatchedFolder } from './change-timetable.ts';
import { ConfirmRemoval } from './confirm-removal.tsx';
import { ListGate } from './list-gate.tsx';
import styles from './timetable-screen.module.css';
import { WorkFacts } from './work-facts.tsx';

interface WatchListProps {
  readonly answer: Answer<{ folders: WatchedFolder[] }>;
  readonly onAdd: () => void;
  readonly onChange: (folder: WatchedFolder) => void;
}

/** The watched folders, each with what came out of it. */
export const WatchList = memo(function WatchList({ answer, onAdd, onChange }: WatchListProps) {
  const { t } = useTranslation('timetable');
  const [removing, setRemoving] = useState<WatchedFolder | null>(null);
  const onAnswer = (isConfirmed: boolean) => {
    if (isConfirmed && removing) void removeWatchedFolder(removing.id, answer.refresh);
    setRemoving(null);
  };
  return (
    <ListGate
      answer={answer}
      items={answer.answer?.folders ?? null}
      empty={{
        icon: <IconFolderSearch size={26} stroke={1.5} />,
        title: t('watch.emptyTitle'),
        text: t('watch.emptyText'),
        action: <Button onClick={onAdd}>{t('watch.add')}</Button>,
      }}
    >
      {(folders) => (
        <>
          <ul className={styles.list}>
            {folders.map((folder) => (
              <WatchCard
                key={folder.id}
                folder={folder}
                onRefresh={answer.refresh}
                onChange={() => onChange(folder)}
                onRemove={() => setRemoving(folder)}
              />
            ))}
          </ul>
          {removing && (
            <ConfirmRemoval
              title={t('watch.removeTitle', { name: removing.name })}
              text={t('watch.removeText')}
              onAnswer={onAnswer}
            />
          )}
        </>
      )}
    </ListGate>
  );
});

interface WatchCardProps {
  readonly folder: WatchedFolder;
  readonly onRefresh: () => void;
  readonly onChange: () => void;
  readonly onRemove: () => void;
}

function WatchCard({ folder, onRefresh, onChange, onRemove }: WatchCardProps) {
  const { t } = useTranslation('timetable');
  const { id, label, name, isEnabled, state, fault } = folder;
  return (
    <li
      className={styles.card}
      data-off={isEnabled ? undefined : ''}
      data-testid="watched-folder"
      data-folder-name={name}
      data-state={state}
    >
      <Switch
        className={styles.switch}
        checked={isEnabled}
        aria-label={t('watch.enable', { name })}
        onChange={(event) => void enableWatchedFolder(id, event.currentTarget.checked, onRefresh)}
        data-testid="watch-enabled"
      />
      <div className={styles.words}>
        <h2 className={styles.name} title={label}>
          {label}
          <span className={styles.state} data-state={state}>
            {t(`watch.state.${state}`)}
          </span>
        </h2>
        <WatchFacts folder={folder} />
      </div>
      <div className={styles.buttons}>
        <Tooltip label={t('watch.change')}>
          <ActionIcon aria-label={t('watch.changeTitle', { name })} onClick={onChange} data-testid="watch-change">
            <IconPencil size={17} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label={t('watch.remove')}>
          <ActionIcon aria-label={t('watch.removeNamed', { name })} onClick={onRemove} data-testid="watch-remove">
            <IconTrash size={17} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
      </div>
      {fault && (
        <div className={styles.fault}>
          <FaultNotice fault={fault} />
        </div>
      )}
    </li>
  );
}

function WatchFacts({ folder }: { readonly folder: WatchedFolder }) {
  const { t } = useTranslation('timetable');
  const formats = useFormats();
  const { submittedFiles, unstableFiles, lastFileName, lastSubmittedAtMs, work, model } = folder;
  return (
    <ul className={styles.facts}>
      <WorkFacts work={work} model={model} />
      <li data-testid="watch-submitted">{t('watch.submitted', { count: submittedFiles })}</li>
      {unstableFiles > 0 && <li data-tone="warn">{t('watch.unstable', { count: unstableFiles })}</li>}
      {lastFileName !== null && (
        <li>{t('watch.last', { file: lastFileName, time: formats.dateTime(lastSubmittedAtMs) })}</li>
      )}
      {folder.includesSubfolders && <li>{t('watch.withSubfolders')}</li>}
      <li>
        {folder.resultsFolderLabel ? t('results.to', { folder: folder.resultsFolderLabel }) : t('results.onlyHere')}
      </li>
    </ul>
  );
}
