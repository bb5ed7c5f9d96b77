export { RecordingKeeper } from './recording.keeper';
export { RecordingsModule } from './recordings.module';
export { PulseService } from './pulse.service';
export { RetentionService } from './retention.service';
export { fileKey } from './storage.keys';
export { TaskService } from './task.service';
export { UploadService } from './upload.service';
