import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';

/** Every route, from the same schemas that parse its input. */
export function openApi(app: INestApplication, version: string): OpenAPIObject {
  const about = new DocumentBuilder().setTitle('Seldinger').setVersion(version).addCookieAuth('seldinger_session').build();
  return SwaggerModule.createDocument(app, about, { operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}` });
}
