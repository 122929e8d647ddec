/** A file as the storage lists it; `modifiedAt` is the storage's own time. */
export interface StoredFile {
  name: string;
  modifiedAt: Date;
}

/** No room for another file: nothing was kept. */
export class StorageFullError extends Error {
  constructor() {
    super('the storage is full');
    this.name = 'StorageFullError';
  }
}

/** The storage does not answer, or not as it should; `cause` is for the log. */
export class StorageAwayError extends Error {
  constructor(cause: unknown) {
    super('the storage is away', { cause });
    this.name = 'StorageAwayError';
  }
}

/**
 * Where pictures are kept, by names that we make (`upload-names.ts`). A file is there whole or not at all.
 * Every method may throw StorageAwayError.
 */
export abstract class UploadStorage {
  /** Durable when it returns; replaces a file of that name. @throws StorageFullError */
  abstract put(name: string, bytes: Buffer): Promise<void>;

  /** null: there is no such file */
  abstract find(name: string): Promise<Buffer | null>;

  /** A file that is not there is removed already. */
  abstract remove(name: string): Promise<void>;

  /** Everything below a folder, what was left half written as well. */
  abstract list(folder: string): AsyncIterable<StoredFile>;
}
