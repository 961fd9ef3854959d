import { Button, Divider } from '@mantine/core';
import {
  IconArrowBarToLeft,
  IconArrowBarToRight,
  IconArrowDown,
  IconArrowsHorizontal,
  IconArrowUp,
  IconEyeOff,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SortKey, TableFilter } from '../../../contract/table-view.ts';
import type { TableColumn } from '../../../contract/tables.ts';
import { Segments } from '../../parts/segments.tsx';
import styles from './column-menu.module.css';
import type { LoadValues } from './column-values.ts';
import { FilterForm } from './filter-form.tsx';
import { ValueList } from './value-list.tsx';

export interface ColumnActions {
  readonly onSort: (direction: SortKey['direction'] | null) => void;
  readonly onFilter: (filter: TableFilter | null) => void;
  readonly onHide: () => void;
  readonly onStep: (step: -1 | 1) => void;
  readonly onFit: () => void;
  readonly onClose: () => void;
}

interface ColumnMenuProps extends ColumnActions {
  readonly column: TableColumn;
  readonly place: number;
  readonly direction: SortKey['direction'] | null;
  readonly filter: TableFilter | null;
  /** The most frequent values of the column, whatever its own filter. */
  readonly loadValues: LoadValues;
}

/** What can be done with a column: sort, filter by a test or by its values, move, hide. */
export function ColumnMenu(props: ColumnMenuProps) {
  const { t } = useTranslation('table');
  const { column, place, direction, filter } = props;
  const [way, setWay] = useState<'test' | 'values'>(filter?.kind === 'oneOf' ? 'values' : 'test');
  const sort = (wish: SortKey['direction']) => {
    props.onSort(direction === wish ? null : wish);
    props.onClose();
  };
  return (
    <div className={styles.menu} data-testid="column-menu-content">
      <div className={styles.tools}>
        <Button.Group>
          {(['ascending', 'descending'] as const).map((wish) => (
            <Button
              key={wish}
              size="compact-sm"
              variant={direction === wish ? 'filled' : 'default'}
              leftSection={wish === 'ascending' ? <IconArrowUp size={14} /> : <IconArrowDown size={14} />}
              aria-pressed={direction === wish}
              onClick={() => sort(wish)}
            >
              {t(`menu.${wish}`)}
            </Button>
          ))}
        </Button.Group>
        <span className={styles.icons}>
          <IconTool label={t('menu.left')} Icon={IconArrowBarToLeft} onClick={() => props.onStep(-1)} />
          <IconTool label={t('menu.right')} Icon={IconArrowBarToRight} onClick={() => props.onStep(1)} />
          <IconTool label={t('menu.fit')} Icon={IconArrowsHorizontal} onClick={props.onFit} />
          <IconTool label={t('menu.hide')} Icon={IconEyeOff} onClick={props.onHide} />
        </span>
      </div>
      <Divider />
      <Segments
        size="xs"
        isWide
        value={way}
        onChange={setWay}
        choices={[
          { value: 'test', label: t('filter.byTest') },
          { value: 'values', label: t('filter.byValues') },
        ]}
      />
      {way === 'test' ? (
        <FilterForm column={column} place={place} filter={filter} onFilter={props.onFilter} onClose={props.onClose} />
      ) : (
        <ValueList
          place={place}
          column={column}
          filter={filter}
          load={props.loadValues}
          onFilter={props.onFilter}
          onClose={props.onClose}
        />
      )}
    </div>
  );
}

function IconTool({ label, Icon, onClick }: { label: string; Icon: typeof IconEyeOff; onClick: () => void }) {
  return (
    <button type="button" className={styles.tool} title={label} aria-label={label} onClick={onClick}>
      <Icon size={16} stroke={1.7} />
    </button>
  );
}
