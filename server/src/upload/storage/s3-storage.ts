import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import type { OnApplicationShutdown } from '@nestjs/common';
import { StorageAwayError, StorageFullError, UploadStorage, type StoredFile } from './upload-storage';

export interface S3Options {
  bucket: string;
  region: string;
  /** another maker's server than Amazon's */
  endpoint?: string;
  pathStyle: boolean;
  /** none: what the machine's role or the SDK's own variables give */
  credentials?: { accessKeyId: string; secretAccessKey: string };
}

const CONNECT_MS = 2_000;
const ANSWER_MS = 10_000;
const ATTEMPTS = 2;
/** keeps a bucket free for others' files */
const PREFIX = 'uploads/';
const INSUFFICIENT_STORAGE = 507;

interface S3Fault {
  name?: string;
  $metadata?: { httpStatusCode?: number };
}

const isMissing = ({ name, $metadata }: S3Fault): boolean => name === 'NoSuchKey' || $metadata?.httpStatusCode === 404;
const isFull = ({ name = '', $metadata }: S3Fault): boolean =>
  /QuotaExceeded|StorageFull/.test(name) || $metadata?.httpStatusCode === INSUFFICIENT_STORAGE;

/** Objects in a bucket of Amazon S3 or of anything that speaks its language. */
export class S3Storage extends UploadStorage implements OnApplicationShutdown {
  private readonly client: S3Client;
  private readonly bucket: string;

  constructor({ bucket, region, endpoint, pathStyle, credentials }: S3Options) {
    super();
    this.bucket = bucket;
    this.client = new S3Client({
      region,
      forcePathStyle: pathStyle,
      maxAttempts: ATTEMPTS,
      // other makers' servers do not know the checksums that the SDK sends by default
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      requestHandler: { connectionTimeout: CONNECT_MS, requestTimeout: ANSWER_MS, throwOnRequestTimeout: true },
      ...(endpoint === undefined ? {} : { endpoint }),
      ...(credentials === undefined ? {} : { credentials }),
    });
  }

  onApplicationShutdown(): void {
    this.client.destroy();
  }

  override async put(name: string, bytes: Buffer): Promise<void> {
    const object = { Bucket: this.bucket, Key: PREFIX + name, Body: bytes, ContentType: 'image/jpeg' };
    await this.client.send(new PutObjectCommand(object)).catch((error: S3Fault) => {
      throw isFull(error) ? new StorageFullError() : new StorageAwayError(error);
    });
  }

  override async find(name: string): Promise<Buffer | null> {
    try {
      const { Body } = await this.client.send(new GetObjectCommand({ Bucket: this.bucket, Key: PREFIX + name }));
      return Body ? Buffer.from(await Body.transformToByteArray()) : null;
    } catch (error) {
      if (isMissing(error as S3Fault)) {
        return null;
      }
      throw new StorageAwayError(error);
    }
  }

  override async remove(name: string): Promise<void> {
    await this.client
      .send(new DeleteObjectCommand({ Bucket: this.bucket, Key: PREFIX + name }))
      .catch((error: S3Fault) => {
        if (!isMissing(error)) {
          throw new StorageAwayError(error);
        }
      });
  }

  override async *list(folder: string): AsyncIterable<StoredFile> {
    let next: string | undefined;
    do {
      const page = await this.page(`${PREFIX}${folder}/`, next);
      for (const { Key, LastModified } of page.Contents ?? []) {
        if (Key !== undefined && LastModified !== undefined) {
          yield { name: Key.slice(PREFIX.length), modifiedAt: LastModified };
        }
      }
      next = page.NextContinuationToken;
    } while (next !== undefined);
  }

  private page(prefix: string, next: string | undefined) {
    return this.client
      .send(new ListObjectsV2Command({ Bucket: this.bucket, Prefix: prefix, ContinuationToken: next }))
      .catch((error: unknown) => {
        throw new StorageAwayError(error);
      });
  }
}
