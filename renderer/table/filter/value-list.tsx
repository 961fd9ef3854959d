import { Button, Checkbox, Loader, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TableFilter } from '../../../contract/table-view.ts';
import type { TableCell, TableColumn } from '../../../contract/tables.ts';
import { useFormats } from '../../locale/formats.ts';
import { useAnswer } from '../../parts/use-answer.ts';
import styles from './column-menu.module.css';
import type { LoadValues } from './column-values.ts';
import { valueWords } from './filter-words.ts';

interface ValueListProps {
  readonly place: number;
  readonly column: TableColumn;
  readonly filter: TableFilter | null;
  /** Must keep its identity. */
  readonly load: LoadValues;
  readonly onFilter: (filter: TableFilter | null) => void;
  readonly onClose: () => void;
}

/** A filter by picking values from those that occur, the most frequent first. */
export function ValueList({ place, column, filter, load, onFilter, onClose }: ValueListProps) {
  const { t } = useTranslation('table');
  const formats = useFormats();
  const { answer } = useAnswer(load);
  const [search, setSearch] = useState('');
  const [picked, setPicked] = useState<ReadonlySet<TableCell>>(
    () => new Set(filter?.kind === 'oneOf' && !filter.isNot ? filter.values : []),
  );
  if (!answer) return <Loader size="sm" mx="auto" my="md" aria-label={t('filter.loading')} />;
  const offered = [
    ...(answer.missing > 0 ? [{ value: null, count: answer.missing }] : []),
    ...(answer.topValues ?? []),
  ];
  const wanted = search.toLocaleLowerCase();
  const shown = offered.filter(({ value }) => valueWords(t, value, column).toLocaleLowerCase().includes(wanted));
  const toggle = (value: TableCell) => {
    const next = new Set(picked);
    if (!next.delete(value)) next.add(value);
    setPicked(next);
  };
  return (
    <div className={styles.form}>
      <TextInput
        size="xs"
        value={search}
        placeholder={t('filter.searchValues')}
        aria-label={t('filter.searchValues')}
        data-autofocus
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      <div className={styles.values}>
        {shown.map(({ value, count }) => (
          <div key={`${typeof value} ${value}`} className={styles.value}>
            <Checkbox
              size="xs"
              className={styles.valueBox}
              label={valueWords(t, value, column)}
              checked={picked.has(value)}
              onChange={() => toggle(value)}
            />
            <span className={styles.count}>{formats.integer(count)}</span>
          </div>
        ))}
      </div>
      {answer.topValues === null && <p className={styles.quiet}>{t('filter.tooMany')}</p>}
      {answer.topValues !== null && answer.distinct > answer.topValues.length && (
        <p className={styles.quiet}>
          {t('filter.mostFrequent', { shown: answer.topValues.length, total: formats.integer(answer.distinct) })}
        </p>
      )}
      <div className={styles.actions}>
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          disabled={!filter}
          onClick={() => {
            onFilter(null);
            onClose();
          }}
        >
          {t('filter.clear')}
        </Button>
        <Button
          size="compact-sm"
          disabled={picked.size === 0}
          data-testid="values-apply"
          onClick={() => {
            onFilter({ kind: 'oneOf', column: place, isNot: false, values: [...picked] });
            onClose();
          }}
        >
          {t('filter.apply')}
        </Button>
      </div>
    </div>
  );
}
