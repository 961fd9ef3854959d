import { Select } from '@mantine/core';
import { IconGitCompare } from '@tabler/icons-react';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModelDetail, ModelSummary } from '../../contract/models/models.ts';
import { client } from '../bridge/client.ts';
import { useFormats } from '../locale/formats.ts';
import { useLocale } from '../locale/use-locale.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { FaultNotice } from '../parts/fault-notice.tsx';
import { useAnswer } from '../parts/use-answer.ts';
import styles from './model-card.module.css';
import { differingOptions, onlyIn } from './model-differences.ts';
import { scoreRowsOfCard } from './score-rows.ts';
import scoreTableStyles from './score-table.module.css';
import { ScoreTable } from './score-table.tsx';

interface CompareModelsProps {
  readonly model: ModelDetail;
  readonly models: readonly ModelSummary[];
}

const shownNames = 40;

/** Another version, or another model of the same target, side by side. */
export function CompareModels({ model, models }: CompareModelsProps) {
  const { t } = useTranslation('models');
  const { dateTime } = useFormats();
  const others = useMemo(
    () =>
      models
        .filter(
          (one) =>
            one.id !== model.id && (one.name === model.name || (one.target !== '' && one.target === model.target)),
        )
        .sort((a, b) => Number(b.name === model.name) - Number(a.name === model.name) || b.createdAtMs - a.createdAtMs),
    [models, model],
  );
  const [picked, setPicked] = useState<string | null>(null);
  const otherId = picked ?? others[0]?.id ?? null;
  const ask = useCallback(
    async (signal: AbortSignal) => (otherId === null ? null : client.models.getModel({ id: otherId }, { signal })),
    [otherId],
  );
  const { answer: other, fault } = useAnswer(ask);
  if (otherId === null) {
    return (
      <EmptyState
        icon={<IconGitCompare size={24} stroke={1.5} />}
        title={t('compare.none')}
        text={t('compare.noneText')}
      />
    );
  }
  return (
    <div className={styles.card} data-testid="compare-models">
      <Select
        className={styles.compareBar ?? ''}
        label={t('compare.with')}
        searchable
        allowDeselect={false}
        limit={200}
        value={otherId}
        onChange={setPicked}
        data={others.map(({ id, name, version, createdAtMs }) => ({
          value: id,
          label: `${name} · ${t('version', { version })} · ${dateTime(createdAtMs)}`,
        }))}
        data-testid="compare-with"
      />
      {fault && <FaultNotice fault={fault} />}
      {other?.id === otherId && <Differences one={model} other={other} />}
    </div>
  );
}

function Differences({ one, other }: { readonly one: ModelDetail; readonly other: ModelDetail }) {
  const { t } = useTranslation('models');
  const { integer, dateTime } = useFormats();
  const locale = useLocale();
  const nameOf = ({ name, version }: ModelDetail) => `${name} · ${t('version', { version })}`;
  // What costs nothing is the same for both.
  const pairs = [one, other].map((model) => scoreRowsOfCard({ ...model.card, baseline: null }, t));
  const labels = [...new Set(pairs.flat().map(({ label }) => label))];
  const facts = [
    [t('fact.created'), dateTime(one.createdAtMs), dateTime(other.createdAtMs)],
    [t('fact.rows'), integer(one.rows), integer(other.rows)],
    [t('fact.inputs'), integer(one.inputs.length), integer(other.inputs.length)],
    [t('fact.trees'), integer(one.trees), integer(other.trees)],
    ...differingOptions(one.card.options, other.card.options, locale).map(({ name, first, second }) => [
      name,
      first,
      second,
    ]),
  ];
  const names = (model: ModelDetail) => model.inputs.map(({ name }) => name);
  const only = [
    { title: t('compare.onlyIn', { name: nameOf(one) }), columns: onlyIn(names(one), names(other)) },
    { title: t('compare.onlyIn', { name: nameOf(other) }), columns: onlyIn(names(other), names(one)) },
  ].filter(({ columns }) => columns.length > 0);
  return (
    <>
      {labels.map((label) => {
        const rows = pairs.flatMap((all, place) =>
          all
            .filter((row) => row.label === label)
            .map((row) => ({ ...row, label: nameOf(place === 0 ? one : other), isCompared: true })),
        );
        return (
          <section key={label} className={styles.section} aria-label={label}>
            <h3 className={styles.sectionTitle}>{label}</h3>
            <ScoreTable rows={rows} />
          </section>
        );
      })}
      <section className={styles.section} aria-label={t('facts')}>
        <h3 className={styles.sectionTitle}>{t('compare.differences')}</h3>
        <div className={scoreTableStyles.scroll}>
          <table className={scoreTableStyles.scores}>
            <thead>
              <tr>
                <th scope="col">{t('compare.fact')}</th>
                <th scope="col">{nameOf(one)}</th>
                <th scope="col">{nameOf(other)}</th>
              </tr>
            </thead>
            <tbody>
              {facts.map(([label, first, second]) => (
                <tr key={label}>
                  <th scope="row">{label}</th>
                  <td>{first}</td>
                  <td>{second}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
      {only.map(({ title, columns }) => (
        <section key={title} className={styles.section} aria-label={title}>
          <h3 className={styles.sectionTitle}>{title}</h3>
          <p className={styles.text}>
            {columns.slice(0, shownNames).join(', ')}
            {columns.length > shownNames && ` ${t('compare.moreColumns', { count: columns.length - shownNames })}`}
          </p>
        </section>
      ))}
    </>
  );
}
