import type { RouteObject } from 'react-router';
import { page } from '../../shell/page';

export const notificationsRoutes: RouteObject[] = [
  { path: 'outbox', lazy: page(() => import('./outbox-page'), 'OutboxPage', 'notifications') },
  { path: 'outbox/:mailId', lazy: page(() => import('./mail-page'), 'MailPage', 'notifications') },
];
