import { StandardSchemaValidationPipe } from '@nestjs/common';
import { AppError } from './app-error';

type Segment = PropertyKey | { key: PropertyKey };

const segment = (part: Segment): string => String(typeof part === 'object' ? part.key : part);

/** Parses bodies, queries and parameters by their zod schema; a refusal names each field. */
export const validationPipe = new StandardSchemaValidationPipe({
  exceptionFactory: (issues) =>
    new AppError('request.invalid', {
      fields: issues.map((issue) => ({ path: (issue.path ?? []).map((part) => segment(part as Segment)).join('.'), message: issue.message })),
    }),
});
