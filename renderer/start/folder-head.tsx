import { ActionIcon } from '@mantine/core';
import { IconChevronRight, IconFolder, IconX } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { DroppedFolder } from '../../contract/files.ts';
import { useFormats } from '../locale/formats.ts';
import { useStore } from '../store/store.ts';
import type { RowPlace } from './file-item.tsx';
import styles from './file-list.module.css';
import type { FileRow } from './file-rows.ts';

interface FolderHeadProps {
  readonly row: Extract<FileRow, { type: 'folder' }>;
  readonly place: RowPlace;
}

/** The line of a folder: how much came with it and what was left out. */
export function FolderHead({ row: { folder, fileCount, sizeBytes }, place }: FolderHeadProps) {
  const { t } = useTranslation('start');
  const formats = useFormats();
  const toggleFolder = useStore((state) => state.toggleFolder);
  const removeFolder = useStore((state) => state.removeFolder);
  const skipped = skippedWords(t, folder.skipped);
  const line = [t('files.title', { count: fileCount }), formats.bytes(sizeBytes), ...skipped].join(' · ');
  return (
    <li className={styles.item} style={place} data-testid="folder-item" data-folder-name={folder.name}>
      <button
        type="button"
        className={styles.show}
        aria-expanded={folder.isOpen}
        onClick={() => toggleFolder(folder.key)}
      >
        <span className={styles.folderSign}>
          <IconChevronRight size={14} className={styles.chevron} data-open={folder.isOpen || undefined} aria-hidden />
          <IconFolder size={20} stroke={1.6} aria-hidden />
        </span>
        <span className={styles.words}>
          <span className="ellipsis" title={folder.name}>
            {folder.name}
          </span>
          <span className={styles.line} title={line}>
            {line}
          </span>
        </span>
      </button>
      <ActionIcon
        className={styles.remove}
        size="sm"
        aria-label={t('files.remove', { file: folder.name })}
        onClick={() => removeFolder(folder.key)}
      >
        <IconX size={14} />
      </ActionIcon>
    </li>
  );
}

/** What of a folder was left out, the weightiest first. */
function skippedWords(t: TFunction<'start'>, skipped: DroppedFolder['skipped']): string[] {
  return [
    ...(skipped.hasMore ? [t('files.hasMore')] : []),
    ...(skipped.unreadable > 0 ? [t('files.unreadable', { count: skipped.unreadable })] : []),
    ...(skipped.otherFiles > 0 ? [t('files.otherFiles', { count: skipped.otherFiles })] : []),
  ];
}
