import { plainToInstance } from 'class-transformer';
import { getMetadataStorage, validate } from 'class-validator';
import { readDocument, routesOf, type ApiDocument, type Schema } from './hostile/routes';
import { startApp, type Harness } from './harness';

type Checked = new () => object;

/** Every class with checks, by name. */
const classesByName = (): Map<string, Checked[]> => {
  const known = [...(Reflect.get(getMetadataStorage(), 'validationMetadatas') as Map<Checked, unknown>).keys()];
  return new Map(known.map(({ name }) => [name, known.filter((other) => other.name === name)]));
};

describe('the description of requests', () => {
  let harness: Harness;
  let document: ApiDocument;
  let described: [string, Checked, Schema][];

  beforeAll(async () => {
    harness = await startApp();
    document = await readDocument(harness);
    const known = classesByName();
    described = Object.entries(document.components.schemas).flatMap(([name, schema]) =>
      (known.get(name) ?? []).map((one): [string, Checked, Schema] => [name, one, schema]),
    );
  });
  afterAll(() => harness.close());

  /** Whether the checks of the class let a property pass, alone or beside all others. */
  const takes = async (one: Checked, name: string, names: string[], value: null | undefined): Promise<boolean> => {
    const others = Object.fromEntries(names.filter((other) => other !== name).map((other) => [other, 'there']));
    const faults = await validate(plainToInstance(one, { ...others, [name]: value }), { whitelist: true });
    return faults.every(({ property }) => property !== name);
  };

  it('asks for what the checks ask for, and takes null where they take it', async () => {
    const said: string[] = [];
    for (const [name, one, { properties = {}, required = [] }] of described) {
      const names = Object.keys(properties);
      for (const property of names) {
        const isNullable = properties[property]?.anyOf?.some(({ type }) => type === 'null') ?? false;
        if (required.includes(property) === (await takes(one, property, names, undefined))) {
          said.push(`${name}.${property} is ${required.includes(property) ? '' : 'not '}asked for`);
        }
        if (isNullable !== (await takes(one, property, names, null))) {
          said.push(`${name}.${property} is ${isNullable ? '' : 'not '}null`);
        }
      }
    }
    expect(described.length).toBeGreaterThan(50);
    expect(said).toEqual([]);
  });

  it('lets references stand alone, and names nothing that is not there', () => {
    const alone: string[] = [];
    const visit = (part: unknown): void => {
      if (typeof part === 'object' && part !== null) {
        if ('$ref' in part) {
          alone.push(Object.keys(part).join());
          expect(Object.keys(document.components.schemas)).toContain(String(part.$ref).split('/').at(-1));
        }
        Object.values(part).forEach(visit);
      }
    };
    visit(document);
    expect(new Set(alone)).toEqual(new Set(['$ref']));
  });

  it('takes no property that it does not name', () => {
    const open = described.filter(([, , schema]) => schema.additionalProperties !== false);
    expect(open.map(([name]) => name)).toEqual([]);
  });

  it('keeps two requests apart that are checked otherwise', () => {
    const shared = [...classesByName()].filter(
      ([name, ones]) => ones.length > 1 && name in document.components.schemas,
    );
    expect(shared.map(([name]) => name)).toEqual([]);
  });

  it('says of every route in a few words what it does', () => {
    const silent = routesOf(document).filter(({ operation: { summary = '' } }) => !/^[A-Z].{3,70}[^.]$/.test(summary));
    expect(silent.map(({ key }) => key)).toEqual([]);
  });
});
