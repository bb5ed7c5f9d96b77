import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { params, wishes, wishesChange, type HandsonWishes, type HandsonWishesChange } from '@seldinger/contract';
import { Can, CurrentViewer } from '../platform/http/access';
import { Answers } from '../platform/http/answers';
import type { Viewer } from '../platform/http/viewer';
import { WishService } from './wish.service';

/** Which weeks a trainee would like, and which are impossible. */
@Controller()
export class WishController {
  constructor(private readonly wishes: WishService) {}

  @Get('editions/:editionId/hands-on/wishes/me')
  @Can('handson:wish')
  @Answers(200, wishes)
  own(@CurrentViewer() viewer: Viewer, @Param({ schema: params('editionId') }) { editionId }: { editionId: string }): Promise<HandsonWishes> {
    return this.wishes.own(viewer, editionId);
  }

  @Put('editions/:editionId/hands-on/wishes/me')
  @Can('handson:wish')
  @Answers(200, wishes)
  change(@CurrentViewer() viewer: Viewer, @Param({ schema: params('editionId') }) { editionId }: { editionId: string }, @Body({ schema: wishesChange }) body: HandsonWishesChange): Promise<HandsonWishes> {
    return this.wishes.change(viewer, editionId, body);
  }
}
