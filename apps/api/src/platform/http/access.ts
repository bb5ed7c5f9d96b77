import { SetMetadata, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Permission } from '@seldinger/domain';
import type { FastifyRequest } from 'fastify';
import type { Viewer } from './viewer';

export const CAN = 'seldinger:can';
export const PUBLIC = 'seldinger:public';
export const GUESTS = 'seldinger:guests';

/** The permission a route asks for. Services check it again for the edition or lecture at hand. */
export const Can = (permission: Permission) => SetMetadata(CAN, permission);
/** Open to nobody in particular. A route with neither `@Can` nor `@Public` stops the boot. */
export const Public = () => SetMetadata(PUBLIC, true);
/** Guests let in by a personal link may call this route too; the service holds them to their lecture. */
export const GuestsToo = () => SetMetadata(GUESTS, true);

export type RequestWithViewer = FastifyRequest & { viewer?: Viewer };

/** Who asks. Only on routes with `@Can`, where the guard has made sure of it. */
export const CurrentViewer = createParamDecorator((_: unknown, context: ExecutionContext): Viewer => {
  const { viewer } = context.switchToHttp().getRequest<RequestWithViewer>();
  if (!viewer) throw new Error('CurrentViewer on a route without a session');
  return viewer;
});
