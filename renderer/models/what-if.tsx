import { Button, Loader } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModelDetail } from '../../contract/models/models.ts';
import { client } from '../bridge/client.ts';
import { FaultNotice } from '../parts/fault-notice.tsx';
import { SearchInput } from '../parts/search-input.tsx';
import { useAnswer } from '../parts/use-answer.ts';
import { useGrowingList } from '../parts/use-growing-list.ts';
import { ExplanationView } from './explanation-view.tsx';
import modelDialogStyles from './model-dialog.module.css';
import modelListStyles from './model-list.module.css';
import styles from './what-if.module.css';
import { WhatIfInput } from './what-if-input.tsx';
import { byWeight, type GivenValue, typicalValues } from './what-if-values.ts';

/** A person who types pauses this long between one value and the next. */
const settleMs = 150;
/** Inputs drawn at once, and in all; others are found by searching. */
const drawnAtOnce = 8;
const shownInputs = 60;

/** Changes inputs and predicts anew at once, with the reasons. */
export function WhatIf({ model }: { readonly model: ModelDetail }) {
  const { t } = useTranslation('models');
  const typical = useMemo(() => typicalValues(model.inputs), [model]);
  const inputs = useMemo(() => byWeight(model.inputs, model.card.importance), [model]);
  const [changed, setChanged] = useState<Readonly<Record<string, GivenValue>>>({});
  const [explainedClass, setExplainedClass] = useState<number | null>(null);
  const [search, setSearch] = useState('');
  const values = useMemo(() => ({ ...typical, ...changed }), [typical, changed]);
  const [wanted] = useDebouncedValue(values, settleMs);
  const ask = useCallback(
    (signal: AbortSignal) => client.models.explainValues({ id: model.id, values: wanted, explainedClass }, { signal }),
    [model.id, wanted, explainedClass],
  );
  const { answer, fault } = useAnswer(ask);
  const found = useMemo(() => {
    const text = search.trim().toLocaleLowerCase();
    return inputs.filter(({ name }) => name.toLocaleLowerCase().includes(text));
  }, [inputs, search]);
  const set = useCallback(
    (name: string, value: GivenValue) =>
      setChanged(({ [name]: _, ...others }) => (value === typical[name] ? others : { ...others, [name]: value })),
    [typical],
  );
  const drawn = useGrowingList<HTMLDivElement>(Math.min(found.length, shownInputs), drawnAtOnce);
  const hasChanged = Object.keys(changed).length > 0;
  return (
    <div className={styles.whatIf} data-testid="what-if">
      <div className={styles.inputs}>
        <div className={styles.inputsBar}>
          <SearchInput size="xs" label={t('whatIf.search')} value={search} onSearch={setSearch} />
          <Button
            size="xs"
            variant="default"
            leftSection={<IconArrowBackUp size={14} />}
            disabled={!hasChanged}
            title={t('whatIf.reset')}
            onClick={() => setChanged({})}
          >
            {t('whatIf.reset')}
          </Button>
        </div>
        <div className={styles.inputList}>
          {found.slice(0, drawn.count).map((input) => (
            <WhatIfInput
              key={input.name}
              input={input}
              value={values[input.name] ?? null}
              isChanged={Object.hasOwn(changed, input.name)}
              onChange={set}
            />
          ))}
          {!drawn.isWhole && <div ref={drawn.mark} aria-hidden />}
          {found.length > shownInputs && (
            <p className={modelDialogStyles.hint}>{t('whatIf.more', { count: found.length - shownInputs })}</p>
          )}
          {found.length === 0 && <p className={modelListStyles.quiet}>{t('whatIf.none')}</p>}
        </div>
      </div>
      <div className={styles.outcome} aria-live="polite" aria-busy={!answer && !fault}>
        {fault && <FaultNotice fault={fault} />}
        {!answer && !fault && <Loader size="sm" />}
        {answer && !fault && (
          <ExplanationView
            explanation={answer}
            target={model.target}
            unit={model.unit}
            classes={model.classes}
            onExplainClass={setExplainedClass}
          />
        )}
      </div>
    </div>
  );
}
