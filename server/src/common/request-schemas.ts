import { defaultMetadataStorage } from 'class-transformer/cjs/storage';
import { IS_NOT_EMPTY, ValidationTypes } from 'class-validator';
import { validationMetadatasToSchemas } from 'class-validator-jsonschema';
import type { ISchemaConverters } from 'class-validator-jsonschema/build/defaultConverters';
import type {
  ReferenceObject,
  SchemaObject,
  SchemasObject,
} from '@nestjs/swagger/dist/interfaces/open-api-spec.interface';

/** What a condition on a check lets through, beside a value that the check takes. */
interface Exempted {
  missing: boolean;
  null: boolean;
}

type Described = (SchemaObject | ReferenceObject) & { exempted?: Exempted };
type Condition = (object: object) => boolean;
type Converter = Extract<ISchemaConverters[string], (...values: never[]) => unknown>;

/** OpenAPI 3.1 knows this type; the library's own types do not yet */
const NULL = { type: 'null' } as unknown as SchemaObject;

/** Every other property is there; this one holds `value`. */
const objectWith = (name: string, value: null | undefined): object =>
  new Proxy({}, { get: (_, asked) => (asked === name ? value : 'there') });

/** Asks the condition itself, `IsOptional` as well: it knows what goes unchecked. */
const askCondition: Converter = ({ propertyName, constraints }) => {
  const isChecked = constraints?.[0] as Condition;
  const passesAs = (value: null | undefined): boolean => !isChecked(objectWith(propertyName, value));
  return { exempted: { missing: passesAs(undefined), null: passesAs(null) } };
};

const asNotEmpty: Converter = ({ target, propertyName }) => {
  const type: unknown = Reflect.getMetadata('design:type', (target as { prototype: object }).prototype, propertyName);
  return type === String ? { type: 'string', minLength: 1 } : {};
};

/** Schemas of the classes that check requests, by their names: what the checks take, and nothing beside it. */
export const requestSchemas = (): SchemasObject => {
  const described = validationMetadatasToSchemas({
    refPointerPrefix: '#/components/schemas/',
    classTransformerMetadataStorage: defaultMetadataStorage,
    additionalConverters: { [ValidationTypes.CONDITIONAL_VALIDATION]: askCondition, [IS_NOT_EMPTY]: asNotEmpty },
  });
  return Object.fromEntries(
    Object.entries(described).map(([name, { properties = {} }]) => [
      name,
      wholeOf(Object.entries(properties as Record<string, Described>)),
    ]),
  );
};

const wholeOf = (properties: [string, Described][]): SchemaObject => ({
  type: 'object',
  properties: Object.fromEntries(properties.map(([name, described]) => [name, asTaken(described)])),
  required: properties.flatMap(([name, { exempted }]) => (exempted?.missing ? [] : [name])),
  additionalProperties: false,
});

/** A reference stands alone: what it names says the rest. */
const asTaken = ({ exempted, ...described }: Described): SchemaObject | ReferenceObject => {
  const schema = '$ref' in described ? { $ref: described.$ref } : described;
  return exempted?.null ? { anyOf: [schema, NULL] } : schema;
};

/** The same in a query string, where nothing is null. */
export const asParameter = (schema: SchemaObject | ReferenceObject): SchemaObject | ReferenceObject =>
  ('anyOf' in schema && schema.anyOf?.[0]) || schema;
