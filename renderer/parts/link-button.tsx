import type { ReactNode } from 'react';
import styles from './link-button.module.css';

interface LinkButtonProps {
  readonly onClick: () => void;
  readonly testId?: string;
  readonly children: ReactNode;
}

/** A button among words, which looks like a link. */
export function LinkButton({ onClick, testId, children }: LinkButtonProps) {
  return (
    <button type="button" className={styles.link} onClick={onClick} data-testid={testId}>
      {children}
    </button>
  );
}
