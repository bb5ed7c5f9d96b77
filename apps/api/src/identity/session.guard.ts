import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Permission } from '@seldinger/domain';
import { timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { CONFIG, type Config } from '../platform/config';
import { setActor } from '../platform/context';
import { CAN, GUESTS, PUBLIC, type RequestWithViewer } from '../platform/http/access';
import { AppError, forbidden, notFound } from '../platform/http/app-error';
import { SessionReader } from './session.reader';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Lets nobody through to a route who may not call it. One statement to the database a request, none on public routes. */
@Injectable()
export class SessionGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: SessionReader,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const request = context.switchToHttp().getRequest<RequestWithViewer>();
    const about = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean>(PUBLIC, about)) {
      if (!SAFE_METHODS.has(request.method)) this.refuseOtherSites(request);
      return true;
    }
    const session = await this.sessions.find(request.headers.cookie);
    if (!session) throw new AppError('identity.signed-out');
    if (!SAFE_METHODS.has(request.method) && !same(request.headers['x-csrf-token'], session.csrfToken)) throw new AppError('request.csrf');
    const { viewer } = session;
    setActor(viewer.personId);
    if (viewer.guestOfLectureId) this.holdGuest(request, viewer.guestOfLectureId, this.reflector.getAllAndOverride<boolean>(GUESTS, about));
    if (!viewer.can(this.reflector.getAllAndOverride<Permission>(CAN, about))) throw forbidden();
    request.viewer = viewer;
    return true;
  }

  /** A guest calls what is open to guests, and of lectures only the own one is there. */
  private holdGuest({ params }: FastifyRequest, lectureId: string, open: boolean): void {
    if (!open) throw forbidden();
    const asked = (params as { lectureId?: string }).lectureId;
    if (asked !== undefined && asked.toLowerCase() !== lectureId) throw notFound();
  }

  /** Without a session there is no token to ask for: a browser's own word says which site's page sent the request. */
  private refuseOtherSites({ headers, protocol, host }: FastifyRequest): void {
    const site = headers['sec-fetch-site'];
    if (site && site !== 'same-origin' && site !== 'none') throw new AppError('request.csrf');
    const { origin } = headers;
    const ours = [`${protocol}://${host}`, this.config.PUBLIC_URL && new URL(this.config.PUBLIC_URL).origin];
    if (!site && origin && !ours.includes(origin)) throw new AppError('request.csrf');
  }
}

function same(given: string | string[] | undefined, expected: string): boolean {
  if (typeof given !== 'string') return false;
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
