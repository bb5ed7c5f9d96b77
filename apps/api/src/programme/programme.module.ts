import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { IdentityModule } from '../identity';
import { EditionController } from './edition.controller';
import { EditionService } from './edition.service';
import { LectureController } from './lecture.controller';
import { LectureService } from './lecture.service';
import { ModuleController } from './module.controller';
import { ModuleService } from './module.service';
import { EditionEntity, LectureEntity, ModuleEntity } from './programme.entities';
import { ProgrammeService } from './programme.service';

@Module({
  imports: [TypeOrmModule.forFeature([EditionEntity, ModuleEntity, LectureEntity]), IdentityModule],
  controllers: [EditionController, ModuleController, LectureController],
  providers: [ProgrammeService, EditionService, ModuleService, LectureService],
  exports: [ProgrammeService],
})
export class ProgrammeModule {}
