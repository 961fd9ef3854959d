import { describe, expect, it } from 'vitest';
import { checkWebhookAddress } from '../../../../engine/timetable/deliveries/webhook-address.ts';

describe('the address of a webhook', () => {
  it.each([
    'https://hooks.example.org/batch?token=1',
    'https://10.0.0.5:8443/hook',
    'http://localhost:8080/',
    'http://127.0.0.1/x',
    'http://127.3.2.1/x',
    'http://[::1]:9000/x',
    'http://hook.localhost/x',
  ])('%s may be called', (url) => {
    expect(checkWebhookAddress(url).href).toContain('://');
  });

  it.each([
    'http://hooks.example.org/',
    'http://10.0.0.5/',
    'http://localhost.example.org/',
    'http://127.0.0.1.example.org/',
    'file:///etc/passwd',
    'ftp://example.org/',
    'javascript:alert(1)',
    'https://user:secret@example.org/',
    'https://user@example.org/',
    'not an address',
  ])('%s may not', (url) => {
    expect(() => checkWebhookAddress(url)).toThrow(expect.objectContaining({ code: 'WEBHOOK_REFUSED' }));
  });

  it('does not repeat a password', () => {
    try {
      checkWebhookAddress('https://user:secret@example.org/');
    } catch (error) {
      expect(JSON.stringify(error)).not.toContain('secret');
    }
  });
});
