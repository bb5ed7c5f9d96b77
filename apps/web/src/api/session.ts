import type { Me } from '@seldinger/contract';
import { queryOptions } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import { changeLanguage } from '../i18n';
import { hasChosenLanguage } from '../i18n/language';
import { api, keepCsrfToken } from './client';
import { setClock } from './clock';
import { isRefusal } from './errors';
import { forgetAnswers, prepareOffline } from './offline';
import { queryClient } from './query';
import { closeSocket } from './socket';

/** Who is signed in; null for nobody. */
export const session = queryOptions({ queryKey: ['session'], queryFn: readSession, staleTime: Infinity, gcTime: Infinity });

/** Takes over what the server says about the person: token, clock and, until chosen here, the language. */
function take(me: Me): Me {
  keepCsrfToken(me.csrfToken);
  setClock(me.now);
  if (!hasChosenLanguage()) void changeLanguage(me.person.locale, { keep: false });
  prepareOffline(me);
  return me;
}

async function readSession(): Promise<Me | null> {
  try {
    const { data } = await api.GET('/api/session');
    return data ? take(data) : null;
  } catch (error) {
    if (isRefusal(error, 'identity.signed-out')) {
      closeSocket();
      return null;
    }
    throw error;
  }
}

/** Begins a session with the answer of a sign-in, an accepted link or a guest's link. */
export function beginSession(me: Me | undefined): void {
  if (!me) return;
  queryClient.clear();
  queryClient.setQueryData(session.queryKey, take(me));
}

/** The server knows the session no more: the gate in front of the pages leads to the sign-in. */
export function forgetSession(): void {
  closeSocket();
  forgetAnswers();
  queryClient.setQueryData(session.queryKey, null);
}

/** Signs out here and at the server, and starts afresh so that nothing seen stays in memory. */
export async function signOut(): Promise<void> {
  // Without an answer the cookie may live on; the sign-in page then says so by leading back.
  await api.DELETE('/api/session').catch(() => undefined);
  window.location.assign('/sign-in');
}

/** The person whom the gate in front of the pages let in. The pages ask it and not the cache: that empties a moment before the gate closes. */
export const MeContext = createContext<Me | null>(null);

/** The person signed in; only below a route that has asked for the session. */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (!me) throw new Error('useMe outside a signed-in page');
  return me;
}
