import { applyDecorators } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import { errorBody } from '@seldinger/contract';
import type { z } from 'zod';

/** Documents what a route answers: the schema on success (or nothing: 204), and the refusals every route can give. */
export const Answers = (status: number, schema?: z.ZodType) =>
  applyDecorators(
    ApiResponse(schema ? { status, description: 'Done', standardSchema: schema } : { status, description: 'Done' }),
    ApiResponse({ status: 'default', description: 'Refused', standardSchema: errorBody }),
  );
