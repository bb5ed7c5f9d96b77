import { useSyncExternalStore } from 'react';
import { useMe } from '../api/session';

const key = 'seldinger.edition';
const listeners = new Set<() => void>();

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Shows another edition from now on, on this device. */
export function chooseEdition(editionId: string): void {
  localStorage.setItem(key, editionId);
  listeners.forEach((listener) => listener());
}

/** The membership that the pages show: the chosen one, else the first. Undefined for somebody without any. */
export function useMembership() {
  const me = useMe();
  const chosen = useSyncExternalStore(subscribe, () => localStorage.getItem(key));
  return me.memberships.find((membership) => membership.editionId === chosen) ?? me.memberships[0];
}

/** The edition that a page below the rail is about. */
export function useEditionId(): string {
  const membership = useMembership();
  if (!membership) throw new Error('useEditionId without a membership');
  return membership.editionId;
}

/** Whether the person has a permission, in this edition or in the installation. For what to show; the server decides. */
export function useCan(): (permission: string) => boolean {
  const me = useMe();
  const membership = useMembership();
  return (permission) => me.permissions.includes(permission) || (membership?.permissions.includes(permission) ?? false);
}
