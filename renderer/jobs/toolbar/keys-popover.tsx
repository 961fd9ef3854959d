import { ActionIcon, Popover } from '@mantine/core';
import { IconQuestionMark } from '@tabler/icons-react';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './toolbar.module.css';

const isMac = /Mac/.test(navigator.userAgent);
const control = isMac ? '⌘' : 'Ctrl';

const lines = [
  { name: 'move', keys: ['↑', '↓'] },
  { name: 'page', keys: ['PgUp', 'PgDn'] },
  { name: 'ends', keys: ['Home', 'End'] },
  { name: 'unfold', keys: ['→', '←'] },
  { name: 'enter', keys: ['Enter'] },
  { name: 'details', keys: ['I'] },
  { name: 'toggle', keys: ['Space'] },
  { name: 'extend', keys: ['Shift + ↑ ↓'] },
  { name: 'all', keys: [`${control} + A`] },
  { name: 'pause', keys: ['P'] },
  { name: 'remove', keys: ['Del'] },
  { name: 'redrive', keys: ['R'] },
  { name: 'priority', keys: ['+', '−'] },
  { name: 'reorder', keys: ['Alt + ↑ ↓'] },
  { name: 'menu', keys: ['Shift + F10'] },
  { name: 'search', keys: ['/'] },
  { name: 'clear', keys: ['Esc'] },
] as const;

interface KeysPopoverProps {
  readonly isOpen: boolean;
  readonly onChange: (isOpen: boolean) => void;
}

/** The keys of the list. */
export function KeysPopover({ isOpen, onChange }: KeysPopoverProps) {
  const { t } = useTranslation('jobs');
  return (
    <Popover opened={isOpen} onChange={onChange} position="bottom-end" shadow="md" trapFocus returnFocus withinPortal>
      <Popover.Target>
        <ActionIcon
          variant="default"
          size={30}
          aria-label={t('keys.open')}
          title={`${t('keys.open')} (?)`}
          aria-expanded={isOpen}
          onClick={() => onChange(!isOpen)}
          data-testid="job-keys"
        >
          <IconQuestionMark size={16} stroke={1.8} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown data-testid="job-keys-list">
        <h2 className={styles.keysTitle}>{t('keys.title')}</h2>
        <dl className={styles.keys} tabIndex={0} data-autofocus>
          {lines.map(({ name, keys }) => (
            <Fragment key={name}>
              <dt>
                {keys.map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </dt>
              <dd>{t(`keys.${name}`)}</dd>
            </Fragment>
          ))}
        </dl>
      </Popover.Dropdown>
    </Popover>
  );
}
