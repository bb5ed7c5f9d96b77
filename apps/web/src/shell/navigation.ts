import type { IconName } from '@seldinger/ui';
import type { ParseKeys } from 'i18next';

/** One entry of the rail, the tabs and the search. */
export interface NavigationItem {
  to: string;
  icon: IconName;
  label: ParseKeys<'shell'>;
  /** Shown to those who have it, or one of them, in the edition or the installation. */
  permission?: string | string[];
  /** About an edition, so that nobody without one has it. */
  ofEdition?: true;
}

/** The pages in the order of the rail. An entry stands here when its page does. */
export const navigation: NavigationItem[] = [
  { to: '/', icon: 'today', label: 'page.today' },
  { to: '/lectures', icon: 'lectures', label: 'page.lectures', permission: 'programme:read', ofEdition: true },
  { to: '/recordings', icon: 'recordings', label: 'page.recordings', permission: 'recordings:watch', ofEdition: true },
  { to: '/hands-on', icon: 'hands-on', label: 'page.hands-on', permission: 'handson:read', ofEdition: true },
  { to: '/suite', icon: 'clock', label: 'page.suite', permission: 'handson:supervise', ofEdition: true },
  { to: '/logbook', icon: 'logbook', label: 'page.logbook', permission: ['logbook:write', 'logbook:sign', 'logbook:read-all'], ofEdition: true },
  { to: '/credits', icon: 'credits', label: 'page.credits', permission: ['credits:read-own', 'credits:read-all'], ofEdition: true },
  { to: '/people', icon: 'people', label: 'page.people', permission: 'people:read', ofEdition: true },
  { to: '/plan', icon: 'plan', label: 'page.plan', permission: 'programme:plan', ofEdition: true },
  { to: '/outbox', icon: 'mail', label: 'page.mails', permission: 'mail:read' },
  { to: '/status', icon: 'settings', label: 'page.status', permission: 'installation:manage' },
];
