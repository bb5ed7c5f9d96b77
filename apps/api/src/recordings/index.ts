export { RecordingsModule } from './recordings.module';
