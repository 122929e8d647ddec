import { EnvError, readEnv } from './env';

const GOOD = { DATABASE_URL: 'postgres://app@localhost/campus', REDIS_URL: 'redis://localhost:6379' };

const faultsOf = (source: NodeJS.ProcessEnv): string[] => {
  try {
    readEnv(source);
    return [];
  } catch (error) {
    return (error as EnvError).faults;
  }
};

describe('readEnv', () => {
  it('takes sensible defaults for what is not named', () => {
    expect(readEnv(GOOD)).toMatchObject({ PORT: 3000, NODE_ENV: 'development', PLATFORM_SANDBOX: false });
  });

  it('names every fault at once', () => {
    const faults = faultsOf({ PORT: 'many', DATABASE_POOL: '0', REDIS_URL: 'http://x' });
    expect(faults.map((fault) => fault.split(':')[0])).toEqual(
      expect.arrayContaining(['PORT', 'DATABASE_POOL', 'REDIS_URL', 'DATABASE_URL']),
    );
  });

  it('takes an empty variable for one that is not set', () => {
    expect(readEnv({ ...GOOD, METRICS_TOKEN: '' }).METRICS_TOKEN).toBeUndefined();
  });

  it('demands a bucket for S3, and both halves of its key', () => {
    expect(faultsOf({ ...GOOD, UPLOAD_STORE: 's3' })).toEqual([expect.stringContaining('S3_BUCKET')]);
    const half = { ...GOOD, UPLOAD_STORE: 's3', S3_BUCKET: 'campus', S3_ACCESS_KEY_ID: 'x' };
    expect(faultsOf(half)).toEqual([expect.stringContaining('S3_SECRET_ACCESS_KEY')]);
    expect(faultsOf({ ...half, S3_SECRET_ACCESS_KEY: 'y' })).toEqual([]);
  });

  it('refuses made-up platform users, generated secrets, pictures beside the program and planted crashes in production', () => {
    const faults = faultsOf({
      ...GOOD,
      NODE_ENV: 'production',
      PLATFORM_SANDBOX: 'true',
      FAILPOINT: 'relay.after_enqueue',
    });
    expect(faults.map((fault) => fault.split(':')[0])).toEqual([
      'PLATFORM_SANDBOX',
      'KEYS_FILE',
      'UPLOAD_DIR',
      'FAILPOINT',
    ]);
  });
});
