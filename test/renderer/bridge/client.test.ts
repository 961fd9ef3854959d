import { implement, ORPCError } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { bridgeChannels } from '../../../contract/bridge.ts';
import { contract } from '../../../contract/contract.ts';
import { defaultSettings } from '../../../contract/settings.ts';

type Client = typeof import('../../../renderer/bridge/client.ts');

const os = implement(contract);
/** The part of the contract that is asked here. */
const router = {
  settings: {
    getSettings: os.settings.getSettings.handler(() => ({
      ...defaultSettings,
      language: 'zh-CN',
      systemLocale: 'en',
    })),
    changeSettings: os.settings.changeSettings.handler(() => {
      throw new Error('the disk is on fire');
    }),
  },
  files: {
    inspectFile: os.files.inspectFile.handler(({ errors }) => {
      throw errors.FAULT({ data: { code: 'FILE_EMPTY', values: { file: 'a.csv' }, detail: null } });
    }),
  },
};

let window: EventTarget & { bridge: { openPort: () => void } };
let bridge: Client;
let openedPorts: MessagePort[];

/** A window as far as the client looks at it; the port comes only when `open` is called, from `source`. */
function open(source: unknown = window): void {
  const { port1, port2 } = new MessageChannel();
  new RPCHandler(router).upgrade(port1);
  port1.start();
  openedPorts.push(port1);
  const event = Object.assign(new Event('message'), { data: bridgeChannels.portOpened, ports: [port2], source });
  window.dispatchEvent(event);
}

beforeEach(async () => {
  openedPorts = [];
  window = Object.assign(new EventTarget(), { bridge: { openPort: vi.fn() } });
  vi.stubGlobal('window', window);
  vi.resetModules();
  bridge = await import('../../../renderer/bridge/client.ts');
});
afterEach(() => {
  for (const port of openedPorts) port.close();
  vi.unstubAllGlobals();
});

it('lets calls made before the port opens wait, and asks for one port only', async () => {
  const answers = Promise.all([bridge.client.settings.getSettings(), bridge.client.settings.getSettings()]);
  await vi.waitFor(() => expect(window.bridge.openPort).toHaveBeenCalledTimes(1));
  open();
  expect(await answers).toEqual(Array(2).fill({ ...defaultSettings, language: 'zh-CN', systemLocale: 'en' }));
  expect(window.bridge.openPort).toHaveBeenCalledTimes(1);
});

it('takes no port from another window', async () => {
  const answer = bridge.client.settings.getSettings();
  await vi.waitFor(() => expect(window.bridge.openPort).toHaveBeenCalled());
  open({ name: 'a stranger' });
  let isAnswered = false;
  void answer.then(() => {
    isAnswered = true;
  });
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(isAnswered).toBe(false);
  open();
  await answer;
});

it('gives the fault of a call that failed with one', async () => {
  const call = bridge.client.files.inspectFile({ ticket: '6f0d9d6e-3d0b-4a3e-9b62-0f6b1a4f3c01' });
  await vi.waitFor(() => expect(window.bridge.openPort).toHaveBeenCalled());
  open();
  const error = await call.catch((thrown: unknown) => thrown);
  expect(bridge.callFault(error)).toEqual({ code: 'FILE_EMPTY', values: { file: 'a.csv' }, detail: null });
});

it('makes a fault of whatever else goes wrong', async () => {
  const refused = bridge.client.files.inspectFile({ ticket: 'no ticket' });
  const broken = bridge.client.settings.changeSettings({});
  await vi.waitFor(() => expect(window.bridge.openPort).toHaveBeenCalled());
  open();
  expect(bridge.callFault(await refused.catch((thrown: unknown) => thrown)).code).toBe('REQUEST_INVALID');
  expect(bridge.callFault(await broken.catch((thrown: unknown) => thrown)).code).toBe('INTERNAL');
  expect(bridge.callFault(new ORPCError('TIMEOUT'))).toMatchObject({ code: 'INTERNAL' });
  expect(bridge.callFault('a word')).toEqual({ code: 'INTERNAL', values: {}, detail: 'a word' });
});

it('knows a call that was taken back', () => {
  expect(bridge.isAborted(new DOMException('stop', 'AbortError'))).toBe(true);
  expect(bridge.isAborted(new Error('x'))).toBe(false);
});

it('gives a fault for each file when no tickets can be had', async () => {
  const requestTickets = () => Promise.reject(new Error('the port is closed'));
  Object.assign(window.bridge, { requestTickets });
  const answers = await bridge.requestTickets([new File([''], 'a.csv'), new File([''], 'b.csv')]);
  expect(answers.map((answer) => (answer.type === 'fault' ? [answer.fileName, answer.fault.code] : null))).toEqual([
    ['a.csv', 'INTERNAL'],
    ['b.csv', 'INTERNAL'],
  ]);
});
