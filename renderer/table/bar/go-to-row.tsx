import { ActionIcon, NumberInput, Tooltip } from '@mantine/core';
import { IconArrowBarToDown, IconArrowBarToUp } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './table-bar.module.css';

interface GoToRowProps {
  readonly rowCount: number;
  /** Given a row counted from 0. */
  readonly onGoTo: (row: number) => void;
}

/** Goes to a row of the view by its number, or to an end. */
export function GoToRow({ rowCount, onGoTo }: GoToRowProps) {
  const { t } = useTranslation('table');
  const [wish, setWish] = useState<number | string>('');
  return (
    <form
      className={styles.goTo}
      onSubmit={(event) => {
        event.preventDefault();
        if (typeof wish === 'number') onGoTo(Math.min(Math.max(Math.round(wish), 1), rowCount) - 1);
      }}
    >
      <NumberInput
        className={styles.goToInput}
        value={wish}
        onChange={setWish}
        min={1}
        max={Math.max(1, rowCount)}
        allowDecimal={false}
        allowNegative={false}
        thousandSeparator=","
        hideControls
        disabled={rowCount === 0}
        placeholder={t('goTo.row')}
        aria-label={t('goTo.row')}
        data-testid="go-to-row"
      />
      <Tooltip label={t('goTo.first')}>
        <ActionIcon size="lg" variant="default" aria-label={t('goTo.first')} onClick={() => onGoTo(0)}>
          <IconArrowBarToUp size={17} stroke={1.6} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t('goTo.last')}>
        <ActionIcon
          size="lg"
          variant="default"
          aria-label={t('goTo.last')}
          onClick={() => onGoTo(Math.max(0, rowCount - 1))}
        >
          <IconArrowBarToDown size={17} stroke={1.6} />
        </ActionIcon>
      </Tooltip>
    </form>
  );
}
