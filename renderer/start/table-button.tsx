import { Button } from '@mantine/core';
import { IconTable } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ChosenItem } from '../store/start-slice.ts';
import { useStore } from '../store/store.ts';
import { readingOf } from './sheet-reading.ts';

/** Opens the sheet on show as a table over the whole window, read as the person wants it read. */
export function TableButton({ item }: { readonly item: ChosenItem }) {
  const { t } = useTranslation('table');
  const openTable = useStore((state) => state.openTable);
  const { ticket, fileName, shownSheet } = item;
  const isReadable = ticket !== null && shownSheet !== null && item.previews[shownSheet]?.state === 'ready';
  const open = () => {
    if (!ticket) return;
    const reading = readingOf(item, shownSheet);
    openTable({ source: { kind: 'input', ticket: ticket.id, reading }, fileName, sheet: shownSheet });
  };
  return (
    <Button
      variant="default"
      size="sm"
      flex="none"
      leftSection={<IconTable size={16} stroke={1.7} />}
      disabled={!isReadable}
      data-testid="open-as-table"
      onClick={open}
    >
      {t('open')}
    </Button>
  );
}
