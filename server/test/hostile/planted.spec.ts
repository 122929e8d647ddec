import { Controller, Get, Module, Param, ParseUUIDPipe } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { Answers } from '../../src/common/answers';
import { CurrentCaller, type Caller } from '../../src/common/caller';
import { Requires } from '../../src/common/requires';
import { actorsOf, type Actor } from './actors';
import { AnswerCheck, leaksIn } from './answer-check';
import { absentSubject, attempt, disagreement, fingerprint } from './attempts';
import { MATRIX } from './matrix';
import { makeObject } from './objects';
import { expectedOf, type Subject } from './reach';
import { readDocument, routesOf, type Route } from './routes';
import { makeWorld, type World } from './world';

/** Every mistake that the checkers are there for. */
@Controller('planted')
class PlantedController {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /** asks for no school and no owner */
  @Get('anybody/:id')
  @Requires('self.read')
  @Answers('ResetCode')
  async anybody(@Param('id', ParseUUIDPipe) id: string): Promise<unknown> {
    const [row] = (await this.database.query('SELECT id, params FROM notices WHERE id = $1', [id])) as unknown[];
    return row ?? { code: 'x', expiresAt: 'x' };
  }

  @Get('whole-entity')
  @Requires('self.read')
  @Answers('ResetCode')
  async wholeEntity(@CurrentCaller() caller: Caller): Promise<unknown> {
    const rows: unknown[] = await this.database.query('SELECT * FROM people WHERE school_id <> $1', [caller.schoolId]);
    return { code: 'x', expiresAt: 'x', rows };
  }

  @Get('quiet-write')
  @Requires('audit.read')
  @Answers('nothing')
  async quietWrite(): Promise<void> {
    await this.database.query(`UPDATE people SET name = 'changed'`);
  }

  /** states no permission: it must not answer at all */
  @Get('open')
  open(): { code: string } {
    return { code: 'x' };
  }

  @Get('broken')
  @Requires('self.read')
  @Answers('ResetCode')
  broken(): never {
    throw new TypeError('planted');
  }
}

@Module({ controllers: [PlantedController] })
class PlantedModule {}

describe('the checkers, on planted mistakes', () => {
  let world: World;
  let routes: Map<string, Route>;
  let answers: AnswerCheck;
  let student: Actor;

  beforeAll(async () => {
    world = await makeWorld({ planted: [PlantedModule] });
    const document = await readDocument(world.harness);
    routes = new Map(routesOf(document).map((route) => [route.key, route]));
    answers = new AnswerCheck(document);
    student = actorsOf(world).find(({ name }) => name === 'own studentA') as Actor;
  });
  afterAll(() => world.close());

  const route = (key: string): Route => routes.get(key) as Route;
  const rule = { reach: 'own' as const };

  it('notice a route that the table does not list', () => {
    expect([...routes.keys()].filter((key) => !(key in MATRIX))).toContain('GET /planted/anybody/{id}');
  });

  it('notice an object of another school that answers otherwise than one that does not exist', async () => {
    const { other } = world;
    const owner = other.people.studentA;
    const subject: Subject = { name: 'x', school: other, owner, id: await makeObject(other, 'notice', owner.id) };
    const anybody = route('GET /planted/anybody/{id}');
    const answer = await attempt(world, anybody, rule, student, subject);
    const absent = await attempt(world, anybody, rule, student, absentSubject(subject));
    const expected = expectedOf(anybody, rule, student, subject);
    expect(expected).toEqual({ absent: true });
    expect(disagreement(expected, answer, absent, rule)).toMatch(/tells more than/);
  });

  it('notice properties that the schema does not tell, columns, and people of another school', async () => {
    const whole = route('GET /planted/whole-entity');
    const answer = await attempt(world, whole, rule, student, null);
    expect(answers.faultsOf(whole, answer).join()).toMatch(/additional properties.*rows/);
    const leaks = leaksIn(world, student, answer.text).join();
    expect(leaks).toMatch(/the property "id_cipher":/);
    expect(leaks).toMatch(/administrator-theirs\d+, who is none of own studentA's business/);
  });

  it('notice a write behind a read', async () => {
    const before = await fingerprint(world);
    const administrator = actorsOf(world).find(({ name }) => name === 'own administrator') as Actor;
    await attempt(world, route('GET /planted/quiet-write'), rule, administrator, null);
    expect(await fingerprint(world)).not.toBe(before);
  });

  it('notice a 5xx', async () => {
    const answer = await attempt(world, route('GET /planted/broken'), rule, student, null);
    expect(disagreement({ reached: true }, answer, null, rule)).toMatch(/INTERNAL instead of an answer/);
    expect(answer.text).not.toContain('planted');
  });

  it('find a route without a permission closed', async () => {
    const answer = await attempt(world, route('GET /planted/open'), rule, student, null);
    expect(answer.status).toBe(404);
  });
});
