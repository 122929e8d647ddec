import { createHash } from 'node:crypto';
import fastifyMultipart, { type MultipartFile } from '@fastify/multipart';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest, onResponseHookHandler, preParsingHookHandler } from 'fastify';
import { UPLOAD_LIMITS, UPLOAD_PURPOSES, type UploadPurpose } from '@shared/upload';
import { DomainError } from '../common/domain-error';

/** What a phone sent: one file, and what it is for. */
export interface ReceivedFile {
  purpose: UploadPurpose;
  slot: string | null;
  bytes: Buffer;
  sha256: Buffer;
}

type Content = Pick<ReceivedFile, 'bytes' | 'sha256'>;

const RECEIVE_MS = 25_000;
/** from the last byte of the request to the end of parsing */
const PARSE_MS = 2_000;
const LINGER_MS = 1_000;
const FIELD_BYTES = 64;
/** what stands around the file: boundaries, part headers, two short fields */
const ENVELOPE_BYTES = 16 * 1024;
const SLOT = /^[a-z][a-z0-9_]{0,40}$/;

const LIMITS = {
  fileSize: UPLOAD_LIMITS.maxBytes,
  files: 1,
  fields: 2,
  parts: 3,
  fieldNameSize: 32,
  fieldSize: FIELD_BYTES,
  headerPairs: 8,
  headerSize: 2 * 1024,
};

interface MultipartConfig {
  takesMultipart?: boolean;
}

/** The route reads a multipart body; all others refuse one before they look at it. */
export const TakesMultipart = (): MethodDecorator => RouteConfig({ takesMultipart: true } satisfies MultipartConfig);

/**
 * Teaches Fastify multipart bodies. The plugin's hooks clean up files that it wrote; it never writes any here,
 * and on every request they would cost more than the rest of our hooks: they stay out.
 */
export const acceptMultipart = (fastify: FastifyInstance): void => {
  const withoutHooks = Object.create(fastify, { addHook: { value: () => withoutHooks } }) as FastifyInstance;
  fastifyMultipart(withoutHooks, { limits: LIMITS, throwFileSizeLimit: false }, (error) => {
    if (error) {
      throw error;
    }
  });
  fastify.addHook('onRoute', (route) => {
    const { takesMultipart } = (route.config ?? {}) as MultipartConfig;
    if (takesMultipart) {
      route.onResponse = [cutOffTheRest, ...[route.onResponse ?? []].flat()];
    } else if (route.method !== 'GET') {
      route.preParsing = [refuseMultipart, ...[route.preParsing ?? []].flat()];
    }
  });
};

/** A refused body may still be coming: thrown away for as long as the sender needs to read the answer. */
const cutOffTheRest: onResponseHookHandler = ({ raw }, _reply, done) => {
  if (!raw.complete) {
    raw.resume();
    const timer = setTimeout(() => raw.destroy(), LINGER_MS).unref();
    raw.once('close', () => clearTimeout(timer));
  }
  done();
};

const refuseMultipart: preParsingHookHandler = (request, _reply, payload, done) =>
  /^\s*multipart\//i.test(request.headers['content-type'] ?? '')
    ? done(new DomainError('MEDIA_TYPE_UNSUPPORTED'))
    : done(null, payload);

/**
 * Reads one upload into memory, never more than the limits. What is left of a refused body is not read.
 * @throws DomainError MEDIA_TYPE_UNSUPPORTED, REQUEST_INVALID, UPLOAD_TOO_LARGE, UPLOAD_INCOMPLETE
 */
export const receiveFile = async (request: FastifyRequest, withinMs = RECEIVE_MS): Promise<ReceivedFile> => {
  if (!request.isMultipart()) {
    throw new DomainError('MEDIA_TYPE_UNSUPPORTED');
  }
  if (Number(request.headers['content-length'] ?? 0) > UPLOAD_LIMITS.maxBytes + ENVELOPE_BYTES) {
    throw tooLarge();
  }
  const deadline = new Deadline(withinMs);
  // the parser waits for ever for what some malformed parts never bring
  request.raw.once('end', () => deadline.shorten(PARSE_MS));
  try {
    return await Promise.race([readParts(request), deadline.passed]);
  } catch (error) {
    throw error instanceof DomainError ? error : asRefusal(error);
  } finally {
    deadline.drop();
  }
};

class Deadline {
  /** only ever rejects */
  readonly passed: Promise<never>;
  private timer?: NodeJS.Timeout;
  private refuse: () => void = () => undefined;

  constructor(ms: number) {
    this.passed = new Promise((_, reject) => {
      this.refuse = () => reject(new DomainError('UPLOAD_INCOMPLETE'));
    });
    this.shorten(ms);
  }

  shorten(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.refuse(), ms);
  }

  drop(): void {
    clearTimeout(this.timer);
    this.refuse = () => undefined;
  }
}

const readParts = async (request: FastifyRequest): Promise<ReceivedFile> => {
  const fields = new Map<string, string>();
  let file: Content | null = null;
  for await (const part of request.parts()) {
    if (part.type === 'file') {
      file = part.fieldname === 'file' ? await readFile(part) : invalid('/file');
    } else {
      const { fieldname, value, valueTruncated, fieldnameTruncated } = part;
      if (typeof value !== 'string' || valueTruncated || fieldnameTruncated || fields.has(fieldname)) {
        invalid(`/${fieldname === 'slot' ? 'slot' : 'purpose'}`);
      }
      fields.set(fieldname, String(value));
    }
  }
  const { purpose, slot } = statedIn(fields);
  if (!file || file.bytes.length === 0) {
    throw new DomainError('UPLOAD_INCOMPLETE');
  }
  return { purpose, slot, ...file };
};

const statedIn = (fields: Map<string, string>): Pick<ReceivedFile, 'purpose' | 'slot'> => {
  const purpose = UPLOAD_PURPOSES.find((one) => one === fields.get('purpose')) ?? invalid('/purpose');
  const slot = fields.get('slot') ?? null;
  if (slot !== null && !SLOT.test(slot)) {
    invalid('/slot');
  }
  if ([...fields.keys()].some((name) => name !== 'purpose' && name !== 'slot')) {
    invalid('');
  }
  return { purpose, slot };
};

/** Does not wait for the end of a file that is too large already. */
const readFile = ({ file }: MultipartFile): Promise<Content> => {
  const overflow = new Promise<never>((_, reject) => file.once('limit', () => reject(tooLarge())));
  return Promise.race([contentOf(file), overflow]);
};

/** Hashed piece by piece as it comes: twelve megabytes at once would hold up everybody else. */
const contentOf = async (file: AsyncIterable<Buffer>): Promise<Content> => {
  const hash = createHash('sha256');
  const chunks: Buffer[] = [];
  for await (const chunk of file) {
    hash.update(chunk);
    chunks.push(chunk);
  }
  return { bytes: Buffer.concat(chunks), sha256: hash.digest() };
};

const invalid = (path: string): never => {
  throw new DomainError('REQUEST_INVALID', { fields: [{ path, rule: 'multipart' }] });
};

const tooLarge = (): DomainError =>
  new DomainError('UPLOAD_TOO_LARGE', { details: { megabytes: UPLOAD_LIMITS.maxBytes / (1024 * 1024) } });

const OVER_LIMIT = new Set(['FST_PARTS_LIMIT', 'FST_FILES_LIMIT', 'FST_FIELDS_LIMIT', 'FST_PROTO_VIOLATION']);

/** Too many parts are a wrong request; everything else that stops the reading is a body that did not come whole. */
const asRefusal = (error: unknown): DomainError =>
  OVER_LIMIT.has((error as { code?: string }).code ?? '')
    ? new DomainError('REQUEST_INVALID', { fields: [{ path: '', rule: 'multipart' }] })
    : new DomainError('UPLOAD_INCOMPLETE');
