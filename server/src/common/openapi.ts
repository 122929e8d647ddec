import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { validationMetadatasToSchemas } from 'class-validator-jsonschema';
import type { SchemasObject } from '@nestjs/swagger/dist/interfaces/open-api-spec.interface';
import answerSchemas from './answer-schemas.json';

/** The API described: routes from the controllers, requests from the DTO checks, answers from shared/src. */
export const describeApi = (app: INestApplication): OpenAPIObject => {
  const config = new DocumentBuilder()
    .setTitle('校园健康通行 campus health pass')
    .setDescription('Errors are RFC 9457 problem documents with a stable `code`. Temperatures are integer tenths of °C, instants are UTC.')
    .setVersion('1')
    .addBearerAuth()
    .build();
  const document = SwaggerModule.createDocument(app, config);
  const requests = validationMetadatasToSchemas({ refPointerPrefix: '#/components/schemas/' }) as SchemasObject;
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, ...requests, ...(answerSchemas as unknown as SchemasObject) },
  };
  return document;
};
