import { Button, Checkbox, Popover, TextInput } from '@mantine/core';
import { IconColumns3 } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TableColumn } from '../../../contract/tables.ts';
import { useFormats } from '../../locale/formats.ts';
import { LinkButton } from '../../parts/link-button.tsx';
import { TypeMark } from '../../parts/type-mark.tsx';
import type { ColumnArrangement } from '../view/column-arrangement.ts';
import styles from './table-bar.module.css';

interface ColumnsButtonProps {
  readonly columns: readonly TableColumn[];
  readonly arrangement: ColumnArrangement;
  readonly onHide: (places: readonly number[], isHidden: boolean) => void;
  readonly onReset: () => void;
  readonly onGoTo: (place: number) => void;
}

/** A sheet can have 16,384 columns: no more of them are listed at once. */
const listedColumns = 200;

/** Which columns are seen; a click on a name goes there. */
export function ColumnsButton({ columns, arrangement, onHide, onReset, onGoTo }: ColumnsButtonProps) {
  const { t } = useTranslation('table');
  const { integer } = useFormats();
  const [isOpen, setOpen] = useState(false);
  const [search, setSearch] = useState('');
  const wanted = search.toLocaleLowerCase();
  const { hidden, order } = arrangement;
  const matching = isOpen ? order.filter((place) => columns[place]?.name.toLocaleLowerCase().includes(wanted)) : [];
  const label = hidden.size === 0 ? t('columns.title') : t('columns.hidden', { hidden: integer(hidden.size) });
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" shadow="md" trapFocus width={300}>
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconColumns3 size={16} stroke={1.7} />}
          data-testid="columns-button"
          onClick={() => setOpen((was) => !was)}
        >
          {label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={styles.columns}>
        <TextInput
          size="xs"
          value={search}
          placeholder={t('columns.search')}
          aria-label={t('columns.search')}
          data-autofocus
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <div className={styles.columnList}>
          {matching.slice(0, listedColumns).map((place) => (
            <div key={place} className={styles.columnLine}>
              <Checkbox
                size="xs"
                checked={!hidden.has(place)}
                aria-label={t('columns.show', { column: columns[place]?.name })}
                onChange={(event) => onHide([place], !event.currentTarget.checked)}
              />
              <button
                type="button"
                className={styles.columnName}
                disabled={hidden.has(place)}
                onClick={() => {
                  onGoTo(place);
                  setOpen(false);
                }}
              >
                <TypeMark type={columns[place]?.type ?? 'text'} />
                <span className="ellipsis">{columns[place]?.name}</span>
              </button>
            </div>
          ))}
        </div>
        {matching.length > listedColumns && (
          <p className={styles.quiet}>{t('columns.more', { more: integer(matching.length - listedColumns) })}</p>
        )}
        <LinkButton onClick={onReset}>{t('columns.reset')}</LinkButton>
      </Popover.Dropdown>
    </Popover>
  );
}
