import { Button, Popover, Switch, TextInput } from '@mantine/core';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { memo, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../locale/formats.ts';
import { localDateTime, momentOf } from '../parts/local-date-time.ts';
import { PrioritySelect } from '../parts/priority-select.tsx';
import { Segments } from '../parts/segments.tsx';
import type { StartOptions } from '../store/start-slice.ts';
import { useStore } from '../store/store.ts';
import styles from './start-options.module.css';
import { nameAfterFolder, optionTrouble, planStart } from './submission.ts';

const msPerHour = 3_600_000;

/** How the chosen files are started, behind a button that tells what differs from the usual. */
export const StartOptionsButton = memo(function StartOptionsButton() {
  const { t } = useTranslation('start');
  const options = useStore((state) => state.startOptions);
  const words = useOptionWords(options);
  const trouble = optionTrouble(options, Date.now());
  return (
    <Popover position="top-start" width={360} shadow="md" radius="md" trapFocus withinPortal>
      <Popover.Target>
        <Button
          variant="default"
          {...(trouble ? { color: 'red', c: 'red' } : {})}
          leftSection={<IconAdjustmentsHorizontal size={16} />}
          className={styles.button}
          data-testid="start-options"
        >
          {words.length === 0 ? t('options.button') : words.join(' · ')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <OptionFields options={options} />
      </Popover.Dropdown>
    </Popover>
  );
});

function OptionFields({ options }: { readonly options: StartOptions }) {
  const { t } = useTranslation('start');
  const change = useStore((state) => state.changeStartOptions);
  const items = useStore((state) => state.items);
  const folders = useStore((state) => state.folders);
  const usualName = useMemo(() => {
    const { ready } = planStart(items);
    return nameAfterFolder(ready, folders) ?? ready[0]?.fileName ?? '';
  }, [items, folders]);
  const trouble = optionTrouble(options, Date.now());
  return (
    <div className={styles.fields}>
      <TextInput
        label={t('options.name')}
        placeholder={usualName}
        maxLength={200}
        value={options.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
        data-testid="batch-name"
      />
      <div className={styles.field}>
        <span className={styles.label}>{t('options.priority')}</span>
        <PrioritySelect value={options.priority} onChange={(priority) => change({ priority })} />
      </div>
      <div className={styles.field}>
        <span className={styles.label}>{t('options.start')}</span>
        <Segments
          isWide
          size="xs"
          label={t('options.start')}
          value={options.startAt === null ? 'now' : 'later'}
          onChange={(when) => change({ startAt: when === 'now' ? null : localDateTime(Date.now() + msPerHour) })}
          choices={[
            { value: 'now', label: t('options.now') },
            { value: 'later', label: t('options.later') },
          ]}
          testId="start-when"
        />
        {options.startAt !== null && (
          <TextInput
            type="datetime-local"
            aria-label={t('options.startAt')}
            value={options.startAt}
            error={trouble && t(`options.${trouble}`)}
            onChange={(event) => change({ startAt: event.currentTarget.value })}
            data-testid="start-at"
          />
        )}
      </div>
      <Switch
        label={t('options.reuse')}
        description={t('options.reuseText')}
        checked={options.isReuseAllowed}
        onChange={(event) => change({ isReuseAllowed: event.currentTarget.checked })}
        data-testid="allow-reuse"
      />
    </div>
  );
}

/** What differs from the usual, in a few words. */
function useOptionWords(options: StartOptions): string[] {
  const { t } = useTranslation('start');
  const formats = useFormats();
  const startAtMs = options.startAt === null ? null : momentOf(options.startAt);
  return [
    ...(options.priority === 'normal' ? [] : [t(`options.${options.priority}Priority`)]),
    ...(options.startAt === null ? [] : [t('options.from', { time: formats.dateTime(startAtMs) })]),
    ...(options.isReuseAllowed ? [] : [t('options.anew')]),
  ];
}
