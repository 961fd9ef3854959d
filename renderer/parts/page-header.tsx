import type { ReactNode } from 'react';
import styles from './page-header.module.css';

interface PageHeaderProps {
  readonly title: string;
  /** One quiet line under the title. */
  readonly subtitle?: ReactNode;
  /** Before the title, such as a way back. */
  readonly before?: ReactNode;
  /** A button with `data-folds` and a tip shows its sign alone where there is little room. */
  readonly actions?: ReactNode;
}

/** The head of every screen: its one h1, and what can be done there. */
export function PageHeader({ title, subtitle, before, actions }: PageHeaderProps) {
  return (
    <header className={styles.header}>
      {before}
      <div className={styles.words}>
        <h1 className={styles.title} title={title}>
          {title}
        </h1>
        {subtitle && <div className={styles.subtitle}>{subtitle}</div>}
      </div>
      {actions && <div className={styles.actions}>{actions}</div>}
    </header>
  );
}
