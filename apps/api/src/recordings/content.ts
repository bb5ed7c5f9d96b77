import { CaptionController } from './caption.controller';
import { CaptionService } from './caption.service';
import { ChapterController } from './chapter.controller';
import { ChapterService } from './chapter.service';
import { ConversationController } from './conversation.controller';
import { CutController } from './cut.controller';
import { CutService } from './cut.service';
import { NoteController } from './note.controller';
import { NoteService } from './note.service';
import { ReleaseService } from './release.service';
import { RetentionService } from './retention.service';
import { RuleController } from './rule.controller';
import { RuleService } from './rule.service';
import { SearchController } from './search.controller';
import { SearchService } from './search.service';

/** What is written beside a recording, and what its keepers decide about it. */
export const contentControllers = [ChapterController, ConversationController, CaptionController, NoteController, CutController, RuleController, SearchController];
export const contentProviders = [ChapterService, CaptionService, NoteService, CutService, ReleaseService, RetentionService, RuleService, SearchService];
