import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconFile, IconFolder, IconPlus } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';

/** The endings the system's file dialog offers. */
export const acceptedEndings = '.xlsx,.xlsm,.xls,.xlsb,.ods,.csv,.tsv,.tab,.txt,.parquet,.json,.jsonl,.ndjson';

interface ChooseButtonProps {
  readonly label: string;
  readonly variant: 'filled' | 'default';
  readonly onFiles: (files: readonly File[]) => void;
  readonly onFolder: () => void;
}

/** Opens the system's dialog for choosing files, or, from its menu, for a folder. */
export function ChooseButton({ label, variant, onFiles, onFolder }: ChooseButtonProps) {
  const { t } = useTranslation('start');
  const input = useRef<HTMLInputElement>(null);
  const chooseFiles = () => input.current?.click();
  return (
    <>
      <Button.Group>
        <Button variant={variant} leftSection={<IconPlus size={16} />} onClick={chooseFiles}>
          {label}
        </Button>
        <Menu position="bottom-end">
          <Menu.Target>
            <Button variant={variant} px={9} aria-label={t('drop.moreWays')} data-testid="choose-menu">
              <IconChevronDown size={15} />
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<IconFile size={16} stroke={1.6} />} onClick={chooseFiles}>
              {t('drop.choose')}
            </Menu.Item>
            <Menu.Item
              leftSection={<IconFolder size={16} stroke={1.6} />}
              onClick={onFolder}
              data-testid="choose-folder"
            >
              {t('drop.chooseFolder')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </Button.Group>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept={acceptedEndings}
        data-testid="file-input"
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          // So that choosing the same file again is a change again.
          event.currentTarget.value = '';
          if (files.length > 0) onFiles(files);
        }}
      />
    </>
  );
}
