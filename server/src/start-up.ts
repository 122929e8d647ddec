import type { INestApplicationContext } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { readKeyFile } from './common/key-ring';
import { EXIT_CONFIG, type Env } from './env';

/** Reasons for which production does not start; an empty list is a go. */
export const productionRefusals = async (database: DataSource, env: Env): Promise<string[]> => {
  const reasons: string[] = [];
  const { origin, keys } = readKeyFile(env.KEYS_FILE);
  if (origin === 'generated') {
    reasons.push('KEYS_FILE was generated on first start; production wants one made by `npm run keys:new`');
  }
  if (keys.pass_code.length === 0) {
    reasons.push('KEYS_FILE holds no key for pass codes; `npm run keys:rotate -- --purpose pass_code` makes one');
  }
  const [demo] = (await database.query('SELECT code FROM schools WHERE is_demo LIMIT 1')) as { code: string }[];
  if (demo) {
    reasons.push(`the database holds the demo school "${demo.code}"; production wants one without demo people`);
  }
  const [role] = (await database.query(
    `SELECT pg_get_userbyid(relowner) = current_user AS owns FROM pg_class WHERE relname = 'audit_entries'`,
  )) as { owns: boolean }[];
  if (role?.owns) {
    reasons.push('DATABASE_URL names the role that owns the tables; the application needs one that may not alter them');
  }
  return reasons;
};

/** Ends the process with one clear message where production would run on demo people, sandboxes or generated secrets. */
export const refuseUnsafeStart = async (app: INestApplicationContext, env: Env): Promise<void> => {
  if (!env.isProduction) {
    return;
  }
  const reasons = await productionRefusals(app.get(DataSource), env);
  if (reasons.length > 0) {
    process.stderr.write(`Production refuses to start:\n${reasons.map((reason) => `  - ${reason}`).join('\n')}\n`);
    await app.close();
    process.exit(EXIT_CONFIG);
  }
};
