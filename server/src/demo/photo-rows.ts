import { createHash } from 'node:crypto';
import type { UploadPurpose } from '@shared/upload';
import type { Client } from 'pg';
import { piecesOf } from '../upload/picture/perceptual-hash';
import { PictureService, type KeptPicture } from '../upload/picture/picture.service';
import { fileName } from '../upload/storage/upload-names';
import type { UploadStorage } from '../upload/storage/upload-storage';
import type { SchoolPlan } from './campus-plan';
import { demoId } from './draw';
import { drawnPicture, type Motif } from './drawn-picture';
import { insertRows } from './rows';
import { schoolId } from './school-rows';

export interface PhotoSeed<Shown extends Motif = Motif> {
  id: string;
  slot: string;
  paper: string | null;
  sample: Shown;
  /** what the picture is drawn from: the same key gives the same picture */
  key: string;
  uploadedAt: Date;
}

/** A photo that was handed in, and what for. */
export interface HandedIn {
  ownerId: string;
  purpose: UploadPurpose;
  photo: PhotoSeed;
}

interface StoredPhoto extends HandedIn {
  sha256: Buffer;
  picture: KeptPicture;
}

/** The pictures of the applications, through the same intake and storage as everybody’s. */
export const insertPhotos = async (
  db: Client,
  plan: SchoolPlan,
  photos: readonly HandedIn[],
  storage: UploadStorage,
): Promise<void> => {
  const intake = new PictureService();
  const stored: StoredPhoto[] = [];
  for (const handedIn of photos) {
    const { photo } = handedIn;
    const drawn = await drawnPicture(photo.sample, photo.key);
    const picture = await intake.redraw(drawn);
    await storage.put(fileName(schoolId(plan), photo.id, 'photo'), picture.photo);
    await storage.put(fileName(schoolId(plan), photo.id, 'thumbnail'), picture.thumbnail);
    stored.push({ ...handedIn, picture, sha256: createHash('sha256').update(drawn).digest() });
  }
  await insertUploads(db, plan, stored);
  await insertPieces(db, plan, stored);
};

const insertUploads = (db: Client, plan: SchoolPlan, stored: readonly StoredPhoto[]): Promise<number> =>
  insertRows(
    db,
    'uploads',
    [
      ['school_id', 'uuid'],
      ['id', 'uuid'],
      ['owner_id', 'uuid'],
      ['purpose', 'text'],
      ['slot', 'text'],
      ['state', 'text'],
      ['width', 'int'],
      ['height', 'int'],
      ['bytes', 'int'],
      ['source_sha256', 'bytea'],
      ['perceptual_hash', 'bytea'],
      ['client_key', 'uuid'],
      ['created_at', 'timestamptz'],
      ['attached_at', 'timestamptz'],
    ],
    stored.map(({ ownerId, purpose, photo, sha256, picture }) => [
      ...[schoolId(plan), photo.id, ownerId, purpose, photo.slot, 'stored', picture.width, picture.height],
      ...[picture.photo.length + picture.thumbnail.length, sha256, picture.perceptualHash],
      ...[demoId(`key/${photo.id}`), photo.uploadedAt, photo.uploadedAt],
    ]),
  );

const insertPieces = (db: Client, plan: SchoolPlan, stored: readonly StoredPhoto[]): Promise<number> =>
  insertRows(
    db,
    'upload_pieces',
    [
      ['piece', 'bigint'],
      ['school_id', 'uuid'],
      ['upload_id', 'uuid'],
    ],
    stored.flatMap(({ photo, picture }) =>
      piecesOf(schoolId(plan), picture.perceptualHash).map((piece) => [piece, schoolId(plan), photo.id]),
    ),
  );
