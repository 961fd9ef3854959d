import { useTranslation } from 'react-i18next';
import { type Priority, priorities } from '../../contract/job-states.ts';
import { Segments } from './segments.tsx';

interface PrioritySelectProps {
  readonly value: Priority;
  readonly onChange: (priority: Priority) => void;
}

/** Which jobs come first. */
export function PrioritySelect({ value, onChange }: PrioritySelectProps) {
  const { t } = useTranslation();
  return (
    <Segments
      isWide
      size="xs"
      label={t('priority.label')}
      value={value}
      onChange={onChange}
      choices={priorities.map((priority) => ({ value: priority, label: t(`priority.${priority}`) }))}
      testId="priority-select"
    />
  );
}
