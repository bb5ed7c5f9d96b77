import type { RouteObject } from 'react-router';
import { page } from '../../shell/page';

export const attendanceRoutes: RouteObject[] = [
  { path: 'lectures/:lectureId/attendance', lazy: page(() => import('./verification-page'), 'VerificationPage', 'attendance') },
  { path: 'lectures/:lectureId/attendance/me', lazy: page(() => import('./own-attendance-page'), 'OwnAttendancePage', 'attendance') },
  { path: 'lectures/:lectureId/attendance/:personId', lazy: page(() => import('./evidence-page'), 'EvidencePage', 'attendance') },
];
