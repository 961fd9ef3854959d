import { Modal, type ModalProps } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

type DialogProps = Omit<ModalProps, 'opened' | 'closeButtonProps'>;

/** A question before the screen, there as long as it is drawn. What was at work when it came is so again when it goes. */
export function Dialog(props: DialogProps) {
  const { t } = useTranslation();
  const [asker] = useState(askerOfDialog);
  // In a turn of its own: the page behind a dialog takes no focus as long as it is there.
  useEffect(() => () => void setTimeout(() => asker?.isConnected && asker.focus({ preventScroll: true })), [asker]);
  return <Modal opened returnFocus={false} closeButtonProps={{ 'aria-label': t('action.close') }} {...props} />;
}

/** Whoever has the focus; of an entry of a menu, which goes with it, the button that opened the menu. */
function askerOfDialog(): HTMLElement | null {
  if (typeof document === 'undefined') return null;
  const { activeElement } = document;
  const menu = activeElement?.closest('[role="menu"]');
  const opener = menu && document.getElementById(menu.getAttribute('aria-labelledby') ?? '');
  const asker = opener ?? activeElement;
  return asker instanceof HTMLElement && asker !== document.body ? asker : null;
}
