import { NumberInput } from '@mantine/core';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { trainPresets } from '../../contract/train/train-options.ts';
import type { TrainingProposal } from '../../contract/train/training-report.ts';
import { useFormats } from '../locale/formats.ts';
import { roundedDuration } from '../start/estimate-words.ts';
import plan from '../start/plan.module.css';
import { useStore } from '../store/store.ts';
import { roughTrainingMs } from './rough-time.ts';
import styles from './train.module.css';

const msPerMinute = 60_000;

interface PresetCardsProps {
  readonly proposal: TrainingProposal;
  readonly tables: number;
}

/** How thorough the training is, with what that means and about how long it takes. */
export const PresetCards = memo(function PresetCards({ proposal, tables }: PresetCardsProps) {
  const { t } = useTranslation('train');
  const { duration } = useFormats();
  const preset = useStore((state) => state.trainDraft.options.preset);
  const budgetMs = useStore((state) => state.trainDraft.options.budgetMs);
  const change = useStore((state) => state.changeTrainSettings);
  return (
    <section className={plan.card} aria-label={t('preset.title')}>
      <h2 className={plan.title}>{t('preset.title')}</h2>
      <div className={styles.presets} role="radiogroup" aria-label={t('preset.title')}>
        {trainPresets.map((name) => {
          const rough = roughTrainingMs(proposal, tables, name);
          return (
            <label key={name} className={styles.preset} data-picked={name === preset || undefined}>
              <input
                type="radio"
                name="preset"
                className="visually-hidden"
                checked={name === preset}
                onChange={() => change({ preset: name })}
                data-testid={`preset-${name}`}
              />
              <span className={styles.presetName}>{t(`preset.${name}.name`)}</span>
              <span className={styles.presetText}>{t(`preset.${name}.text`)}</span>
              <span className={styles.presetTime}>
                {name === 'thorough'
                  ? t('preset.upTo', { time: duration(roundedDuration(budgetMs + rough)) })
                  : t('preset.about', { time: duration(roundedDuration(rough)) })}
              </span>
            </label>
          );
        })}
      </div>
      {preset === 'thorough' && (
        <NumberInput
          mt={12}
          maw={220}
          size="xs"
          label={t('preset.budget')}
          suffix={t('preset.minutes')}
          min={1}
          max={1440}
          clampBehavior="strict"
          allowDecimal={false}
          value={Math.round(budgetMs / msPerMinute)}
          onChange={(minutes) =>
            typeof minutes === 'number' && minutes >= 1 && change({ budgetMs: minutes * msPerMinute })
          }
          data-testid="search-budget"
        />
      )}
    </section>
  );
});
