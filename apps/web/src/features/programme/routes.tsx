import type { RouteObject } from 'react-router';
import { page } from '../../shell/page';

const editor = page(() => import('./lecture-editor-page'), 'LectureEditorPage', 'programme');
const module = page(() => import('./module-page'), 'ModulePage', 'programme');

export const programmeRoutes: RouteObject[] = [
  { path: 'lectures', lazy: page(() => import('./lectures-page'), 'LecturesPage', 'programme') },
  { path: 'lectures/:lectureId', lazy: page(() => import('./lecture-page'), 'LecturePage', 'programme', 'people') },
  { path: 'plan', lazy: page(() => import('./plan-page'), 'PlanPage', 'programme') },
  { path: 'plan/lectures/new', lazy: editor },
  { path: 'plan/lectures/:lectureId', lazy: editor },
  { path: 'plan/modules/new', lazy: module },
  { path: 'plan/modules/:moduleId', lazy: module },
  { path: 'plan/edition', lazy: page(() => import('./edition-page'), 'EditionPage', 'programme') },
  { path: 'editions/new', lazy: page(() => import('./new-edition'), 'NewEdition', 'programme') },
];
