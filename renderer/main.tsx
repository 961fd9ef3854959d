import './bridge/zod-without-eval.ts';
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './theme/tokens.css';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { startLocale } from './locale/locale.ts';

startLocale(navigator.language);

const root = document.getElementById('root');
if (root) createRoot(root).render(<App />);
