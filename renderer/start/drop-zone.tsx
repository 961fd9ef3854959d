import { IconTableImport } from '@tabler/icons-react';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../bridge/client.ts';
import { useAnswer } from '../parts/use-answer.ts';
import { useStore } from '../store/store.ts';
import { ChooseButton } from './choose-button.tsx';
import { chooseFiles, chooseFolder } from './choose-files.ts';
import styles from './drop-zone.module.css';

/** The first thing a person sees. The whole window takes drops; this says so. */
export function DropZone() {
  const { t } = useTranslation('start');
  const recipe = useStore((state) => state.recipe);
  const modelId = useStore((state) => state.predictDraft.modelId);
  return (
    <section className={styles.zone} data-testid="drop-zone" aria-label={t('drop.title')}>
      <span className={styles.icon} aria-hidden>
        <IconTableImport size={34} stroke={1.4} />
      </span>
      <h2 className={styles.title}>{t('drop.title')}</h2>
      <p className={styles.text}>{recipe === 'profile' ? t('drop.text') : t(`dropFor.${recipe}`)}</p>
      {recipe === 'predict' && modelId !== null && <PredictingWith modelId={modelId} />}
      <ChooseButton
        label={t('drop.choose')}
        variant="filled"
        onFiles={(files) => void chooseFiles(files)}
        onFolder={() => void chooseFolder()}
      />
    </section>
  );
}

/** The model that was chosen before any file; nothing where it is gone meanwhile. */
function PredictingWith({ modelId }: { readonly modelId: string }) {
  const { t } = useTranslation('start');
  const ask = useCallback((signal: AbortSignal) => client.models.getModel({ id: modelId }, { signal }), [modelId]);
  const { answer } = useAnswer(ask);
  if (!answer) return null;
  return (
    <p className={styles.model} data-testid="predicting-with">
      {t('dropFor.with', { name: answer.name, version: answer.version })}
    </p>
  );
}
