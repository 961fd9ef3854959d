import type { ReactNode } from 'react';
import styles from './link-button.module.css';

interface LinkButtonProps {
  readonly onClick: () => void;
  /** All of it, where there may be no room for it. */
  readonly title?: string;
  readonly testId?: string;
  readonly children: ReactNode;
}

/** A button among words, which looks like a link. */
export function LinkButton({ onClick, title, testId, children }: LinkButtonProps) {
  return (
    <button type="button" className={styles.link} title={title} onClick={onClick} data-testid={testId}>
      {children}
    </button>
  );
}
