import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { asAppError, isRefusal } from './errors';

let signedOut: () => void = () => undefined;

/** What to do when the server says that the session has ended; main.tsx leads to the sign-in page. */
export function onSignedOut(action: () => void): void {
  signedOut = action;
}

const leaveIfSignedOut = (error: unknown) => {
  if (isRefusal(error, 'identity.signed-out')) signedOut();
};

/** Only what may pass by itself is asked again: no connection, or the server away for a moment. */
const mayPass = (error: unknown) => ['client.unreachable', 'platform.unavailable'].includes(asAppError(error).code);

export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: leaveIfSignedOut }),
  mutationCache: new MutationCache({ onError: leaveIfSignedOut }),
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      retry: (failures, error) => mayPass(error) && failures < 4,
      retryDelay: (failures) => Math.min(500 * 2 ** failures, 8_000),
      // A hospital network that blocks the browser's own check is still a network.
      networkMode: 'always',
    },
    mutations: { retry: false, networkMode: 'always' },
  },
});
