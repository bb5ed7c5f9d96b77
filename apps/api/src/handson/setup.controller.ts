import { Body, Controller, Delete, Get, Param, Patch, Post, Put } from '@nestjs/common';
import { handsonRule, handsonSetup, newClosure, newWeeks, params, roomsChange, weekChange, type HandsonRule, type HandsonSetup } from '@seldinger/contract';
import type { z } from 'zod';
import { Can, CurrentViewer } from '../platform/http/access';
import { Answers } from '../platform/http/answers';
import type { Viewer } from '../platform/http/viewer';
import { SetupService } from './setup.service';

/** The rooms, weeks and closures of the suite, and the rules of an edition. */
@Controller()
export class SetupController {
  constructor(private readonly setup: SetupService) {}

  @Get('editions/:editionId/hands-on')
  @Can('handson:read')
  @Answers(200, handsonSetup)
  read(@CurrentViewer() viewer: Viewer, @Param({ schema: params('editionId') }) { editionId }: { editionId: string }): Promise<HandsonSetup> {
    return this.setup.read(viewer, editionId);
  }

  @Put('editions/:editionId/hands-on/rule')
  @Can('handson:plan')
  @Answers(200, handsonSetup)
  changeRule(@CurrentViewer() viewer: Viewer, @Param({ schema: params('editionId') }) { editionId }: { editionId: string }, @Body({ schema: handsonRule }) body: HandsonRule): Promise<HandsonSetup> {
    return this.setup.changeRule(viewer, editionId, body);
  }

  @Put('editions/:editionId/hands-on/rooms')
  @Can('handson:plan')
  @Answers(200, handsonSetup)
  changeRooms(@CurrentViewer() viewer: Viewer, @Param({ schema: params('editionId') }) { editionId }: { editionId: string }, @Body({ schema: roomsChange }) body: z.infer<typeof roomsChange>): Promise<HandsonSetup> {
    return this.setup.changeRooms(viewer, editionId, body);
  }

  /** Every week between two days; those that exist stay. */
  @Post('editions/:editionId/hands-on/weeks')
  @Can('handson:plan')
  @Answers(201, handsonSetup)
  addWeeks(@CurrentViewer() viewer: Viewer, @Param({ schema: params('editionId') }) { editionId }: { editionId: string }, @Body({ schema: newWeeks }) body: z.infer<typeof newWeeks>): Promise<HandsonSetup> {
    return this.setup.addWeeks(viewer, editionId, body);
  }

  @Patch('hands-on/weeks/:weekId')
  @Can('handson:plan')
  @Answers(200, handsonSetup)
  changeWeek(@CurrentViewer() viewer: Viewer, @Param({ schema: params('weekId') }) { weekId }: { weekId: string }, @Body({ schema: weekChange }) body: z.infer<typeof weekChange>): Promise<HandsonSetup> {
    return this.setup.changeWeek(viewer, weekId, body);
  }

  /** Only a week that nobody has a place in. */
  @Delete('hands-on/weeks/:weekId')
  @Can('handson:plan')
  @Answers(200, handsonSetup)
  removeWeek(@CurrentViewer() viewer: Viewer, @Param({ schema: params('weekId') }) { weekId }: { weekId: string }): Promise<HandsonSetup> {
    return this.setup.removeWeek(viewer, weekId);
  }

  @Post('editions/:editionId/hands-on/closures')
  @Can('handson:plan')
  @Answers(201, handsonSetup)
  close(@CurrentViewer() viewer: Viewer, @Param({ schema: params('editionId') }) { editionId }: { editionId: string }, @Body({ schema: newClosure }) body: z.infer<typeof newClosure>): Promise<HandsonSetup> {
    return this.setup.close(viewer, editionId, body);
  }

  @Delete('hands-on/closures/:closureId')
  @Can('handson:plan')
  @Answers(200, handsonSetup)
  reopen(@CurrentViewer() viewer: Viewer, @Param({ schema: params('closureId') }) { closureId }: { closureId: string }): Promise<HandsonSetup> {
    return this.setup.reopen(viewer, closureId);
  }
}
