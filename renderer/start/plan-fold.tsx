import { IconChevronRight } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import styles from './plan.module.css';

interface PlanFoldProps {
  readonly title: string;
  readonly testId: string;
  readonly children: ReactNode;
}

/** Settings that few people need, folded away; drawn when they are first opened. */
export function PlanFold({ title, testId, children }: PlanFoldProps) {
  const [wasOpened, setOpened] = useState(false);
  return (
    <details
      className={styles.fold}
      onToggle={(event) => event.currentTarget.open && setOpened(true)}
      data-testid={testId}
    >
      <summary>
        <IconChevronRight size={15} className={styles.foldMark} aria-hidden />
        {title}
      </summary>
      {wasOpened && <div className={styles.foldBody}>{children}</div>}
    </details>
  );
}
