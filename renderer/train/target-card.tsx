import { Select } from '@mantine/core';
import { memo, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { TrainingProposal } from '../../contract/train/training-report.ts';
import { useFormats } from '../locale/formats.ts';
import { TypeMark } from '../parts/type-mark.tsx';
import plan from '../start/plan.module.css';
import type { ChosenItem } from '../store/start-slice.ts';
import { useStore } from '../store/store.ts';
import { previewColumns } from './preview-columns.ts';
import styles from './train.module.css';

interface TargetCardProps {
  readonly item: ChosenItem;
  readonly proposal: TrainingProposal | null;
  /** Files that are learned from. */
  readonly tables: number;
}

const shownClasses = 5;
const offeredColumns = 300;

/** The column that is to be predicted, and what kind of task that makes. */
export const TargetCard = memo(function TargetCard({ item, proposal, tables }: TargetCardProps) {
  const { t } = useTranslation('train');
  const { integer } = useFormats();
  const target = useStore(({ trainDraft }) => (trainDraft.itemKey === item.key ? trainDraft.target : null));
  const changeTraining = useStore((state) => state.changeTraining);
  const columns = useMemo(() => proposal?.columns ?? previewColumns(item), [proposal, item]);
  const types = useMemo(() => new Map(columns.map(({ name, type }) => [name, type])), [columns]);
  const names = useMemo(() => [...types.keys()], [types]);
  return (
    <section className={plan.card} aria-label={t('target.title')}>
      <h2 className={plan.title}>{t('target.title')}</h2>
      <Select
        aria-label={t('target.title')}
        placeholder={t('target.placeholder')}
        searchable
        allowDeselect={false}
        limit={offeredColumns}
        data={names}
        value={target}
        onChange={(next) => next !== null && changeTraining({ itemKey: item.key, target: next })}
        leftSection={target === null ? null : <TypeMark type={types.get(target) ?? 'text'} />}
        renderOption={({ option }) => (
          <span className={styles.columnName}>
            <TypeMark type={types.get(option.value) ?? 'text'} />
            <span className="ellipsis">{option.label}</span>
          </span>
        )}
        nothingFoundMessage={t('columns.noMatch')}
        data-testid="target-select"
      />
      {!proposal && <p className={plan.hint}>{t('target.hint')}</p>}
      {proposal && (
        <p className={styles.facts}>
          <span className={styles.task} data-testid="task">
            {t(`target.${proposal.task}`, { count: proposal.classes?.length ?? 0 })}
          </span>
          {tables === 1 ? (
            <span>{t('target.rows', { rows: integer(proposal.rows - proposal.rowsWithoutTarget) })}</span>
          ) : (
            <span>{t('files.together', { count: tables })}</span>
          )}
          {proposal.rowsWithoutTarget > 0 && (
            <span>{t('target.without', { rows: integer(proposal.rowsWithoutTarget) })}</span>
          )}
        </p>
      )}
      {proposal?.classes && <Classes classes={proposal.classes} />}
    </section>
  );
});

function Classes({ classes }: { readonly classes: NonNullable<TrainingProposal['classes']> }) {
  const { t } = useTranslation('train');
  const { percent } = useFormats();
  const total = classes.reduce((sum, { rows }) => sum + rows, 0) || 1;
  const sorted = useMemo(() => [...classes].sort((a, b) => b.rows - a.rows), [classes]);
  const most = sorted[0]?.rows || 1;
  return (
    <>
      <ul className={styles.classes} data-testid="target-classes">
        {sorted.slice(0, shownClasses).map(({ name, rows }) => (
          <li key={name}>
            <span className="ellipsis" title={name}>
              {name}
            </span>
            <span className={styles.bar} aria-hidden>
              <span style={{ width: `${(rows / most) * 100}%` }} />
            </span>
            <span className={styles.share}>{percent(rows / total)}</span>
          </li>
        ))}
      </ul>
      {sorted.length > shownClasses && (
        <p className={plan.hint}>{t('target.others', { count: sorted.length - shownClasses })}</p>
      )}
    </>
  );
}
