import { notifications } from '@mantine/notifications';
import i18next from 'i18next';
import { faultRemedy, faultSentence } from '../../contract/faults.ts';
import { localeOf } from '../../contract/texts.ts';
import { callFault, isAborted } from '../bridge/client.ts';

/** Tells the person that a call failed, and what to do. A call that was taken back says nothing. */
export function notifyFailure(error: unknown): void {
  if (isAborted(error)) return;
  const fault = callFault(error);
  const locale = localeOf(i18next.language);
  notifications.show({
    color: 'red',
    title: faultSentence(fault, locale),
    message: faultRemedy(fault, locale),
    autoClose: 10_000,
  });
}
