import { CloseButton } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { TableView } from '../../../contract/table-view.ts';
import type { TableColumn } from '../../../contract/tables.ts';
import { LinkButton } from '../../parts/link-button.tsx';
import styles from './filter-chips.module.css';
import { filterWords } from './filter-words.ts';

interface FilterChipsProps {
  readonly view: TableView;
  readonly columns: readonly TableColumn[];
  readonly onRemove: (index: number) => void;
  readonly onClear: () => void;
}

/** The filters at work, each with a cross. */
export function FilterChips({ view, columns, onRemove, onClear }: FilterChipsProps) {
  const { t } = useTranslation('table');
  if (view.filters.length === 0) return null;
  return (
    <div className={styles.chips} data-testid="filter-chips">
      <IconFilter size={15} stroke={1.7} aria-hidden />
      {view.filters.map((filter, index) => {
        const column = columns[filter.column];
        if (!column) return null;
        const words = filterWords(t, filter, column);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a filter is its place in the list
          <span key={index} className={styles.chip}>
            <span className="ellipsis" title={words}>
              {words}
            </span>
            <CloseButton size="xs" aria-label={t('filter.remove', { filter: words })} onClick={() => onRemove(index)} />
          </span>
        );
      })}
      <LinkButton onClick={onClear}>{t('filter.clearAll')}</LinkButton>
    </div>
  );
}
