import { ActionIcon, CopyButton, Tooltip } from '@mantine/core';
import { IconCheck, IconChevronRight, IconCopy } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Overview } from '../../../contract/profile.ts';
import { useFormats } from '../../locale/formats.ts';
import styles from './overview.module.css';

const delimiterNames = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'pipe', ' ': 'space' } as const;

/** What makes the result repeatable: the bytes, the version, the seed, and how the file was understood. Folded at first. */
export function Provenance({ overview }: { readonly overview: Overview }) {
  const { t } = useTranslation('results');
  const { integer } = useFormats();
  const format = overview.textFormat;
  const facts: [string, ReactNode][] = [
    [t('provenance.file'), overview.fileName],
    [t('provenance.sheet'), overview.sheet],
    [t('provenance.sha256'), <Sha256 key="sha256" value={overview.sha256} />],
    [t('provenance.engineVersion'), overview.engineVersion],
    [t('provenance.seed'), String(overview.seed)],
    [
      t('provenance.header'),
      overview.headerRows === 0
        ? t('provenance.headerNone')
        : t('provenance.headerRows', { count: overview.headerRows, row: integer(overview.firstDataRow + 1) }),
    ],
    [t('provenance.reader'), t(`provenance.readers.${overview.reader}`)],
  ];
  if (format) {
    const encoding = format.encoding.toUpperCase();
    const name = delimiterNames[format.delimiter as keyof typeof delimiterNames];
    facts.push(
      [t('provenance.encoding'), format.hasByteOrderMark ? t('provenance.withByteOrderMark', { encoding }) : encoding],
      [t('provenance.delimiter'), name ? t(`provenance.delimiters.${name}`) : format.delimiter],
      [t('provenance.decimal'), format.decimal],
    );
  }
  return (
    <details className={styles.provenance} data-testid="provenance">
      <summary>
        <IconChevronRight size={16} className={styles.foldMark} aria-hidden />
        {t('provenance.title')}
      </summary>
      <dl className={styles.facts}>
        {facts.map(([label, value]) => (
          <div key={label} className={styles.fact}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

function Sha256({ value }: { readonly value: string }) {
  const { t } = useTranslation('results');
  return (
    <span className={styles.sha256}>
      <code title={value}>{value}</code>
      <CopyButton value={value}>
        {({ copied, copy }) => (
          <Tooltip label={t(copied ? 'provenance.copied' : 'provenance.copy')}>
            <ActionIcon size="sm" aria-label={t('provenance.copy')} onClick={copy}>
              {copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
    </span>
  );
}
