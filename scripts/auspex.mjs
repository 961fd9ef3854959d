// Runs the command `auspex` from the checkout: builds what is stale, then hands over. Nothing but the command writes to stdout.
import { build } from './build.mjs';

await build(['workers', 'cli']);

// `npm run` starts scripts in the project's folder; FILE and DIR are meant from where the person stands.
const { INIT_CWD, npm_lifecycle_event } = process.env;
if (npm_lifecycle_event === 'auspex' && INIT_CWD) process.chdir(INIT_CWD);

// A path in a variable: the bundle exists only after the build.
const command = new URL('../dist/cli/auspex.js', import.meta.url).href;
await import(command);
