import type { RouteObject } from 'react-router';
import { leaveIfSignedIn } from '../../shell/access';
import { page } from '../../shell/page';

/** The pages before one is signed in. */
export const identityRoutes: RouteObject[] = [
  { path: 'sign-in', loader: leaveIfSignedIn, lazy: page(() => import('./sign-in-page'), 'SignInPage', 'identity') },
  { path: 'forgot-password', lazy: page(() => import('./forgot-password-page'), 'ForgotPasswordPage', 'identity') },
  { path: 'link/:token', lazy: page(() => import('./link-page'), 'LinkPage', 'identity') },
  { path: 'l/:token', lazy: page(() => import('./guest-page'), 'GuestPage', 'identity') },
];
