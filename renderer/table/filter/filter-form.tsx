import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TableFilter } from '../../../contract/table-view.ts';
import type { TableColumn } from '../../../contract/tables.ts';
import styles from './column-menu.module.css';
import { draftOf, emptyDraft, type FilterTest, fieldsOf, filterOf, testsFor } from './filter-draft.ts';

interface FilterFormProps {
  readonly column: TableColumn;
  readonly place: number;
  readonly filter: TableFilter | null;
  readonly onFilter: (filter: TableFilter | null) => void;
  readonly onClose: () => void;
}

/** A filter by a test: which one, and what it compares with. */
export function FilterForm({ column, place, filter, onFilter, onClose }: FilterFormProps) {
  const { t } = useTranslation('table');
  const [draft, setDraft] = useState(() =>
    filter && filter.kind !== 'oneOf' ? draftOf(filter, column.type) : emptyDraft(column.type),
  );
  const fields = fieldsOf(draft.test);
  const made = filterOf(draft, place, column.type);
  const isText = ['contains', 'containsNot', 'equals', 'equalsNot', 'startsWith', 'endsWith'].includes(draft.test);
  const field = (name: 'first' | 'second', label: string, isFocused: boolean) => (
    <TextInput
      size="xs"
      // The calendar of the system; a moment of a day is typed into the search instead.
      type={column.type === 'date' ? 'date' : 'text'}
      inputMode={column.type === 'number' ? 'decimal' : undefined}
      value={draft[name].slice(0, column.type === 'date' ? 10 : undefined)}
      aria-label={label}
      placeholder={label}
      data-autofocus={isFocused || undefined}
      data-testid={`filter-${name}`}
      onChange={(event) => setDraft({ ...draft, [name]: event.currentTarget.value })}
    />
  );
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!made) return;
        onFilter(made);
        onClose();
      }}
    >
      <NativeSelect
        size="xs"
        value={draft.test}
        aria-label={t('filter.test')}
        data-testid="filter-test"
        data={testsFor(column.type).map((test) => ({ value: test, label: t(`filter.tests.${test}`) }))}
        onChange={(event) => setDraft({ ...draft, test: event.currentTarget.value as FilterTest })}
      />
      {fields > 0 && (
        <div className={styles.fields}>
          {field('first', fields === 2 ? t('filter.from') : t('filter.value'), true)}
          {fields === 2 && field('second', t('filter.to'), false)}
        </div>
      )}
      {isText && (
        <Checkbox
          size="xs"
          label={t('filter.caseSensitive')}
          checked={draft.isCaseSensitive}
          onChange={(event) => setDraft({ ...draft, isCaseSensitive: event.currentTarget.checked })}
        />
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
        <Button size="compact-sm" type="submit" disabled={!made} data-testid="filter-apply">
          {t('filter.apply')}
        </Button>
      </div>
    </form>
  );
}
