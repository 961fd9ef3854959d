import { Tabs } from '@mantine/core';
import type { IconColumns3 } from '@tabler/icons-react';
import styles from './results.module.css';

export interface ResultTab<Name extends string> {
  readonly name: Name;
  readonly title: string;
  readonly Icon: typeof IconColumns3;
  /** A number beside the title; absent: none. */
  readonly badge?: string | undefined;
}

/** More than these are shown without their icons. */
const manyTabs = 8;

/** The tabs of a result, each with its icon and perhaps a number. */
export function ResultTabList<Name extends string>({
  label,
  tabs,
}: {
  readonly label: string;
  readonly tabs: readonly ResultTab<Name>[];
}) {
  return (
    <Tabs.List className={styles.tabList} aria-label={label} data-many={tabs.length > manyTabs || undefined}>
      {tabs.map(({ name, title, Icon, badge }) => (
        <Tabs.Tab
          key={name}
          value={name}
          leftSection={tabs.length > manyTabs ? null : <Icon size={16} stroke={1.6} />}
          data-testid={`result-tab-${name}`}
        >
          {title}
          {badge && <span className={styles.tabCount}>{badge}</span>}
        </Tabs.Tab>
      ))}
    </Tabs.List>
  );
}
