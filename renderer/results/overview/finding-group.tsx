import { UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { findingSentence, findingTitle } from '../../../contract/finding-texts.ts';
import type { Finding } from '../../../contract/profile.ts';
import { useFormats } from '../../locale/formats.ts';
import { useLocale } from '../../locale/use-locale.ts';
import styles from './findings.module.css';
import type { FindingGroup } from './findings.ts';

interface FindingGroupProps {
  readonly group: FindingGroup;
  readonly onShowColumn: (column: number) => void;
}

const shownAtFirst = 4;
const shownPerStep = 100;

/** All findings of one kind; of many only the first ones, until more are asked for. */
export function FindingGroupView({ group, onShowColumn }: FindingGroupProps) {
  const { t } = useTranslation('results');
  const locale = useLocale();
  const { integer } = useFormats();
  const [shown, setShown] = useState(shownAtFirst);
  const { findings } = group;
  const first = findings[0];
  if (!first) return null;
  // A fold that hides a single line would be longer than the line.
  const limit = findings.length <= shown + 1 ? findings.length : shown;
  const rest = findings.length - limit;
  return (
    <div className={styles.group}>
      <div className={styles.kind}>
        {findingTitle(first, locale)}
        {findings.length > 1 && <span className={styles.count}>{integer(findings.length)}</span>}
      </div>
      <ul className={styles.lines}>
        {findings.slice(0, limit).map((finding) => (
          <FindingLine
            key={`${finding.columns.join()} ${findingSentence(finding, locale)}`}
            finding={finding}
            onShowColumn={onShowColumn}
          />
        ))}
      </ul>
      {rest > 0 && (
        <UnstyledButton className={styles.more} onClick={() => setShown(shown + shownPerStep)}>
          {t('findings.more', { count: rest })}
        </UnstyledButton>
      )}
      {rest === 0 && limit > shownAtFirst + 1 && (
        <UnstyledButton className={styles.more} onClick={() => setShown(shownAtFirst)}>
          {t('findings.fewer')}
        </UnstyledButton>
      )}
    </div>
  );
}

function FindingLine({ finding, onShowColumn }: Omit<FindingGroupProps, 'group'> & { readonly finding: Finding }) {
  const { t } = useTranslation('results');
  const locale = useLocale();
  const sentence = findingSentence(finding, locale);
  const column = finding.columns[0];
  const marks = { 'data-testid': 'finding', 'data-finding-code': finding.code, 'data-severity': finding.severity };
  if (column === undefined) {
    return (
      <li className={styles.line} {...marks}>
        <span className={styles.sentence}>{sentence}</span>
      </li>
    );
  }
  return (
    <li {...marks}>
      <UnstyledButton
        className={styles.line}
        title={t('findings.open', { column: String(finding.values.column ?? '') })}
        onClick={() => onShowColumn(column)}
      >
        <span className={styles.sentence}>{sentence}</span>
        <IconChevronRight className={styles.arrow} size={15} aria-hidden />
      </UnstyledButton>
    </li>
  );
}
