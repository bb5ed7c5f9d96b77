import { CreatePlatform } from './20261122030000-create-platform';
import { CreateIdentity } from './20261122030100-create-identity';
import { CreateProgramme } from './20261122030200-create-programme';
import { CreateLive } from './20261122030300-create-live';
import { CreateAttendance } from './20261122030400-create-attendance';
import { CreateCredits } from './20261122030500-create-credits';
import { CreateDemoClock } from './20261122030600-create-demo-clock';
import { CreateRecordings } from './20261122070000-create-recordings';
import { CreateHandson } from './20261128210000-create-handson';
import { CreateSuite } from './20261128210100-create-suite';
import { CreateLogbook } from './20261128210200-create-logbook';

/** All migrations, oldest first. A migration that has landed is never edited; the next one mends it. */
export const migrations = [CreatePlatform, CreateIdentity, CreateProgramme, CreateLive, CreateAttendance, CreateCredits, CreateDemoClock, CreateRecordings, CreateHandson, CreateSuite, CreateLogbook];
