import { type ReactNode, useId } from 'react';
import styles from './settings-screen.module.css';

interface SettingProps {
  readonly label: string;
  readonly text: string;
  /** The control; it takes the id of its label, or the label where a list of its own bears that too. */
  readonly children: (labelId: string, label: string) => ReactNode;
}

/** One thing that can be set: its name, what it does, and its control beside it. */
export function Setting({ label, text, children }: SettingProps) {
  const labelId = useId();
  return (
    <div className={styles.setting}>
      <div>
        <h3 className={styles.title} id={labelId}>
          {label}
        </h3>
        <p className={styles.text}>{text}</p>
      </div>
      <div className={styles.control}>{children(labelId, label)}</div>
    </div>
  );
}
