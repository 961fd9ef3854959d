import { Button } from '@mantine/core';
import { type KeyboardEvent, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useVirtual } from '../parts/use-virtual.ts';
import { useStore } from '../store/store.ts';
import { showItem } from './choose-files.ts';
import { FileItem } from './file-item.tsx';
import styles from './file-list.module.css';
import { fileRows, neighbourKey } from './file-rows.ts';
import { FolderHead } from './folder-head.tsx';

const rowHeightPx = 54;

/** The chosen files, folder by folder; only those on screen are drawn, so a folder may hold thousands. */
export function FileList() {
  const { t } = useTranslation('start');
  const items = useStore((state) => state.items);
  const folders = useStore((state) => state.folders);
  const shownKey = useStore((state) => state.shownKey);
  const clearItems = useStore((state) => state.clearItems);
  const rows = useMemo(() => fileRows(items, folders), [items, folders]);
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtual({
    name: 'files',
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeightPx,
    overscan: 6,
  });

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    const key = neighbourKey(rows, shownKey, event.key === 'ArrowDown' ? 1 : -1);
    if (key === null) return;
    showItem(key);
    virtual.scrollToIndex(rows.findIndex((row) => row.type === 'file' && row.item.key === key));
  };

  return (
    <section className={styles.panel} aria-label={t('files.list')}>
      <div className={styles.head}>
        <h2 className={styles.title}>{t('files.title', { count: items.length })}</h2>
        <Button variant="subtle" color="gray" c="dimmed" fw={500} size="compact-xs" onClick={clearItems}>
          {t('files.clear')}
        </Button>
      </div>
      <div ref={scroller} className={styles.list}>
        <ul className={styles.canvas} style={{ height: virtual.getTotalSize() }} onKeyDown={onKeyDown}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const row = rows[index];
            if (!row) return null;
            const place = { top: start, height: rowHeightPx - 2 };
            if (row.type === 'folder') return <FolderHead key={row.folder.key} row={row} place={place} />;
            return <FileItem key={row.item.key} item={row.item} isShown={row.item.key === shownKey} place={place} />;
          })}
        </ul>
      </div>
    </section>
  );
}
