// A display that exists only in memory, for windows that nobody looks at.
import { spawn } from 'node:child_process';

/**
 * Starts Xvfb on a free number. `stop` ends it.
 * @returns {Promise<{ display: string, stop: () => void }>}
 */
export function startVirtualDisplay() {
  const words = ['-displayfd', '3', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp', '-noreset'];
  const child = spawn('Xvfb', words, { stdio: ['ignore', 'ignore', 'pipe', 'pipe'] });
  const stop = () => child.kill();
  process.on('exit', stop);
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr?.on('data', (part) => (said += part));
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`Xvfb ended with ${code}: ${said.trim()}`)));
    let number = '';
    child.stdio[3]?.on('data', (part) => {
      number += part;
      if (number.includes('\n')) resolve({ display: `:${number.trim()}`, stop });
    });
  });
}
