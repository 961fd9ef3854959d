import { Chip, NumberInput, Select, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../locale/use-locale.ts';
import { type TriggerDraft, type TriggerMode, triggerModes, triggerOf } from './trigger-draft.ts';
import styles from './trigger-form.module.css';
import { TriggerReading } from './trigger-reading.tsx';

interface TriggerFormProps {
  readonly draft: TriggerDraft;
  readonly onChange: (draft: TriggerDraft) => void;
}

/** From Monday on, as cron counts them. */
const weekdays = [1, 2, 3, 4, 5, 6, 0];
/** A Sunday, to name the days of the week after. */
const someSundayMs = Date.UTC(2024, 0, 7);
const msPerDay = 86_400_000;

/** When something begins by itself: a rhythm to fill in, and how it reads. */
export function TriggerForm({ draft, onChange }: TriggerFormProps) {
  const { t } = useTranslation('timetable');
  const change = (part: Partial<TriggerDraft>) => onChange({ ...draft, ...part });
  return (
    <div className={styles.form}>
      <div className={styles.row}>
        <Select
          label={t('trigger.label')}
          value={draft.mode}
          allowDeselect={false}
          checkIconPosition="right"
          className={styles.mode}
          data={triggerModes.map((mode) => ({ value: mode, label: t(`trigger.mode.${mode}`) }))}
          onChange={(mode) => mode && change({ mode: mode as TriggerMode })}
          data-testid="trigger-mode"
        />
        <TriggerFields draft={draft} change={change} />
      </div>
      {draft.mode === 'weekly' && <WeekdayChips days={draft.days} onChange={(days) => change({ days })} />}
      {draft.mode !== 'once' && <TimeZoneSelect value={draft.timeZone} onChange={(timeZone) => change({ timeZone })} />}
      <TriggerReading trigger={triggerOf(draft)} />
    </div>
  );
}

interface FieldsProps {
  readonly draft: TriggerDraft;
  readonly change: (part: Partial<TriggerDraft>) => void;
}

function TriggerFields({ draft, change }: FieldsProps) {
  const { t } = useTranslation('timetable');
  switch (draft.mode) {
    case 'once':
      return (
        <TextInput
          type="datetime-local"
          label={t('trigger.at')}
          value={draft.at}
          onChange={(event) => change({ at: event.currentTarget.value })}
          data-testid="trigger-at"
        />
      );
    case 'hourly':
      return (
        <NumberInput
          label={t('trigger.minute')}
          value={draft.minute}
          min={0}
          max={59}
          allowDecimal={false}
          onChange={(minute) => change({ minute: Number(minute) })}
          data-testid="trigger-minute"
        />
      );
    case 'expert':
      return (
        <TextInput
          label={t('trigger.expression')}
          className={styles.expression}
          value={draft.expression}
          onChange={(event) => change({ expression: event.currentTarget.value })}
          spellCheck={false}
          data-testid="trigger-expression"
        />
      );
    default:
      return (
        <>
          {draft.mode === 'monthly' && <DaySelect day={draft.day} onChange={(day) => change({ day })} />}
          <TextInput
            type="time"
            label={t('trigger.time')}
            value={draft.time}
            onChange={(event) => change({ time: event.currentTarget.value })}
            data-testid="trigger-time"
          />
        </>
      );
  }
}

function DaySelect({
  day,
  onChange,
}: {
  readonly day: number | 'last';
  readonly onChange: (day: number | 'last') => void;
}) {
  const { t } = useTranslation('timetable');
  const data = [
    ...Array.from({ length: 31 }, (_, index) => ({ value: String(index + 1), label: String(index + 1) })),
    { value: 'last', label: t('trigger.lastDay') },
  ];
  return (
    <Select
      label={t('trigger.day')}
      value={String(day)}
      allowDeselect={false}
      data={data}
      onChange={(value) => value && onChange(value === 'last' ? 'last' : Number(value))}
      data-testid="trigger-day"
    />
  );
}

function WeekdayChips({
  days,
  onChange,
}: {
  readonly days: readonly number[];
  readonly onChange: (days: number[]) => void;
}) {
  const { t } = useTranslation('timetable');
  const locale = useLocale();
  const names = useMemo(() => new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' }), [locale]);
  return (
    <Chip.Group multiple value={days.map(String)} onChange={(values) => onChange(values.map(Number))}>
      <fieldset className={styles.chips}>
        <legend className="visually-hidden">{t('trigger.days')}</legend>
        {weekdays.map((day) => (
          <Chip key={day} value={String(day)} size="sm" radius="sm" data-testid={`trigger-day-${day}`}>
            {names.format(someSundayMs + day * msPerDay)}
          </Chip>
        ))}
      </fieldset>
    </Chip.Group>
  );
}

function TimeZoneSelect({
  value,
  onChange,
}: {
  readonly value: string;
  readonly onChange: (timeZone: string) => void;
}) {
  const { t } = useTranslation('timetable');
  // Hundreds of zones are only read when they are looked at.
  const [isOpened, setOpened] = useState(false);
  const zones = useMemo(
    () => (isOpened ? [...new Set([value, 'UTC', ...Intl.supportedValuesOf('timeZone')])] : [value]),
    [isOpened, value],
  );
  return (
    <Select
      label={t('trigger.timeZone')}
      value={value}
      searchable
      allowDeselect={false}
      limit={60}
      data={zones}
      onDropdownOpen={() => setOpened(true)}
      nothingFoundMessage={t('trigger.noTimeZone')}
      onChange={(zone) => zone && onChange(zone)}
      data-testid="trigger-time-zone"
    />
  );
}
