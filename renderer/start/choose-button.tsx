import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useRef } from 'react';
import { chooseFiles } from './choose-files.ts';

/** The endings the system's file dialog offers. */
const accepted = '.xlsx,.xlsm,.csv,.tsv,.txt';

interface ChooseButtonProps {
  readonly label: string;
  readonly variant: 'filled' | 'default';
}

/** Opens the system's dialog for choosing files. */
export function ChooseButton({ label, variant }: ChooseButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button variant={variant} leftSection={<IconPlus size={16} />} onClick={() => input.current?.click()}>
        {label}
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept={accepted}
        data-testid="file-input"
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          // So that choosing the same file again is a change again.
          event.currentTarget.value = '';
          void chooseFiles(files);
        }}
      />
    </>
  );
}
