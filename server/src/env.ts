import 'reflect-metadata';
import { plainToInstance } from 'class-transformer';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  Min,
  MinLength,
  ValidateIf,
  validateSync,
} from 'class-validator';
import { Transform } from 'class-transformer';

const asNumber = Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? Number(value) : value));
const asBoolean = Transform(({ value }: { value: unknown }) =>
  value === 'true' || value === '1' ? true : value === 'false' || value === '0' ? false : value,
);

/** Exit code for a configuration that cannot work (sysexits EX_CONFIG). */
export const EXIT_CONFIG = 78;

/** Every variable that the server reads; `.env.example` has a line for each. */
export class Env {
  @IsIn(['development', 'test', 'production'])
  NODE_ENV: 'development' | 'test' | 'production' = 'development';

  @asNumber
  @IsInt()
  @Min(0)
  @Max(65_535)
  PORT = 3000;

  @IsString()
  HOST = '127.0.0.1';

  @Matches(/^postgres(ql)?:\/\//)
  DATABASE_URL!: string;

  /** the role that owns the tables; only migrations and operator commands use it */
  @IsOptional()
  @Matches(/^postgres(ql)?:\/\//)
  DATABASE_OWNER_URL?: string;

  @asNumber
  @IsInt()
  @Min(2)
  @Max(200)
  DATABASE_POOL = 20;

  @Matches(/^rediss?:\/\//)
  REDIS_URL!: string;

  @IsString()
  @MinLength(1)
  KEYS_FILE = '.data/keys.json';

  /** directory of the H5 app that is served at / */
  @IsOptional()
  @IsString()
  H5_DIR?: string;

  /** where pictures are kept: files in UPLOAD_DIR, or objects in S3_BUCKET */
  @IsIn(['local', 's3'])
  UPLOAD_STORE: 'local' | 's3' = 'local';

  @IsString()
  @MinLength(1)
  UPLOAD_DIR = '.data/uploads';

  /** megabytes of UPLOAD_DIR's disk that uploads leave free */
  @asNumber
  @IsInt()
  @Min(0)
  UPLOAD_RESERVE_MB = 512;

  @ValidateIf(({ UPLOAD_STORE }: Env) => UPLOAD_STORE === 's3')
  @IsString()
  @MinLength(3)
  S3_BUCKET?: string;

  @IsString()
  S3_REGION = 'us-east-1';

  /** address of another maker's S3; left out: Amazon's */
  @IsOptional()
  @Matches(/^https?:\/\//)
  S3_ENDPOINT?: string;

  /** the bucket's name in the path instead of the host's name */
  @asBoolean
  @IsBoolean()
  S3_PATH_STYLE = false;

  /** both or neither; without them the machine's role speaks */
  @IsOptional()
  @IsString()
  S3_ACCESS_KEY_ID?: string;

  @IsOptional()
  @IsString()
  S3_SECRET_ACCESS_KEY?: string;

  /** answers the platforms' code exchange with made-up users */
  @asBoolean
  @IsBoolean()
  PLATFORM_SANDBOX = false;

  /** seconds for which a booking waits at the door, instead of twenty minutes; refused in production */
  @IsOptional()
  @asNumber
  @IsInt()
  @Min(1)
  @Max(1_200)
  BOOKING_GRACE_SECONDS?: number;

  /** addresses or networks of proxies whose X-Forwarded-For is believed, comma separated */
  @IsString()
  TRUST_PROXY = '';

  /** /metrics answers loopback, and whoever brings this as a bearer token */
  @IsOptional()
  @MinLength(16)
  METRICS_TOKEN?: string;

  /** describes the API at /api/docs; in production only where it is set */
  @asBoolean
  @IsBoolean()
  API_DOCS = true;

  @IsIn(['fatal', 'error', 'warn', 'info', 'debug', 'silent'])
  LOG_LEVEL: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent' = 'info';

  get isProduction(): boolean {
    return this.NODE_ENV === 'production';
  }
}

/** All faults of a configuration at once. */
export class EnvError extends Error {
  constructor(readonly faults: string[]) {
    super(`The configuration cannot work:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
  }
}

/** Reads and checks the environment; empty variables count as not set. @throws EnvError */
export const readEnv = (source: NodeJS.ProcessEnv): Env => {
  const known = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''));
  const env = plainToInstance(Env, known, { exposeDefaultValues: true });
  if (env.isProduction && known.API_DOCS === undefined) {
    env.API_DOCS = false;
  }
  const faults = validateSync(env, { whitelist: false }).map(
    ({ property, constraints }) => `${property}: ${Object.values(constraints ?? {}).join(', ')}`,
  );
  if (env.isProduction) {
    faults.push(...productionFaults(env, source));
  }
  if ((env.S3_ACCESS_KEY_ID === undefined) !== (env.S3_SECRET_ACCESS_KEY === undefined)) {
    faults.push('S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY: both or neither');
  }
  if (faults.length > 0) {
    throw new EnvError(faults);
  }
  return env;
};

const productionFaults = (env: Env, source: NodeJS.ProcessEnv): string[] => {
  const faults: string[] = [];
  if (env.PLATFORM_SANDBOX) {
    faults.push('PLATFORM_SANDBOX: made-up platform users are refused in production');
  }
  if (!source.KEYS_FILE) {
    faults.push('KEYS_FILE: production needs a key file of its own; `npm run keys:new` makes one');
  }
  if (env.UPLOAD_STORE === 'local' && !source.UPLOAD_DIR) {
    faults.push('UPLOAD_DIR: production needs a directory of its own for pictures, or UPLOAD_STORE=s3');
  }
  if (env.BOOKING_GRACE_SECONDS !== undefined) {
    faults.push('BOOKING_GRACE_SECONDS: a shortened grace is refused in production');
  }
  if (source.FAILPOINT) {
    faults.push('FAILPOINT: planted crashes are refused in production');
  }
  return faults;
};

/** Reads the environment or ends the process with one clear message. */
export const envOrExit = (): Env => {
  try {
    return readEnv(process.env);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exit(EXIT_CONFIG);
  }
};
