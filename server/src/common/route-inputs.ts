import { type INestApplication, type Type } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import type { SchemaObject } from '@nestjs/swagger/dist/interfaces/open-api-spec.interface';
import { JsonSchemaPipe } from './json-schema.pipe';

export interface RouteInput {
  /** name of the class that checks the query string */
  queryClass?: string;
  /** schema of a body that a compiled check reads */
  bodySchema?: SchemaObject;
}

interface Argument {
  index: number;
  data?: unknown;
  pipes: unknown[];
}

/** What the document generator does not see by itself: query classes and compiled body checks, by operation id. */
export const routeInputs = (app: INestApplication): Map<string, RouteInput> => {
  const inputs = new Map<string, RouteInput>();
  const scanner = new MetadataScanner();
  for (const { metatype } of app.get(DiscoveryService, { strict: false }).getControllers()) {
    if (typeof metatype !== 'function') {
      continue;
    }
    for (const method of scanner.getAllMethodNames(metatype.prototype as object)) {
      inputs.set(`${metatype.name}_${method}`, inputOf(metatype as Type, method));
    }
  }
  return inputs;
};

const inputOf = (controller: Type, method: string): RouteInput => {
  const named = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, method) ?? {}) as Record<string, Argument>;
  const types = (Reflect.getMetadata('design:paramtypes', controller.prototype as object, method) ?? []) as Type[];
  const input: RouteInput = {};
  for (const [key, { index, data, pipes }] of Object.entries(named)) {
    const kind = Number(key.split(':')[0]) as RouteParamtypes;
    if (kind === RouteParamtypes.QUERY && data === undefined) {
      input.queryClass = types[index]?.name;
    }
    const check = pipes.find((pipe) => pipe instanceof JsonSchemaPipe);
    if (kind === RouteParamtypes.BODY && check) {
      input.bodySchema = check.schema as SchemaObject;
    }
  }
  return input;
};
