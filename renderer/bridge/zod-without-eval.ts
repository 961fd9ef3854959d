import { z } from 'zod';

// The CSP forbids eval; zod would try it once for each start and fall back, leaving a violation in the console.
z.config({ jitless: true });
