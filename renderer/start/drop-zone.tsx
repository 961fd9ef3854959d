import { IconTableImport } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ChooseButton } from './choose-button.tsx';
import { chooseFiles, chooseFolder } from './choose-files.ts';
import styles from './drop-zone.module.css';

/** The first thing a person sees. The whole window takes drops; this says so. */
export function DropZone() {
  const { t } = useTranslation('start');
  return (
    <section className={styles.zone} data-testid="drop-zone" aria-label={t('drop.title')}>
      <span className={styles.icon} aria-hidden>
        <IconTableImport size={34} stroke={1.4} />
      </span>
      <h2 className={styles.title}>{t('drop.title')}</h2>
      <p className={styles.text}>{t('drop.text')}</p>
      <ChooseButton
        label={t('drop.choose')}
        variant="filled"
        onFiles={(files) => void chooseFiles(files)}
        onFolder={() => void chooseFolder()}
      />
    </section>
  );
}
