import { Button, Popover, Radio, TextInput } from '@mantine/core';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Priority, priorities } from '../../../contract/job-states.ts';
import { useStore } from '../../store/store.ts';
import { dayText, endOfDay, spanNames, spanOf, startOfDay, startOfSpan } from './time-span.ts';
import styles from './toolbar.module.css';

/** Limits the list to a time span and a priority. */
export function FilterMenu() {
  const { t } = useTranslation('jobs');
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" shadow="md" width={300} trapFocus withinPortal>
      <Popover.Target>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconAdjustmentsHorizontal size={15} />}
          onClick={() => setOpen(!isOpen)}
          aria-expanded={isOpen}
          data-testid="job-filter-menu"
        >
          {t('filter.button')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <SpanPick />
        <PriorityPick />
      </Popover.Dropdown>
    </Popover>
  );
}

function SpanPick() {
  const { t } = useTranslation('jobs');
  const view = useStore((state) => state.jobView);
  const change = useStore((state) => state.changeJobView);
  const now = new Date();
  const isLimited = view.fromMs !== null || view.toMs !== null;
  const [isOwn, setOwn] = useState(isLimited && spanOf(view, now) === null);
  const value = isOwn ? 'own' : (spanOf(view, now) ?? 'any');
  const pick = (name: string) => {
    setOwn(name === 'own');
    if (name === 'any') change({ fromMs: null, toMs: null });
    const span = spanNames.find((one) => one === name);
    if (span) change({ fromMs: startOfSpan(span, now), toMs: null });
  };
  return (
    <Radio.Group label={t('filter.span')} value={value} onChange={pick} size="xs">
      <div className={styles.options}>
        <Radio size="xs" value="any" label={t('filter.anySpan')} />
        {spanNames.map((name) => (
          <Radio key={name} size="xs" value={name} label={t(`filter.${name}`)} data-testid={`span-${name}`} />
        ))}
        <Radio size="xs" value="own" label={t('filter.ownSpan')} />
      </div>
      {isOwn && (
        <div className={styles.dates}>
          <TextInput
            type="date"
            size="xs"
            label={t('filter.from')}
            value={dayText(view.fromMs)}
            max={dayText(view.toMs) || undefined}
            onChange={(event) => change({ fromMs: startOfDay(event.currentTarget.value) })}
          />
          <TextInput
            type="date"
            size="xs"
            label={t('filter.to')}
            value={dayText(view.toMs)}
            min={dayText(view.fromMs) || undefined}
            onChange={(event) => change({ toMs: endOfDay(event.currentTarget.value) })}
          />
        </div>
      )}
    </Radio.Group>
  );
}

function PriorityPick() {
  const { t } = useTranslation('jobs');
  const priority = useStore((state) => state.jobView.priority);
  const change = useStore((state) => state.changeJobView);
  return (
    <Radio.Group
      mt="md"
      size="xs"
      label={t('filter.priority')}
      value={priority ?? 'any'}
      onChange={(value) => change({ priority: value === 'any' ? null : (value as Priority) })}
    >
      <div className={styles.options}>
        <Radio size="xs" value="any" label={t('filter.anyPriority')} />
        {priorities.map((name) => (
          <Radio key={name} size="xs" value={name} label={t(`mark.${name}`)} data-testid={`priority-${name}`} />
        ))}
      </div>
    </Radio.Group>
  );
}
