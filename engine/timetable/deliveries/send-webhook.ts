import { createHmac } from 'node:crypto';
import { Fault } from '../../../contract/faults.ts';
import type { WebhookTarget } from '../../upkeep/engine-settings.ts';
import { checkWebhookAddress } from './webhook-address.ts';

interface WebhookMessage {
  /** The same at every try, so that whoever is called can tell a message that came twice. */
  readonly id: string;
  readonly body: string;
}

interface SendOptions {
  readonly timeoutMs: number;
  readonly nowMs: number;
  readonly signal: AbortSignal;
}

/**
 * `t=<seconds>,v1=<hex>`: HMAC-SHA-256 of `<seconds>.<body>` under the secret. Whoever checks it also sees that an old
 * message was not sent again by somebody else.
 */
export function webhookSignature(secret: string, body: string, nowMs: number): string {
  const seconds = Math.floor(nowMs / 1000);
  const hash = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
  return `t=${seconds},v1=${hash}`;
}

/**
 * Sends one message; it has arrived when the answer's status is 200 to 299. Redirects are not followed: the message was
 * meant for the address that the person gave. Throws WEBHOOK_FAILED, WEBHOOK_REFUSED.
 */
export async function sendWebhook(target: WebhookTarget, message: WebhookMessage, options: SendOptions): Promise<void> {
  const url = checkWebhookAddress(target.url);
  const { timeoutMs, nowMs, signal } = options;
  const signature =
    target.secret === null ? {} : { 'auspex-signature': webhookSignature(target.secret, message.body, nowMs) };
  const timeout = AbortSignal.timeout(timeoutMs);
  const failed = (reason: string, cause?: unknown) =>
    // Only where it was sent: the rest of an address is often a secret.
    new Fault('WEBHOOK_FAILED', { url: url.origin, reason }, { cause });
  let response: Response;
  try {
    response = await fetch(url, {
      ...{ method: 'POST', redirect: 'manual', body: message.body, signal: AbortSignal.any([signal, timeout]) },
      headers: {
        ...{ 'content-type': 'application/json', 'user-agent': 'Auspex', 'auspex-delivery': message.id },
        ...signature,
      },
    });
  } catch (error) {
    if (timeout.aborted) throw failed(`> ${Math.round(timeoutMs / 1000)} s`, error);
    throw failed(causeOf(error), error);
  }
  await response.body?.cancel().catch(() => undefined);
  if (!response.ok) throw failed(`HTTP ${response.status}`);
}

/** Such as `ECONNREFUSED`: fetch itself only says that it failed. */
function causeOf(error: unknown): string {
  const { cause } = error as { cause?: { code?: unknown; message?: unknown } };
  return String(cause?.code ?? cause?.message ?? (error as Error).message);
}
