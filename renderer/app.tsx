import { MantineProvider } from '@mantine/core';
import { ErrorBoundary } from './frame/error-boundary.tsx';
import { Frame } from './frame/frame.tsx';
import { OpeningGate } from './frame/opening-gate.tsx';
import { theme, tokenVariables } from './theme/theme.ts';

/** The window: its theme, what catches a breakdown, the wait for the engine, and then the screens. */
export function App() {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={tokenVariables} defaultColorScheme="auto">
      <ErrorBoundary>
        <OpeningGate>
          <Frame />
        </OpeningGate>
      </ErrorBoundary>
    </MantineProvider>
  );
}
