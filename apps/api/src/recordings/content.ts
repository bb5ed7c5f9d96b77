import { ChapterController } from './chapter.controller';
import { ChapterService } from './chapter.service';

/** What is written beside a recording, and what its keepers decide about it. */
export const contentControllers = [ChapterController];
export const contentProviders = [ChapterService];
