export { ClassroomPolicy } from './classroom.policy';
export { ENDED_ON_PURPOSE } from './connections';
export { LiveModule } from './live.module';
export { LiveService, type Act, type Evidence, type RecordedStay } from './live.service';
export { LiveTicker } from './live.ticker';
export { mediaRoom } from './media-names';
