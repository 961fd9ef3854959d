import { Button, Loader } from '@mantine/core';
import { IconSchool } from '@tabler/icons-react';
import { memo, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../locale/formats.ts';
import { ScoreText } from '../models/score-text.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { FaultNotice } from '../parts/fault-notice.tsx';
import { SearchInput } from '../parts/search-input.tsx';
import plan from '../start/plan.module.css';
import type { ChosenItem } from '../store/start-slice.ts';
import { useStore } from '../store/store.ts';
import styles from './predict.module.css';
import { type FittingModel, useFittingModels } from './use-fitting-models.ts';

const searchFrom = 5;
const shownModels = 30;

/** The models there are, the one that fits the file first; one is picked. */
export function ModelPick({ item }: { readonly item: ChosenItem | null }) {
  const { t } = useTranslation('predict');
  const [search, setSearch] = useState('');
  const modelId = useStore((state) => state.predictDraft.modelId);
  const change = useStore((state) => state.changePrediction);
  const pickRecipe = useStore((state) => state.pickRecipe);
  const { models, total, fault, refresh } = useFittingModels(search, item);
  const best = models?.[0]?.model.id ?? null;
  const isGone =
    models !== null && search === '' && total === models.length && !models.some(({ model }) => model.id === modelId);
  useEffect(() => {
    if (models !== null && search === '' && (modelId === null || isGone) && modelId !== best) change({ modelId: best });
  }, [models, search, modelId, isGone, best, change]);
  return (
    <section className={plan.card} aria-label={t('model.title')} data-testid="model-pick">
      <h2 className={plan.title}>{t('model.title')}</h2>
      {(total > searchFrom || search !== '') && (
        <SearchInput size="xs" mb={8} label={t('model.search')} value={search} onSearch={setSearch} />
      )}
      {fault && (
        <FaultNotice
          fault={fault}
          action={
            <Button size="xs" variant="default" onClick={refresh}>
              {t('model.again')}
            </Button>
          }
        />
      )}
      {!models && !fault && (
        <p className={plan.quiet}>
          <Loader size="sm" aria-hidden />
        </p>
      )}
      {models?.length === 0 &&
        (search === '' ? (
          <EmptyState
            icon={<IconSchool size={24} stroke={1.5} />}
            title={t('model.none')}
            text={t('model.noneText')}
            action={<Button onClick={() => pickRecipe('train')}>{t('model.train')}</Button>}
          />
        ) : (
          <p className={plan.quiet}>{t('model.noMatch')}</p>
        ))}
      {models && models.length > 0 && (
        <ul className={styles.models}>
          {models.slice(0, shownModels).map((one) => (
            <li key={one.model.id}>
              <ModelCard fitting={one} isPicked={one.model.id === modelId} onPick={pickModel} />
            </li>
          ))}
        </ul>
      )}
      {models && total > shownModels && (
        <p className={plan.hint}>{t('model.more', { shown: shownModels, count: total })}</p>
      )}
    </section>
  );
}

/** Which column of the file stands for which is chosen for one model. */
function pickModel(modelId: string): void {
  const { predictDraft, changePrediction } = useStore.getState();
  changePrediction({ modelId, options: { ...predictDraft.options, columnMatches: {} } });
}

interface ModelCardProps {
  readonly fitting: FittingModel;
  readonly isPicked: boolean;
  readonly onPick: (id: string) => void;
}

const ModelCard = memo(function ModelCard({ fitting: { model, fit }, isPicked, onPick }: ModelCardProps) {
  const { t } = useTranslation('predict');
  const { dateTime, percent } = useFormats();
  return (
    <label
      className={styles.model}
      data-picked={isPicked || undefined}
      data-testid="model-card"
      data-model={model.name}
    >
      <input
        type="radio"
        name="model"
        className="visually-hidden"
        checked={isPicked}
        onChange={() => onPick(model.id)}
      />
      <span className={styles.modelName}>
        <span className="ellipsis" title={model.name}>
          {model.name}
        </span>
        <span className={styles.version}>{t('model.version', { version: model.version })}</span>
        {fit !== null && (
          <span className={styles.fit} data-level={fit >= 0.9 ? 'good' : fit >= 0.5 ? 'fair' : 'poor'}>
            {t('model.fit', { share: percent(fit, 0) })}
          </span>
        )}
      </span>
      <span className={styles.modelText}>
        <span className="ellipsis">
          {t(model.target === '' ? 'model.unnamed' : 'model.target', { target: model.target })}
        </span>
        <ScoreText model={model} />
        <span>{dateTime(model.createdAtMs)}</span>
      </span>
    </label>
  );
});
