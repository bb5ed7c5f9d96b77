import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { invitation, params, peoplePage, peopleQuery, personRow, rolesChange, type PersonRow } from '@seldinger/contract';
import type { z } from 'zod';
import { Can, CurrentViewer } from '../platform/http/access';
import { Answers } from '../platform/http/answers';
import type { Viewer } from '../platform/http/viewer';
import { Caller, CurrentCaller } from './caller';
import { PeopleService } from './people.service';

const ofEdition = params('editionId');
const ofPerson = params('editionId', 'personId');

@Controller('editions/:editionId/people')
export class PeopleController {
  constructor(private readonly people: PeopleService) {}

  @Get()
  @Can('people:read')
  @Answers(200, peoplePage)
  list(@Param({ schema: ofEdition }) { editionId }: z.infer<typeof ofEdition>, @Query({ schema: peopleQuery }) query: z.infer<typeof peopleQuery>, @CurrentViewer() viewer: Viewer): Promise<z.infer<typeof peoplePage>> {
    return this.people.list(viewer, editionId, query);
  }

  @Post()
  @Can('people:manage')
  @Answers(201, personRow)
  invite(@Param({ schema: ofEdition }) { editionId }: z.infer<typeof ofEdition>, @Body({ schema: invitation }) input: z.infer<typeof invitation>, @CurrentViewer() viewer: Viewer, @CurrentCaller() caller: Caller): Promise<PersonRow> {
    return this.people.invite(viewer, editionId, input, caller.origin);
  }

  @Put(':personId/roles')
  @Can('people:manage')
  @Answers(200, personRow)
  changeRoles(@Param({ schema: ofPerson }) { editionId, personId }: z.infer<typeof ofPerson>, @Body({ schema: rolesChange }) input: z.infer<typeof rolesChange>, @CurrentViewer() viewer: Viewer): Promise<PersonRow> {
    return this.people.changeRoles(viewer, editionId, personId, input);
  }

  @Post(':personId/invitations')
  @HttpCode(200)
  @Can('people:manage')
  @Answers(200, personRow)
  inviteAgain(@Param({ schema: ofPerson }) { editionId, personId }: z.infer<typeof ofPerson>, @CurrentViewer() viewer: Viewer, @CurrentCaller() caller: Caller): Promise<PersonRow> {
    return this.people.inviteAgain(viewer, editionId, personId, caller.origin);
  }
}
