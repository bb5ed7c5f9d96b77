export { ProgrammeModule } from './programme.module';
export { ProgrammeService } from './programme.service';
export type { EditionRow, LectureRow, ModuleRow } from './programme.queries';
