import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** A session bus of its own on which a desktop seems to take notifications; what is sent to it is heard. */
export interface ListeningBus {
  readonly address: string;
  readonly heard: () => string;
  readonly close: () => Promise<void>;
}

const programs = ['dbus-daemon', 'dbus-monitor', 'dbus-send'];

/** Whether this machine has the programs of D-Bus. */
export function canListen(): boolean {
  return process.platform === 'linux' && programs.every((name) => !spawnSync(name, ['--version']).error);
}

export async function openListeningBus(folder: string): Promise<ListeningBus> {
  const services = path.join(folder, 'bus-services');
  mkdirSync(services);
  // Begins when somebody calls it, and is gone at once: a call fails quickly, after it was heard.
  const service = '[D-BUS Service]\nName=org.freedesktop.Notifications\nExec=/bin/false\n';
  writeFileSync(path.join(services, 'notifications.service'), service);
  const configuration = path.join(folder, 'bus.conf');
  writeFileSync(configuration, configurationOf(folder, services));
  const daemon = spawn('dbus-daemon', ['--nofork', '--print-address=1', `--config-file=${configuration}`]);
  const address = (await firstOutput(daemon)).trim();
  const monitor = spawn('dbus-monitor', ['--address', address, "interface='org.freedesktop.Notifications'"]);
  let heard = '';
  monitor.stdout.on('data', (part) => (heard += part));
  await firstOutput(monitor);
  return {
    address,
    heard: () => heard,
    close: async () => {
      for (const child of [monitor, daemon]) await ended(child);
    },
  };
}

function configurationOf(folder: string, services: string): string {
  return `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir=${folder}</listen>
  <servicedir>${services}</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`;
}

function firstOutput({ stdout, stderr }: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    stdout?.once('data', (part) => resolve(String(part)));
    stderr?.once('data', (part) => reject(new Error(String(part))));
  });
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill();
  });
}
