import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '@shared/errors';
import type { UploadView } from '@shared/upload';
import Redis from 'ioredis';
import { SessionModule } from '../src/session/session.module';
import { UploadModule } from '../src/upload/upload.module';
import { redisUrl, resetDatabase } from './database';
import { createPerson, createSchool, signIn, type TestPerson, type TestSchool } from './factories';
import { SCHOOL_MORNING } from './fixed-clock';
import { startApp, type Harness } from './harness';
import { sendUpload, type UploadWish } from './upload-factories';

/** One school and two people with phones, on an empty directory of pictures. */
export class UploadStage {
  readonly directory = String(process.env.UPLOAD_DIR);
  harness!: Harness;
  school!: TestSchool;
  owner!: TestPerson;
  other!: TestPerson;
  bearer!: string;
  otherBearer!: string;

  async open(): Promise<void> {
    this.harness = await startApp({ modules: [SessionModule, UploadModule] });
  }

  async reset(): Promise<void> {
    await resetDatabase();
    const redis = new Redis(redisUrl());
    await redis.flushdb();
    redis.disconnect();
    rmSync(this.directory, { recursive: true, force: true });
    this.harness.clock.set(SCHOOL_MORNING);
    this.school = await createSchool(this.harness);
    this.owner = await createPerson(this.harness, this.school);
    this.other = await createPerson(this.harness, this.school);
    await this.signIn();
  }

  /** Access tokens are short: again after the clock was moved. */
  async signIn(): Promise<void> {
    this.bearer = (await signIn(this.harness, this.owner)).bearer;
    this.otherBearer = (await signIn(this.harness, this.other)).bearer;
  }

  async close(): Promise<void> {
    await this.harness.close();
    rmSync(this.directory, { recursive: true, force: true });
  }

  async keep(bytes: Buffer, wish: UploadWish = {}, as = this.bearer): Promise<UploadView> {
    return (await sendUpload(this.harness, as, bytes, wish).expect(201)).body as UploadView;
  }

  async refusal(bytes: Buffer, wish: UploadWish = {}, as = this.bearer): Promise<string> {
    return ((await sendUpload(this.harness, as, bytes, wish)).body as Problem).code;
  }

  get(path: string, as = this.bearer) {
    return this.harness.request.get(path).set('authorization', as);
  }

  rows(): Promise<{ id: string; state: string }[]> {
    return this.harness.database.query('SELECT id, state FROM uploads ORDER BY created_at, id');
  }

  fileOf(id: string, variant = 'photo'): string {
    return join(this.directory, this.school.id, id.slice(-2), `${id}-${variant}.jpg`);
  }

  hasFiles(id: string): boolean {
    return existsSync(this.fileOf(id)) || existsSync(this.fileOf(id, 'thumbnail'));
  }
}
