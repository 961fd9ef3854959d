import { type ReactNode, useRef } from 'react';
import { callFault, requestTickets } from '../bridge/client.ts';
import { notifyFailure } from '../parts/notify.ts';
import { acceptedEndings } from '../start/choose-button.tsx';

/** A file that was chosen to be compared with. */
export interface EarlierFile {
  readonly ticket: string;
  readonly fileName: string;
}

interface ChooseEarlierFileProps {
  readonly onChosen: (file: EarlierFile) => void;
  /** What opens the system's dialog. */
  readonly children: (open: () => void) => ReactNode;
}

/** Lets the person choose one file in the system's dialog. */
export function ChooseEarlierFile({ onChosen, children }: ChooseEarlierFileProps) {
  const input = useRef<HTMLInputElement>(null);
  const choose = async (files: readonly File[]) => {
    const [answer] = await requestTickets(files);
    if (answer?.type === 'file') onChosen({ ticket: answer.ticket.id, fileName: answer.ticket.fileName });
    if (answer?.type === 'fault') notifyFailure(callFault(answer.fault));
  };
  return (
    <>
      {children(() => input.current?.click())}
      <input
        ref={input}
        type="file"
        hidden
        accept={acceptedEndings}
        data-testid="earlier-file-input"
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          // So that choosing the same file again is a change again.
          event.currentTarget.value = '';
          if (files.length > 0) void choose(files);
        }}
      />
    </>
  );
}
