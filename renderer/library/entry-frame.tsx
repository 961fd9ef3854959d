import { IconChevronRight } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TableColumn } from '../../contract/tables.ts';
import styles from './entry-frame.module.css';
import librarySidebarStyles from './library-sidebar.module.css';
import { sqlName } from './sql-names.ts';

interface EntryFrameProps {
  readonly name: string;
  /** A quiet word under the name. */
  readonly detail: string;
  /** More of it, for whoever points at it; its name where there is none. */
  readonly title?: string;
  /** null: not known yet. */
  readonly columns: readonly TableColumn[] | null;
  readonly onUnfold?: () => void;
  readonly onShow: () => void;
  readonly onInsert: (name: string) => void;
  /** The menu at its end. */
  readonly menu?: ReactNode;
  readonly testId: string;
}

/** Columns that are drawn; a table with more is asked with SQL. */
const shownColumns = 200;

/** A table or a result on the list: its name shows its rows; unfolded, its columns. */
export function EntryFrame(props: EntryFrameProps) {
  const { name, detail, title = name, columns, onUnfold, onShow, onInsert, menu, testId } = props;
  const { t } = useTranslation('library');
  const [isOpen, setOpen] = useState(false);
  const toggle = () => {
    if (!isOpen) onUnfold?.();
    setOpen(!isOpen);
  };
  const rest = (columns?.length ?? 0) - shownColumns;
  return (
    <li className={styles.entry} data-testid={testId} data-name={name}>
      <div className={styles.entryLine}>
        <button
          type="button"
          className={styles.fold}
          aria-expanded={isOpen}
          aria-label={t('columns', { name })}
          onClick={toggle}
          data-testid="library-columns"
        >
          <IconChevronRight size={14} />
        </button>
        <button type="button" className={styles.entryName} onClick={onShow} title={title} data-testid="library-show">
          <span>{name}</span>
          <small>{detail}</small>
        </button>
        {menu}
      </div>
      {isOpen && (
        <ul className={styles.columnList}>
          {columns?.slice(0, shownColumns).map((column) => (
            <li key={column.name}>
              <button type="button" onClick={() => onInsert(sqlName(column.name))} title={column.name}>
                <span>{column.name}</span>
                <small>{column.type}</small>
              </button>
            </li>
          ))}
          {rest > 0 && <li className={librarySidebarStyles.quiet}>+{rest}</li>}
        </ul>
      )}
    </li>
  );
}
