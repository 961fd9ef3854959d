import { Textarea, type TextareaProps } from '@mantine/core';
import styles from './growing-textarea.module.css';

/** A field that grows with its text, by the browser's own layout: nothing is measured by script. */
export function GrowingTextarea({ minRows = 2, maxRows = 8, ...props }: TextareaProps) {
  return (
    <Textarea
      {...props}
      classNames={{ input: styles.input ?? '' }}
      style={{ '--least-rows': minRows, '--most-rows': maxRows }}
    />
  );
}
