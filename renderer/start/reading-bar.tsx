import { NativeSelect } from '@mantine/core';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { SheetPreview, TextFormat } from '../../contract/files.ts';
import { type Reading, textEncodings } from '../../contract/reading.ts';
import type { ChosenItem } from '../store/start-slice.ts';
import { CellChoices } from './cell-choices.tsx';
import { RangeSelect } from './range-select.tsx';
import styles from './reading-bar.module.css';
import { changeReading, readingOf } from './sheet-reading.ts';
import { commonDelimiters, delimiterName, encodingNames } from './text-words.ts';

interface ReadingBarProps {
  readonly item: ChosenItem;
  readonly sheet: string;
  readonly preview: SheetPreview | null;
}

type TextReading = NonNullable<Reading['text']>;

/** Rows that are offered as the header; one further down is found by choosing a range. */
const offeredHeaderRows = 12;

/** How the table on show is read: what was found, and what the person says instead. A change reads the preview anew. */
export const ReadingBar = memo(function ReadingBar({ item, sheet, preview }: ReadingBarProps) {
  const reading = readingOf(item, sheet);
  const found = item.inspection?.textFormat ?? null;
  const hasHeader = item.inspection?.format !== 'parquet' && item.inspection?.format !== 'json';
  if (!hasHeader) return null;
  return (
    <div className={styles.bar} data-testid="reading-bar">
      <RangeSelect item={item} sheet={sheet} preview={preview} />
      {found && <TextChoices item={item} sheet={sheet} reading={reading} found={preview?.textFormat ?? found} />}
      <HeaderChoice item={item} sheet={sheet} reading={reading} preview={preview} />
      <CellChoices item={item} sheet={sheet} reading={reading} />
    </div>
  );
});

interface TextChoicesProps {
  readonly item: ChosenItem;
  readonly sheet: string;
  readonly reading: Reading;
  /** As the text is read at present. */
  readonly found: TextFormat;
}

function TextChoices({ item, sheet, reading, found }: TextChoicesProps) {
  const { t } = useTranslation('start');
  const text = reading.text ?? {};
  const change = (part: { readonly [K in keyof TextReading]: TextReading[K] | undefined }) => {
    const changed = Object.entries({ ...text, ...part }).filter(([, value]) => value !== undefined);
    changeReading(item.key, sheet, {
      text: changed.length === 0 ? null : (Object.fromEntries(changed) as TextReading),
    });
  };
  const delimiters = [...new Set([...commonDelimiters, found.delimiter])];
  const mark = found.hasByteOrderMark ? t('reading.withMark') : '';
  return (
    <>
      <Choice
        label={t('facts.encoding')}
        value={text.encoding}
        found={`${encodingNames[found.encoding]}${mark}`}
        options={textEncodings.map((value) => ({ value, label: encodingNames[value] }))}
        onChange={(encoding) => change({ encoding })}
        testId="encoding"
      />
      <Choice
        label={t('facts.delimiter')}
        value={text.delimiter}
        found={delimiterName(t, found.delimiter)}
        options={delimiters.map((value) => ({ value, label: delimiterName(t, value) }))}
        onChange={(delimiter) => change({ delimiter })}
        testId="delimiter"
      />
      <Choice
        label={t('facts.decimal')}
        value={text.decimal}
        found={t(found.decimal === ',' ? 'reading.decimalComma' : 'reading.decimalPoint')}
        options={[
          { value: '.', label: t('reading.decimalPoint') },
          { value: ',', label: t('reading.decimalComma') },
        ]}
        onChange={(decimal) => change({ decimal })}
        testId="decimal"
      />
    </>
  );
}

interface HeaderChoiceProps extends ReadingBarProps {
  readonly reading: Reading;
}

function HeaderChoice({ item, sheet, reading, preview }: HeaderChoiceProps) {
  const { t } = useTranslation('start');
  const { header } = reading;
  const value = header === null ? undefined : header.rows === 0 ? 'none' : String(header.row);
  const rowOf = (row: number) => t('reading.headerRow', { row: row + 1 });
  const found = preview === null ? '…' : preview.headerRows === 0 ? t('facts.headerNone') : rowOf(preview.headerStart);
  const rows = new Set(Array.from({ length: offeredHeaderRows }, (_, row) => row));
  if (preview) rows.add(preview.headerStart);
  if (header) rows.add(header.row);
  const ordered = [...rows].sort((one, other) => one - other);
  const change = (chosen: string | undefined) => {
    const none = { row: preview?.headerStart ?? 0, rows: 0 };
    const given = chosen === undefined ? null : chosen === 'none' ? none : { row: Number(chosen), rows: 1 };
    changeReading(item.key, sheet, { header: given });
  };
  return (
    <Choice
      label={t('reading.header')}
      value={value}
      found={found}
      options={[
        { value: 'none', label: t('reading.noHeader') },
        ...ordered.map((row) => ({ value: String(row), label: rowOf(row) })),
      ]}
      onChange={change}
      testId="header-row"
    />
  );
}

interface ChoiceProps<T extends string> {
  readonly label: string;
  /** undefined: as it was found. */
  readonly value: T | undefined;
  readonly found: string;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly onChange: (value: T | undefined) => void;
  readonly testId: string;
}

function Choice<T extends string>({ label, value, found, options, onChange, testId }: ChoiceProps<T>) {
  const { t } = useTranslation('start');
  const foundLabel = value === undefined ? t('reading.found', { value: found }) : t('reading.asFound');
  return (
    <NativeSelect
      size="xs"
      className={value === undefined ? styles.choice : `${styles.choice} ${styles.changed}`}
      label={label}
      value={value ?? ''}
      data={[{ value: '', label: foundLabel }, ...options]}
      data-testid={`reading-${testId}`}
      onChange={(event) => onChange(options.find((option) => option.value === event.currentTarget.value)?.value)}
    />
  );
}
