import { randomUUID } from 'node:crypto';
import { mkdir, open, opendir, readFile, rename, rm, stat, statfs } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { StorageAwayError, StorageFullError, UploadStorage, type StoredFile } from './upload-storage';

interface LocalOptions {
  directory: string;
  /** room that stays free for whoever else writes to this disk, the database first of all */
  reserveBytes: number;
}

const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;

/** Files in a directory of this machine, or of a disk that all API processes share. */
export class LocalStorage extends UploadStorage {
  private readonly root: string;

  constructor(private readonly options: LocalOptions) {
    super();
    this.root = resolve(options.directory);
  }

  override async put(name: string, bytes: Buffer): Promise<void> {
    const path = this.pathOf(name);
    const unfinished = `${path}.${randomUUID()}.new`;
    try {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      await this.demandRoom(bytes.length);
      await writeDurably(unfinished, bytes);
      await rename(unfinished, path);
      await syncFolder(dirname(path));
    } catch (error) {
      await rm(unfinished, { force: true }).catch(() => undefined);
      throw error instanceof StorageFullError || FULL.has(codeOf(error) ?? '')
        ? new StorageFullError()
        : new StorageAwayError(error);
    }
  }

  override async find(name: string): Promise<Buffer | null> {
    return readFile(this.pathOf(name)).catch((error: unknown) => {
      if (codeOf(error) === 'ENOENT') {
        return null;
      }
      throw new StorageAwayError(error);
    });
  }

  override async remove(name: string): Promise<void> {
    await rm(this.pathOf(name), { force: true }).catch((error: unknown) => {
      throw new StorageAwayError(error);
    });
  }

  override async *list(folder: string): AsyncIterable<StoredFile> {
    const directory = await opendir(this.pathOf(folder), { recursive: true }).catch((error: unknown) => {
      if (codeOf(error) === 'ENOENT') {
        return null;
      }
      throw new StorageAwayError(error);
    });
    for await (const entry of directory ?? []) {
      const path = join(entry.parentPath, entry.name);
      const facts = entry.isFile() ? await stat(path).catch(() => null) : null;
      if (facts) {
        yield { name: relative(this.root, path).split(sep).join('/'), modifiedAt: facts.mtime };
      }
    }
  }

  private async demandRoom(bytes: number): Promise<void> {
    const { bavail, bsize } = await statfs(this.root);
    if (bavail * bsize < bytes + this.options.reserveBytes) {
      throw new StorageFullError();
    }
  }

  /** Names are made of ids; one that leads out of the directory is a defect. */
  private pathOf(name: string): string {
    const path = resolve(this.root, name);
    if (!path.startsWith(this.root + sep)) {
      throw new Error('a file outside the upload directory');
    }
    return path;
  }
}

const writeDurably = async (path: string, bytes: Buffer): Promise<void> => {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
};

/** The name itself is on the disk only when its folder is. */
const syncFolder = async (path: string): Promise<void> => {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
};
