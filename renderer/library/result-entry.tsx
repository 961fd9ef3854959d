import { ActionIcon } from '@mantine/core';
import { IconArrowUpRight } from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueryableResult } from '../../contract/library/library.ts';
import type { TableColumn } from '../../contract/tables.ts';
import { useFormats } from '../locale/formats.ts';
import { useStore } from '../store/store.ts';
import { EntryFrame } from './entry-frame.tsx';
import { resultSqlName } from './sql-names.ts';

interface ResultEntryProps {
  readonly result: QueryableResult;
  readonly columns: readonly TableColumn[] | null;
  readonly onLearn: (result: QueryableResult) => void;
  readonly onShow: (from: string) => void;
  readonly onInsert: (name: string) => void;
}

/** A result that can be asked about. */
export const ResultEntry = memo(({ result, columns, onLearn, onShow, onInsert }: ResultEntryProps) => {
  const { t } = useTranslation(['library', 'jobs']);
  const formats = useFormats();
  const openResult = useStore((state) => state.openResult);
  return (
    <EntryFrame
      name={result.name}
      detail={`${t(`jobs:recipe.${result.recipe}`)} · ${formats.date(result.finishedAtMs)}`}
      title={`${result.fileName} · ${formats.dateTime(result.finishedAtMs)}`}
      columns={columns}
      onUnfold={() => onLearn(result)}
      onShow={() => {
        onLearn(result);
        onShow(resultSqlName(result.name));
      }}
      onInsert={onInsert}
      testId="library-result"
      menu={
        <ActionIcon
          size="sm"
          title={t('openResult')}
          aria-label={`${t('openResult')}: ${result.name}`}
          onClick={() => openResult(result.jobId)}
        >
          <IconArrowUpRight size={15} />
        </ActionIcon>
      }
    />
  );
});
