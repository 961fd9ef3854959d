import { Fault } from '../../../contract/faults.ts';

/** Names and addresses of this computer itself: only what is sent there may go unencrypted. */
const loopback = /^(localhost|(.+\.)?localhost|127(\.\d{1,3}){3}|\[::1\])$/i;

/**
 * Makes sure that messages may be sent to a web address: https, or http to this computer itself, without a name and
 * password, for these would end up in lists and logs. An address inside the person's own network is theirs to choose.
 * Throws WEBHOOK_REFUSED.
 */
export function checkWebhookAddress(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (!url) throw new Fault('WEBHOOK_REFUSED', { url: address, reason: '?' });
  const { protocol, hostname, username, password, origin } = url;
  const isSecure = protocol === 'https:' || (protocol === 'http:' && loopback.test(hostname));
  if (!isSecure) throw new Fault('WEBHOOK_REFUSED', { url: address, reason: protocol.slice(0, -1) });
  if (username !== '' || password !== '') throw new Fault('WEBHOOK_REFUSED', { url: origin, reason: 'user:password@' });
  return url;
}
