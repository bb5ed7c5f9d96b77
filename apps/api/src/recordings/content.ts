import { CaptionController } from './caption.controller';
import { CaptionService } from './caption.service';
import { ChapterController } from './chapter.controller';
import { ChapterService } from './chapter.service';
import { ConversationController } from './conversation.controller';
import { NoteController } from './note.controller';
import { NoteService } from './note.service';

/** What is written beside a recording, and what its keepers decide about it. */
export const contentControllers = [ChapterController, ConversationController, CaptionController, NoteController];
export const contentProviders = [ChapterService, CaptionService, NoteService];
