import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type Priority, priorities } from '../../contract/job-states.ts';

interface PrioritySelectProps {
  readonly value: Priority;
  readonly onChange: (priority: Priority) => void;
}

/** Which jobs come first. */
export function PrioritySelect({ value, onChange }: PrioritySelectProps) {
  const { t } = useTranslation();
  return (
    <SegmentedControl
      fullWidth
      size="xs"
      aria-label={t('priority.label')}
      value={value}
      onChange={(priority) => onChange(priority as Priority)}
      data={priorities.map((priority) => ({ value: priority, label: t(`priority.${priority}`) }))}
      data-testid="priority-select"
    />
  );
}
