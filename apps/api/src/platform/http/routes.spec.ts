import { Controller, Get, Post } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { Can, GuestsToo, Public } from './access';
import { routes } from './routes';

describe('the boot', () => {
  const tableOf = async (controller: new () => object) => {
    const app = (await Test.createTestingModule({ imports: [DiscoveryModule], controllers: [controller] }).compile()).createNestApplication(new FastifyAdapter());
    return routes(app);
  };

  it('stops at a route that says neither who may call it nor that all may', async () => {
    @Controller('things')
    class Forgetful {
      @Get()
      @Public()
      list(): void {}

      @Post(':id/parts')
      create(): void {}
    }
    await expect(tableOf(Forgetful)).rejects.toThrow('POST /api/things/:id/parts says neither @Can nor @Public');
  });

  it('goes on where each route says it, itself or by its controller', async () => {
    @Controller('things')
    @Can('people:read')
    class Clear {
      @Get()
      list(): void {}

      @Get(':id')
      @GuestsToo()
      read(): void {}

      @Post()
      @Public()
      create(): void {}
    }
    expect(await tableOf(Clear)).toEqual([
      { method: 'GET', path: '/api/things', access: 'people:read' },
      { method: 'POST', path: '/api/things', access: 'public' },
      { method: 'GET', path: '/api/things/:id', access: 'people:read (guests too)' },
    ]);
  });
});
