import { createBrowserRouter } from 'react-router';
import { accountRoutes } from './features/account/routes';
import { attendanceRoutes } from './features/attendance/routes';
import { creditsRoutes } from './features/credits/routes';
import { handsonRoutes } from './features/handson/routes';
import { identityRoutes } from './features/identity/routes';
import { liveRoutes } from './features/live/routes';
import { logbookRoutes } from './features/logbook/routes';
import { programmeRoutes } from './features/programme/routes';
import { notificationsRoutes } from './features/notifications/routes';
import { peopleRoutes } from './features/people/routes';
import { recordingStageRoutes } from './features/recording-stage/routes';
import { playerRoutes, recordingsRoutes } from './features/recordings/routes';
import { screenRoutes, suiteRoutes } from './features/suite/routes';
import { todayRoutes } from './features/today/routes';
import { requireMember, requireSession } from './shell/access';
import { BareErrorPage, ErrorPage } from './shell/error-page';
import { NotFoundPage } from './shell/not-found-page';
import { page } from './shell/page';
import { SignedIn } from './shell/signed-in';

/** Every address of the client. Pages are chunks of their own; what is needed before them is in the first load. */
export const router = createBrowserRouter([
  {
    ErrorBoundary: BareErrorPage,
    HydrateFallback: () => null,
    children: [
      ...identityRoutes,
      ...recordingStageRoutes,
      ...screenRoutes,
      {
        loader: requireSession,
        Component: SignedIn,
        children: [
          ...liveRoutes,
          ...playerRoutes,
          {
            loader: requireMember,
            lazy: page(() => import('./shell/shell'), 'Shell', 'shell'),
            children: [{ ErrorBoundary: ErrorPage, children: [...todayRoutes, ...programmeRoutes, ...recordingsRoutes, ...attendanceRoutes, ...handsonRoutes, ...suiteRoutes, ...logbookRoutes, ...creditsRoutes, ...peopleRoutes, ...notificationsRoutes, ...accountRoutes] }],
          },
        ],
      },
      { path: '*', Component: NotFoundPage },
    ],
  },
]);
