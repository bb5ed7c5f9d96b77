import fastifyCookie from '@fastify/cookie';
import fastifyStatic from '@fastify/static';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Logger } from 'pino';
import { AppModule } from './app.module';
import { DemoService } from './demo';
import type { Config } from './platform/config';
import { runInContext } from './platform/context';
import { Events } from './platform/events';
import { AppError } from './platform/http/app-error';
import { asAppError, ErrorFilter } from './platform/http/error-filter';
import { openApi } from './platform/http/openapi';
import { routes } from './platform/http/routes';
import { securityHeaders } from './platform/http/security-headers';
import { validationPipe } from './platform/http/validation';
import { NestLog } from './platform/log';
import { Realtime, SESSION_READER, type SessionReader } from './platform/realtime';

export const VERSION_OF_SOFTWARE = '0.1.0';
/** Larger bodies are refused; uploads have their own way in. */
const BODY_LIMIT = 256 * 1024;

/** The whole server, ready to listen: HTTP, sockets and the client's files at one address. */
export async function createApp(config: Config, log: Logger): Promise<NestFastifyApplication> {
  const headers = securityHeaders(config);
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    trustProxy: config.TRUSTED_PROXIES ?? false,
    forceCloseConnections: true,
    routerOptions: { ignoreTrailingSlash: true },
    // What is refused before any route is looked for passes no hook and no filter.
    frameworkErrors: (thrown: unknown, _request: unknown, reply: unknown) => {
      const [error, requestId] = [asAppError(thrown), randomUUID()];
      void (reply as FastifyReply).status(error.status).headers(headers).header('x-request-id', requestId).send(error.body(requestId));
    },
  });
  // What no route answers is `serveClient`'s to decide, and Fastify takes one handler only.
  adapter.setNotFoundHandler = () => adapter.getInstance();
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(config, log, VERSION_OF_SOFTWARE), adapter, { logger: new NestLog(log), rawBody: true, abortOnError: false });
  app.setGlobalPrefix('api');
  app.useGlobalPipes(validationPipe);
  app.useGlobalFilters(new ErrorFilter(log));
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  fastify.addHook('onRequest', (_request, reply, next) => {
    const requestId = randomUUID();
    void reply.headers(headers).header('x-request-id', requestId);
    runInContext({ requestId, actorId: null }, () => next());
  });
  // A route that takes more than others says so itself.
  fastify.addHook('onRoute', (route) => {
    const { bodyLimit } = (route.config ?? {}) as { bodyLimit?: number };
    if (bodyLimit) route.bodyLimit = bodyLimit;
  });
  fastify.addHook('onResponse', (request, reply, next) => {
    log.info({ method: request.method, route: request.routeOptions.url, status: reply.statusCode, ms: Math.round(reply.elapsedTime) }, 'request');
    next();
  });
  // An HTTP server waits for its connections to end, and sockets do not end by themselves.
  fastify.addHook('preClose', () => app.get(Realtime).close());
  await app.register(fastifyCookie as never);
  await app.init();
  routes(app);
  const document = JSON.stringify(openApi(app, VERSION_OF_SOFTWARE));
  fastify.get('/api/openapi.json', (_request, reply) => reply.type('application/json').send(document));
  await serveClient(fastify, config);
  await app.get(Events).start(false);
  await app.get(DemoService).begin();
  await app.get(Realtime).start(app.getHttpServer(), app.get<SessionReader>(SESSION_READER));
  return app;
}

/** The built client; any address that is no file and no API is a page of it. */
async function serveClient(fastify: FastifyInstance, config: Config): Promise<void> {
  const notFound = (requestId: string) => new AppError('request.not-found').body(requestId);
  if (!config.WEB_DIR) {
    fastify.setNotFoundHandler((_request, reply) => reply.status(404).send(notFound(String(reply.getHeader('x-request-id')))));
    return;
  }
  const root = resolve(config.WEB_DIR);
  await fastify.register(fastifyStatic, {
    root,
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, path) => {
      void reply.header('cache-control', /\/assets\//.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  fastify.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0] ?? '';
    const isPage = request.method === 'GET' && !/^\/(api|assets|socket\.io)(\/|$)/.test(path);
    if (isPage) return reply.sendFile('index.html');
    return reply.status(404).send(notFound(String(reply.getHeader('x-request-id'))));
  });
}
