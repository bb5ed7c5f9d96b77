import { ConversionService } from './conversion.service';
import { InspectionService } from './inspection.service';
import { TaskService } from './task.service';
import { UploadController } from './upload.controller';
import { UploadFiles } from './upload.files';
import { UploadServer } from './upload.server';
import { UploadService } from './upload.service';

/** Files that come from elsewhere, and the long work on all recordings. */
export const uploadControllers = [UploadController];
export const uploadProviders = [TaskService, UploadFiles, UploadServer, UploadService, ConversionService, InspectionService];
