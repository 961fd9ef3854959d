import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '../parts/page-header.tsx';
import type { LookedAtTable } from '../store/navigation-slice.ts';
import { useStore } from '../store/store.ts';
import styles from './table-screen.module.css';
import { TableView } from './table-view.tsx';

/** A table of a chosen file over the whole window. */
export function TableScreen({ table }: { readonly table: LookedAtTable }) {
  const { t } = useTranslation('table');
  const goTo = useStore((state) => state.goTo);
  const { source, fileName, sheet } = table;
  // The only table of a text file is called after the file.
  const isNamed = sheet !== null && !fileName.startsWith(`${sheet}.`);
  const back = (
    <Tooltip label={t('back')}>
      <ActionIcon size="lg" aria-label={t('back')} data-testid="table-back" onClick={() => goTo('start')}>
        <IconArrowLeft size={18} />
      </ActionIcon>
    </Tooltip>
  );
  return (
    <div className={styles.screen} data-testid="table-screen">
      <div className={styles.header}>
        <PageHeader before={back} title={fileName} {...(isNamed ? { subtitle: sheet } : {})} />
      </div>
      <div className={styles.table}>
        <TableView source={source} label={t('label', { file: fileName })} />
      </div>
    </div>
  );
}
