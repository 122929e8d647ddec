import { createServer } from 'node:http';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startS3, type S3Server } from '../../../test/s3-server';
import { newId } from '../../common/id';
import { LocalStorage } from './local-storage';
import { S3Storage } from './s3-storage';
import { fileName, uploadIdOf } from './upload-names';
import { StorageAwayError, StorageFullError, type UploadStorage } from './upload-storage';

const directory = mkdtempSync(join(tmpdir(), 'campus-storage-'));
let s3: S3Server;
const onS3 = (endpoint: string): S3Storage =>
  new S3Storage({
    ...{ bucket: s3.bucket, region: 'us-east-1', endpoint, pathStyle: true },
    credentials: { accessKeyId: s3.accessKeyId, secretAccessKey: s3.secretAccessKey },
  });

beforeAll(async () => {
  s3 = await startS3();
});
afterAll(async () => {
  await s3.close();
  rmSync(directory, { recursive: true, force: true });
});

const names = async (storage: UploadStorage, folder: string): Promise<string[]> => {
  const found: string[] = [];
  for await (const { name } of storage.list(folder)) {
    found.push(name);
  }
  return found.sort();
};

describe.each([
  ['in a directory', (): UploadStorage => new LocalStorage({ directory, reserveBytes: 0 })],
  ['in S3', (): UploadStorage => onS3(s3.endpoint)],
])('files kept %s', (_, open) => {
  let storage: UploadStorage;
  const school = newId();
  beforeAll(() => {
    storage = open();
  });

  it('come back as they were put, and replace each other', async () => {
    const name = fileName(school, newId(), 'photo');
    const bytes = Buffer.from(Array.from({ length: 70_000 }, (__, at) => at % 251));
    await storage.put(name, Buffer.from('first'));
    await storage.put(name, bytes);
    expect((await storage.find(name))?.equals(bytes)).toBe(true);
  });

  it('are not there before they are put and after they are removed, however often', async () => {
    const name = fileName(school, newId(), 'photo');
    expect(await storage.find(name)).toBeNull();
    await storage.remove(name);
    await storage.put(name, Buffer.from('x'));
    await storage.remove(name);
    await storage.remove(name);
    expect(await storage.find(name)).toBeNull();
  });

  it('are listed by school, with their time', async () => {
    const [one, other] = [newId(), newId()];
    const put = [fileName(one, newId(), 'photo'), fileName(one, newId(), 'thumbnail')].sort();
    for (const name of [...put, fileName(other, newId(), 'photo')]) {
      await storage.put(name, Buffer.from('x'));
    }
    expect(await names(storage, one)).toEqual(put);
    expect(put.map(uploadIdOf)).not.toContain(null);
    expect(await names(storage, newId())).toEqual([]);
    for await (const { modifiedAt } of storage.list(one)) {
      expect(Math.abs(modifiedAt.getTime() - Date.now())).toBeLessThan(60_000);
    }
  });
});

/** Others write to the same disk and take away from it meanwhile. */
const MUCH = 2 ** 32;

describe('a directory', () => {
  const storage = new LocalStorage({ directory, reserveBytes: 0 });
  const school = newId();

  it('holds whole files or none, and nobody else on the machine reads them', async () => {
    const name = fileName(school, newId(), 'photo');
    await storage.put(name, Buffer.from('x'));
    const folder = join(directory, name, '..');
    expect(readdirSync(folder)).toEqual([name.split('/').at(-1)]);
    expect(statSync(join(directory, name)).mode & 0o077).toBe(0);
  });

  it('is full before its disk is: others need some of it', async () => {
    const { bavail, bsize } = statfsSync(directory);
    const short = new LocalStorage({ directory, reserveBytes: bavail * bsize + MUCH });
    await expect(short.put(fileName(school, newId(), 'photo'), Buffer.from('x'))).rejects.toThrow(StorageFullError);
  });

  it('lists what was left half written', async () => {
    const left = fileName(newId(), newId(), 'photo');
    mkdirSync(join(directory, left, '..'), { recursive: true });
    writeFileSync(join(directory, `${left}.new`), 'half');
    expect(await names(storage, left.split('/')[0] ?? '')).toEqual([`${left}.new`]);
    expect(uploadIdOf(`${left}.new`)).toBeNull();
  });

  it('never leads out of itself', async () => {
    for (const name of ['../out.jpg', '/etc/passwd', 'a/../../out.jpg', '..', '']) {
      await expect(storage.find(name)).rejects.toThrow('outside');
      await expect(storage.put(name, Buffer.from('x'))).rejects.toThrow('outside');
    }
  });

  it('that cannot be written is away', async () => {
    const file = join(directory, 'a-file');
    writeFileSync(file, 'x');
    chmodSync(file, 0o400);
    const blocked = new LocalStorage({ directory: file, reserveBytes: 0 });
    await expect(blocked.put(fileName(school, newId(), 'photo'), Buffer.from('x'))).rejects.toThrow(StorageAwayError);
    await expect(blocked.find(fileName(school, newId(), 'photo'))).rejects.toThrow(StorageAwayError);
  });
});

describe('S3', () => {
  const name = fileName(newId(), newId(), 'photo');

  it('without a server is away', async () => {
    const gone = onS3('http://127.0.0.1:9');
    await expect(gone.put(name, Buffer.from('x'))).rejects.toThrow(StorageAwayError);
    await expect(gone.find(name)).rejects.toThrow(StorageAwayError);
    await expect(names(gone, 'x')).rejects.toThrow(StorageAwayError);
  });

  it('takes what is signed with the right key, and nothing else', async () => {
    const strict = await startS3({ isStrict: true });
    const signing = (secretAccessKey: string): S3Storage =>
      new S3Storage({
        ...{ bucket: strict.bucket, endpoint: strict.endpoint, region: 'us-east-1', pathStyle: true },
        credentials: { accessKeyId: strict.accessKeyId, secretAccessKey },
      });
    await signing(strict.secretAccessKey).put(name, Buffer.from('x'));
    await expect(signing('wrong').put(name, Buffer.from('y'))).rejects.toThrow(StorageAwayError);
    expect(String(await signing(strict.secretAccessKey).find(name))).toBe('x');
    await strict.close();
  });

  it('that has no room says so', async () => {
    const full = createServer((_request, response) => void response.writeHead(507).end());
    await new Promise((resolve) => full.listen(0, '127.0.0.1', () => resolve(null)));
    const { port } = full.address() as AddressInfo;
    await expect(onS3(`http://127.0.0.1:${port}`).put(name, Buffer.from('x'))).rejects.toThrow(StorageFullError);
    full.closeAllConnections();
    full.close();
  });
});
