import { Popover } from '@mantine/core';
import { useState } from 'react';
import type { FaultData } from '../../../contract/faults.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { useWords } from '../words/job-words.tsx';
import styles from './row-buttons.module.css';

/** Opens what to do about a fault. A popover is costly to set up: while rows scroll by there is only its button. */
export function RemedyButton({ fault }: { readonly fault: FaultData }) {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  const button = (
    <button
      type="button"
      tabIndex={-1}
      className={styles.link}
      aria-expanded={isOpen}
      onClick={(event) => {
        event.stopPropagation();
        setOpen(!isOpen);
      }}
      data-testid="show-remedy"
    >
      {t('action.showRemedy')}
    </button>
  );
  if (!isOpen) return button;
  return (
    <Popover opened onChange={setOpen} width={420} position="bottom-start" shadow="md" withinPortal trapFocus>
      <Popover.Target>{button}</Popover.Target>
      <Popover.Dropdown p={0} onClick={(event) => event.stopPropagation()}>
        <FaultNotice fault={fault} />
      </Popover.Dropdown>
    </Popover>
  );
}
