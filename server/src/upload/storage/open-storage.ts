import type { Env } from '../../env';
import { LocalStorage } from './local-storage';
import { S3Storage } from './s3-storage';
import type { UploadStorage } from './upload-storage';

const MEGABYTE = 1024 * 1024;

/** The storage that the environment asks for. */
export const openStorage = (env: Env): UploadStorage => {
  if (env.UPLOAD_STORE === 'local') {
    return new LocalStorage({ directory: env.UPLOAD_DIR, reserveBytes: env.UPLOAD_RESERVE_MB * MEGABYTE });
  }
  return new S3Storage({
    bucket: env.S3_BUCKET ?? '',
    region: env.S3_REGION,
    pathStyle: env.S3_PATH_STYLE,
    ...(env.S3_ENDPOINT ? { endpoint: env.S3_ENDPOINT } : {}),
    ...(env.S3_ACCESS_KEY_ID && env.S3_SECRET_ACCESS_KEY
      ? { credentials: { accessKeyId: env.S3_ACCESS_KEY_ID, secretAccessKey: env.S3_SECRET_ACCESS_KEY } }
      : {}),
  });
};
