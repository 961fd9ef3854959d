import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WatchedFolder } from '../../contract/timetable.ts';
import { client } from '../bridge/client.ts';
import { useLocale } from '../locale/use-locale.ts';
import { FolderPick } from './folder-pick.tsx';
import { PriorityField, TimetableDialog } from './timetable-dialog.tsx';
import { hasPresentFiles, type WatchDraft, watchChangeOf, watchDraftOf } from './watch-draft.ts';
import { type WorkDraft, workOf } from './work-draft.ts';
import { WorkForm } from './work-form.tsx';

interface WatchDialogProps {
  /** The watched folder to change; null: a new one. */
  readonly watched: WatchedFolder | null;
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

/** Adds a folder whose new files are submitted by themselves, or changes how one is watched. */
export function WatchDialog({ watched, onClose, onSaved }: WatchDialogProps) {
  const { t } = useTranslation('timetable');
  const locale = useLocale();
  const [draft, setDraft] = useState(() => watchDraftOf(watched));
  const change = (parts: Partial<WatchDraft>) => setDraft((before) => ({ ...before, ...parts }));
  const { folder, includesSubfolders, takesPresentFiles, resultsFolder } = draft;
  const work = workOf(draft.work, watched?.work ?? null, locale);
  const changeWork = (part: Partial<WorkDraft>) => change({ work: { ...draft.work, ...part } });

  const save = async () => {
    if (!work) return;
    if (watched) await client.timetable.changeWatchedFolder(watchChangeOf(draft, watched, work, locale));
    else if (folder && resultsFolder !== 'asBefore') {
      await client.timetable.addWatchedFolder({
        ...{ folder: folder.id, includesSubfolders, takesPresentFiles },
        work,
        resultsFolder: resultsFolder?.id ?? null,
        resultsLocale: locale,
      });
    }
  };

  return (
    <TimetableDialog
      title={watched ? t('watch.changeTitle', { name: watched.name }) : t('watch.add')}
      saveLabel={t(watched ? 'save' : 'watch.add')}
      subject="watch"
      isComplete={work !== null && (watched !== null || folder !== null)}
      save={save}
      onClose={onClose}
      onSaved={onSaved}
    >
      {!watched && (
        <FolderPick
          purpose="watch"
          label={t('watch.folder')}
          none={t('watch.noFolder')}
          folder={folder}
          onChange={(chosen) => change({ folder: chosen })}
        />
      )}
      <WorkForm subject="watch" draft={draft.work} onChange={changeWork} columns={[]} />
      <Checkbox
        label={t('watch.subfolders')}
        checked={includesSubfolders}
        onChange={(event) => change({ includesSubfolders: event.currentTarget.checked })}
        data-testid="watch-subfolders"
      />
      {hasPresentFiles(draft, watched) && (
        <Checkbox
          label={t(watched ? 'watch.presentBelow' : 'watch.present')}
          description={t('watch.presentText')}
          checked={takesPresentFiles}
          onChange={(event) => change({ takesPresentFiles: event.currentTarget.checked })}
          data-testid="watch-present"
        />
      )}
      <FolderPick
        purpose="results"
        label={t('results.label')}
        none={t('results.none')}
        folder={resultsFolder === 'asBefore' ? { label: watched?.resultsFolderLabel ?? '' } : resultsFolder}
        onChange={(chosen) => change({ resultsFolder: chosen })}
      />
      <PriorityField value={draft.work.priority} onChange={(priority) => changeWork({ priority })} />
    </TimetableDialog>
  );
}
