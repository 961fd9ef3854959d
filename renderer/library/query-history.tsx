import { Button, Popover, TextInput } from '@mantine/core';
import { IconHistory, IconTrash } from '@tabler/icons-react';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../bridge/client.ts';
import { useFormats } from '../locale/formats.ts';
import { notifyFailure } from '../parts/notify.ts';
import { useAnswer } from '../parts/use-answer.ts';
import librarySidebarStyles from './library-sidebar.module.css';
import styles from './query-history.module.css';

interface QueryHistoryProps {
  readonly turn: number;
  readonly onPick: (sql: string) => void;
}

/** Queries run before, to be taken up again. */
export function QueryHistory({ turn, onPick }: QueryHistoryProps) {
  const { t } = useTranslation('library');
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" width={520} trapFocus>
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconHistory size={16} />}
          onClick={() => setOpen(!isOpen)}
          data-testid="sql-history"
        >
          {t('query.history')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        {isOpen && (
          <HistoryList
            key={turn}
            onPick={(sql) => {
              setOpen(false);
              onPick(sql);
            }}
          />
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

function HistoryList({ onPick }: Pick<QueryHistoryProps, 'onPick'>) {
  const { t } = useTranslation('library');
  const formats = useFormats();
  const [search, setSearch] = useState('');
  const ask = useCallback((signal: AbortSignal) => client.library.listQueries({ search }, { signal }), [search]);
  const { answer, refresh } = useAnswer(ask);
  const queries = answer?.queries ?? [];
  const forget = () => client.library.forgetQueries().then(refresh, notifyFailure);
  return (
    <>
      <TextInput
        size="xs"
        placeholder={t('query.searchHistory')}
        aria-label={t('query.searchHistory')}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
        data-autofocus
      />
      {answer && queries.length === 0 && <p className={librarySidebarStyles.quiet}>{t('query.noHistory')}</p>}
      <ul className={styles.history} data-testid="sql-history-list">
        {queries.map(({ sql, atMs, rows, fault }) => (
          <li key={sql}>
            <button type="button" onClick={() => onPick(sql)} title={sql}>
              <code>{sql}</code>
              <small>
                {formats.dateTime(atMs)} · {fault === null ? t('rows', { count: rows ?? 0 }) : t('query.failed')}
              </small>
            </button>
          </li>
        ))}
      </ul>
      {queries.length > 0 && (
        <Button size="xs" variant="subtle" leftSection={<IconTrash size={14} />} onClick={() => void forget()}>
          {t('query.forget')}
        </Button>
      )}
    </>
  );
}
