import { Autocomplete, Select, Switch } from '@mantine/core';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../bridge/client.ts';
import { FaultNotice } from '../parts/fault-notice.tsx';
import { Segments } from '../parts/segments.tsx';
import { useAnswer } from '../parts/use-answer.ts';
import styles from './dialog.module.css';
import type { WorkFieldsProps } from './work-draft.ts';

/** Models listed at most; others are searched for. */
const listed = 100;
const offeredColumns = 200;

/** The model that predicts, and what is written. */
export function PredictFields({ draft, onChange }: WorkFieldsProps) {
  const { t } = useTranslation('timetable');
  const [search, setSearch] = useState('');
  const { model, isNewestTaken, groupBy, split, isExplained } = draft;
  const wanted = model && search.startsWith(model.name) ? '' : search;
  const askModels = useCallback(
    (signal: AbortSignal) => client.models.listModels({ search: wanted, limit: listed }, { signal }),
    [wanted],
  );
  const { answer, fault } = useAnswer(askModels);
  const modelId = model?.id ?? null;
  const askModel = useCallback(
    async (signal: AbortSignal) => (modelId === null ? null : client.models.getModel({ id: modelId }, { signal })),
    [modelId],
  );
  const { answer: detail } = useAnswer(askModel);
  const models = useMemo(() => {
    const labels = new Map(
      answer?.models.map(({ id, name, version }) => [id, { name, label: t('work.modelVersion', { name, version }) }]),
    );
    // One that is beyond the list, or whose version is not known yet.
    if (model && !labels.has(model.id)) labels.set(model.id, { name: model.name, label: model.name });
    return labels;
  }, [answer, model, t]);
  const columns = useMemo(() => {
    const names = [detail?.groupColumn, ...(detail?.inputs.map(({ name }) => name) ?? [])];
    return [...new Set(names.filter((name) => typeof name === 'string'))];
  }, [detail]);
  return (
    <>
      {fault && <FaultNotice fault={fault} />}
      <Select
        label={t('work.model')}
        placeholder={t(answer?.total === 0 ? 'work.noModels' : 'work.chooseModel')}
        nothingFoundMessage={t(answer?.total === 0 && wanted === '' ? 'work.noModels' : 'work.noMatch')}
        searchable
        allowDeselect={false}
        value={modelId}
        onSearchChange={setSearch}
        data={[...models].map(([value, { label }]) => ({ value, label }))}
        onChange={(id) => {
          const name = id === null ? undefined : models.get(id)?.name;
          if (id !== null && name !== undefined) onChange({ model: { id, name } });
        }}
        data-testid="work-model"
      />
      <Switch
        label={t('work.newest')}
        description={t('work.newestText')}
        checked={isNewestTaken}
        onChange={(event) => onChange({ isNewestTaken: event.currentTarget.checked })}
        data-testid="work-newest"
      />
      <div className={styles.halves}>
        <Autocomplete
          label={t('work.groupBy')}
          placeholder={t('work.noGroups')}
          limit={offeredColumns}
          maxLength={1000}
          data={columns}
          value={groupBy}
          onChange={(name) => onChange({ groupBy: name })}
          data-testid="work-group-by"
        />
        <div className={styles.field}>
          <span className={styles.label}>{t('work.split')}</span>
          <Segments
            isDisabled={groupBy.trim() === ''}
            label={t('work.split')}
            value={split}
            onChange={(next) => onChange({ split: next })}
            choices={[
              { value: 'sheets', label: t('work.sheets') },
              { value: 'workbooks', label: t('work.workbooks') },
            ]}
            testId="work-split"
          />
        </div>
      </div>
      <Switch
        label={t('work.reasons')}
        checked={isExplained}
        onChange={(event) => onChange({ isExplained: event.currentTarget.checked })}
      />
    </>
  );
}
