import { ActionIcon, Loader, Switch } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../locale/formats.ts';
import { SearchInput } from '../../parts/search-input.tsx';
import styles from './table-bar.module.css';
import type { Finding } from './use-finding.ts';

interface SearchBoxProps {
  readonly finding: Finding;
  readonly isReady: boolean;
  /** Whether only the rows that contain the text are shown. */
  readonly isFilter: boolean;
  readonly onFilter: (isFilter: boolean) => void;
  readonly onLeave: () => void;
  readonly inputRef: Ref<HTMLInputElement>;
}

/** Looks for a text in every column: Enter goes to the next match, Shift+Enter to the one before. */
export function SearchBox({ finding, isReady, isFilter, onFilter, onLeave, inputRef }: SearchBoxProps) {
  const { t } = useTranslation('table');
  const { integer } = useFormats();
  const { text, setText, found, isSearching, next } = finding;
  const matches = found?.matches ?? 0;
  const words =
    text === '' || !found
      ? ''
      : found.match
        ? t('search.place', { place: integer(found.match.ordinal + 1), matches: integer(matches) })
        : t('search.nothing');
  return (
    <div className={styles.search}>
      <SearchInput
        ref={inputRef}
        className={styles.searchInput}
        label={t('search.placeholder')}
        maxLength={1000}
        value={text}
        disabled={!isReady}
        rightSectionWidth={text === '' ? 36 : 120}
        rightSection={
          <span className={styles.matches} role="status" data-testid="search-matches">
            {isSearching && !found ? <Loader size={14} /> : words}
          </span>
        }
        data-testid="table-search"
        onSearch={setText}
        onKeyDown={(event) => {
          if (event.key === 'Enter') next(event.shiftKey);
          else if (event.key === 'Escape') {
            setText('');
            onLeave();
          } else return;
          event.preventDefault();
        }}
      />
      <ActionIcon
        variant="default"
        size="lg"
        aria-label={t('search.previous')}
        title={t('search.previous')}
        disabled={matches === 0}
        onClick={() => next(true)}
      >
        <IconChevronUp size={17} />
      </ActionIcon>
      <ActionIcon
        variant="default"
        size="lg"
        aria-label={t('search.next')}
        title={t('search.next')}
        disabled={matches === 0}
        onClick={() => next(false)}
      >
        <IconChevronDown size={17} />
      </ActionIcon>
      <Switch
        size="sm"
        label={t('search.onlyMatching')}
        checked={isFilter}
        disabled={!isReady || (text === '' && !isFilter)}
        data-testid="only-matching"
        onChange={(event) => onFilter(event.currentTarget.checked)}
      />
    </div>
  );
}
