import { Announcer, Toasts, UiProvider } from '@seldinger/ui';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { useTranslation } from 'react-i18next';
import { RouterProvider } from 'react-router/dom';
import { onSignedOut, queryClient } from './api/query';
import { forgetSession } from './api/session';
import { startTranslation } from './i18n';
import { router } from './routes';

onSignedOut(forgetSession);

function App() {
  const { t } = useTranslation('common');
  return (
    <>
      <Suspense>
        <RouterProvider router={router} />
      </Suspense>
      <Toasts dismissLabel={t('dismiss')} />
      <Announcer />
    </>
  );
}

await startTranslation();
const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <UiProvider>
      <QueryClientProvider client={queryClient}>
        <App />
      </QueryClientProvider>
    </UiProvider>
  </StrictMode>,
);
