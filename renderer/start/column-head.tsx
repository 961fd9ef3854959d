import { Menu, Tooltip, UnstyledButton } from '@mantine/core';
import { Icon123, IconArrowBackUp, IconCalendar, IconChevronDown, IconTarget, IconWand } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { ColumnInterpretation, ColumnType, PreviewColumn } from '../../contract/files.ts';
import { TypeMark } from '../parts/type-mark.tsx';
import styles from './column-head.module.css';

interface ColumnHeadProps {
  readonly column: PreviewColumn;
  readonly type: ColumnType;
  readonly isAsWritten: boolean;
  /** Whether the column can be left as it is written; else there is nothing to choose. */
  readonly canChoose: boolean;
  readonly onChoose: (isAsWritten: boolean) => void;
  /** Whether its whole numbers are read as days (20240301) because the person wants it. */
  readonly isDays: boolean;
  readonly onDays: (isWanted: boolean) => void;
  /** Where a training is planned: whether this is what it predicts, and how it becomes so. */
  readonly target?: { readonly isThis: boolean; readonly choose: () => void } | undefined;
}

/** The head of a column in a preview: its type and name, what is made of its texts, and a menu to leave them as they are. */
export function ColumnHead({
  column,
  type,
  isAsWritten,
  canChoose,
  onChoose,
  isDays,
  onDays,
  target,
}: ColumnHeadProps) {
  const { t } = useTranslation('import');
  const { name, interpretation } = column;
  const offer = column.mayBeDays ? { text: t('mark.offer'), title: t('kept.compactDates') } : null;
  const mark = markOf(t, isAsWritten ? null : interpretation, isAsWritten) ?? offer;
  return (
    <div className={styles.head} data-testid="column-head" data-as-written={isAsWritten || undefined}>
      <span className={styles.title}>
        <TypeMark type={type} />
        <span className="ellipsis">{name}</span>
        {target && <TargetMark name={name} {...target} />}
      </span>
      {canChoose && (
        <Menu position="bottom-start" width={250} withinPortal>
          <Tooltip label={mark?.title ?? t('mark.menu', { column: name })} openDelay={350} multiline maw={320}>
            <span className={styles.target}>
              <Menu.Target>
                <UnstyledButton
                  className={styles.mark}
                  data-quiet={mark === null || undefined}
                  data-doubtful={(!isAsWritten && interpretation?.isAmbiguous) || undefined}
                  aria-label={[mark?.text, t('mark.menu', { column: name })].filter(Boolean).join(': ')}
                  data-testid="column-mark"
                >
                  {mark && <span className="ellipsis">{mark.text}</span>}
                  <IconChevronDown size={12} aria-hidden />
                </UnstyledButton>
              </Menu.Target>
            </span>
          </Tooltip>
          <Menu.Dropdown>
            {interpretation && <Menu.Label>{t(`change.${interpretation.change}`)}</Menu.Label>}
            <Menu.Item
              leftSection={<IconArrowBackUp size={16} stroke={1.6} />}
              disabled={isAsWritten}
              onClick={() => onChoose(true)}
              data-testid="keep-as-written"
            >
              {t('mark.keep')}
            </Menu.Item>
            <Menu.Item
              leftSection={<IconWand size={16} stroke={1.6} />}
              disabled={!isAsWritten}
              onClick={() => onChoose(false)}
              data-testid="interpret-column"
            >
              {t('mark.interpret')}
            </Menu.Item>
            {(column.mayBeDays || isDays) && !isAsWritten && (
              <Menu.Item
                leftSection={isDays ? <Icon123 size={16} stroke={1.6} /> : <IconCalendar size={16} stroke={1.6} />}
                onClick={() => onDays(!isDays)}
                data-testid="read-as-days"
              >
                {t(isDays ? 'mark.numbers' : 'mark.days')}
              </Menu.Item>
            )}
            <Menu.Label fw={400}>{t('mark.sample')}</Menu.Label>
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  );
}

interface TargetMarkProps {
  readonly name: string;
  readonly isThis: boolean;
  readonly choose: () => void;
}

/** Makes the column the one that is to be predicted, or says that it is. */
function TargetMark({ name, isThis, choose }: TargetMarkProps) {
  const { t } = useTranslation('train');
  const label = isThis ? t('target.chosen') : t('target.choose', { column: name });
  return (
    <Tooltip label={label}>
      <UnstyledButton
        className={styles.aim}
        data-picked={isThis || undefined}
        aria-label={label}
        aria-pressed={isThis}
        onClick={choose}
        data-testid="choose-target"
        data-column={name}
      >
        <IconTarget size={16} stroke={1.8} />
      </UnstyledButton>
    </Tooltip>
  );
}

/** What the mark says, in short and in full; null: nothing. */
function markOf(
  t: TFunction<'import'>,
  interpretation: ColumnInterpretation | null,
  isAsWritten: boolean,
): { readonly text: string; readonly title: string } | null {
  if (isAsWritten) return { text: t('mark.asWritten'), title: t('kept.asWritten') };
  const example = interpretation?.examples[0];
  if (!interpretation || !example) return null;
  const { change, unit, isPercent, isAmbiguous } = interpretation;
  const text = t(change === 'missingWord' ? 'mark.missing' : 'mark.example', { ...example });
  const notes = [
    ...(unit === null ? [] : [t('note.unit', { unit })]),
    ...(isPercent ? [t('note.percent')] : []),
    ...(isAmbiguous
      ? [t(change === 'dayFirst' || change === 'monthFirst' ? 'note.ambiguousDate' : 'note.ambiguousNumber')]
      : []),
  ];
  return { text, title: [t(`change.${change}`), text, ...notes].join(' · ') };
}
