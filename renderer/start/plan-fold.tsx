import { IconChevronRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './plan.module.css';

interface PlanFoldProps {
  readonly title: string;
  readonly testId: string;
  readonly children: ReactNode;
}

/** Settings that few people need, folded away. */
export function PlanFold({ title, testId, children }: PlanFoldProps) {
  return (
    <details className={styles.fold} data-testid={testId}>
      <summary>
        <IconChevronRight size={15} className={styles.foldMark} aria-hidden />
        {title}
      </summary>
      <div className={styles.foldBody}>{children}</div>
    </details>
  );
}
