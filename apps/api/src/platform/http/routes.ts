import type { INestApplication } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { RequestMethod } from '@nestjs/common';
import { CAN, GUESTS, PUBLIC } from './access';

export type Route = { method: string; path: string; access: string };

/** Every route with what it asks for. @throws Error naming a route that says neither `@Can` nor `@Public`: the server must not start with it. */
export function routes(app: INestApplication): Route[] {
  const reflector = app.get(Reflector);
  const scanner = app.get(MetadataScanner);
  const found: Route[] = [];
  for (const { instance, metatype } of app.get(DiscoveryService).getControllers()) {
    if (!metatype) continue;
    const prototype: object = Object.getPrototypeOf(instance);
    for (const name of scanner.getAllMethodNames(prototype)) {
      const handler = (instance as Record<string, object>)[name]!;
      const path = Reflect.getMetadata(PATH_METADATA, handler) as string | undefined;
      if (path === undefined) continue;
      const base = (Reflect.getMetadata(PATH_METADATA, metatype) as string | undefined) ?? '';
      const method = RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod];
      const permission = reflector.getAllAndOverride<string | undefined>(CAN, [handler as never, metatype]);
      const open = reflector.getAllAndOverride<boolean | undefined>(PUBLIC, [handler as never, metatype]);
      const guests = reflector.getAllAndOverride<boolean | undefined>(GUESTS, [handler as never, metatype]);
      const full = `/api/${[base, path].map((part) => part.replace(/^\/|\/$/g, '')).filter(Boolean).join('/')}`;
      if (!permission && !open) throw new Error(`${method} ${full} says neither @Can nor @Public`);
      found.push({ method, path: full, access: open ? 'public' : `${permission}${guests ? ' (guests too)' : ''}` });
    }
  }
  return found.sort((a, b) => `${a.path} ${a.method}`.localeCompare(`${b.path} ${b.method}`));
}
