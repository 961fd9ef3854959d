import fc from 'fast-check';
import { seedOfTheDay } from './seed-of-the-day.ts';

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: seedOfTheDay });

/** fast-check with the seed of the day. */
export default fc;
