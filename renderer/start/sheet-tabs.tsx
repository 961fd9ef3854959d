import { Button, Checkbox, Tabs } from '@mantine/core';
import { IconCheck, IconEyeOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ChosenItem } from '../store/start-slice.ts';
import { showSheet, takeSheets } from './choose-files.ts';
import styles from './sheet-tabs.module.css';

/** The sheets of a workbook: which one is on show, and which ones become jobs. */
export function SheetTabs({ item }: { readonly item: ChosenItem }) {
  const { t } = useTranslation('start');
  const sheets = item.inspection?.sheets ?? [];
  const names = sheets.map((sheet) => sheet.name);
  const taken = new Set(item.sheets);
  const isShownTaken = item.shownSheet !== null && taken.has(item.shownSheet);
  const areAllTaken = taken.size === names.length;

  const toggleShown = () => {
    if (item.shownSheet === null) return;
    const { shownSheet } = item;
    takeSheets(item.key, isShownTaken ? item.sheets.filter((name) => name !== shownSheet) : [...taken, shownSheet]);
  };
  return (
    <div className={styles.bar}>
      <Tabs
        className={styles.tabs}
        value={item.shownSheet}
        onChange={(sheet) => sheet !== null && showSheet(item.key, sheet)}
      >
        <Tabs.List className={styles.list} aria-label={t('preview.sheets')}>
          {sheets.map(({ name, visibility }) => (
            <Tabs.Tab
              key={name}
              value={name}
              className={styles.tab}
              title={visibility === 'visible' ? name : `${name} (${t(`preview.${visibility}`)})`}
              data-testid="sheet-tab"
              data-taken={taken.has(name) || undefined}
              leftSection={taken.has(name) ? <IconCheck size={13} stroke={2.4} /> : undefined}
              rightSection={visibility === 'visible' ? undefined : <IconEyeOff size={13} />}
            >
              {name}
            </Tabs.Tab>
          ))}
        </Tabs.List>
      </Tabs>
      <Checkbox
        size="xs"
        className={styles.include}
        label={t('preview.include')}
        checked={isShownTaken}
        onChange={toggleShown}
        data-testid="include-sheet"
      />
      <Button
        variant="default"
        size="compact-xs"
        data-testid="all-sheets"
        onClick={() => takeSheets(item.key, areAllTaken ? names.slice(0, 1) : names)}
      >
        {areAllTaken ? t('preview.onlyFirst') : t('preview.includeAll', { count: names.length })}
      </Button>
    </div>
  );
}
