import { IconFileDownload } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './drop-overlay.module.css';
import { dropped } from './drop-target.ts';

const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;

/** Makes the whole window take dropped files at any time, and shows that it does. */
export function DropOverlay() {
  const { t } = useTranslation();
  const [isOver, setOver] = useState(false);

  useEffect(() => {
    // A drag enters and leaves every element it crosses: only the balance tells whether it is over the window.
    let depth = 0;
    const stop = new AbortController();
    const listen = (name: 'dragenter' | 'dragover' | 'dragleave' | 'drop', on: (event: DragEvent) => void) =>
      window.addEventListener(name, on, { signal: stop.signal });
    listen('dragenter', (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      depth += 1;
      setOver(true);
    });
    listen('dragover', (event) => {
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = hasFiles(event) ? 'copy' : 'none';
    });
    listen('dragleave', () => {
      depth = Math.max(0, depth - 1);
      if (depth === 0) setOver(false);
    });
    listen('drop', (event) => {
      event.preventDefault();
      depth = 0;
      setOver(false);
      dropped([...(event.dataTransfer?.files ?? [])]);
    });
    return () => stop.abort();
  }, []);

  if (!isOver) return null;
  return (
    <div className={styles.overlay} aria-hidden data-testid="drop-overlay">
      <div className={styles.card}>
        <IconFileDownload size={40} stroke={1.4} />
        <p className={styles.title}>{t('drop.title')}</p>
        <p className={styles.text}>{t('drop.text')}</p>
      </div>
    </div>
  );
}
