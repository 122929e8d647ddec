import { availableParallelism } from 'node:os';
import { Injectable } from '@nestjs/common';
import sharp, { type Metadata, type Sharp } from 'sharp';
import { UPLOAD_LIMITS } from '@shared/upload';
import { DomainError } from '../../common/domain-error';
import { formatOf } from './picture-format';
import { HASH_SIDE, perceptualHash } from './perceptual-hash';
import { Turns } from './turns';

/** What is kept of a picture that was sent. */
export interface KeptPicture {
  photo: Buffer;
  thumbnail: Buffer;
  width: number;
  height: number;
  perceptualHash: Buffer;
}

/** leaves a core to the event loop, and of libuv's four threads one to files and passwords */
const DECODES_AT_ONCE = Math.min(3, Math.max(1, availableParallelism() - 1));
const DECODES_WAITING = 40;
const DECODE_SECONDS = 10;
const PHOTO_QUALITY = 85;
const THUMBNAIL_QUALITY = 75;
const WHITE = '#ffffff';
const LOADERS = ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'];

// Of the thirty formats that libvips reads, SVG and PDF among them, three are left.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: LOADERS });
sharp.cache(false);
sharp.concurrency(1);

/** Decodes what was sent, away from the event loop, and draws it anew: nothing of the file itself is kept. */
@Injectable()
export class PictureService {
  private readonly turns = new Turns(DECODES_AT_ONCE, DECODES_WAITING);

  /** @throws DomainError UPLOAD_TYPE_REFUSED, UPLOAD_UNREADABLE, UPLOAD_TOO_MANY_PIXELS, UPLOAD_TOO_SMALL, SERVICE_BUSY */
  async redraw(source: Buffer): Promise<KeptPicture> {
    const format = formatOf(source);
    if (format === null) {
      throw new DomainError('UPLOAD_TYPE_REFUSED');
    }
    return this.turns.take(async () => {
      const found = await headerOf(source);
      if (found.format !== format) {
        throw new DomainError('UPLOAD_TYPE_REFUSED');
      }
      demandSize(found);
      return drawn(source);
    });
  }
}

/** Reads what the loader says before it decodes a pixel. */
const headerOf = (source: Buffer): Promise<Metadata> =>
  opened(source)
    .metadata()
    .catch((error: unknown) => {
      throw refusalOf(error);
    });

/** A good header says nothing about the rest: decoding may fail all the same. */
const drawn = async (source: Buffer): Promise<KeptPicture> => {
  try {
    const { data: photo, info } = await within(opened(source), UPLOAD_LIMITS.keptLongSide)
      .jpeg({ quality: PHOTO_QUALITY, chromaSubsampling: '4:4:4' })
      .toBuffer({ resolveWithObject: true });
    const thumbnail = await within(opened(photo), UPLOAD_LIMITS.thumbnailLongSide)
      .jpeg({ quality: THUMBNAIL_QUALITY })
      .toBuffer();
    const grey = await opened(photo)
      .greyscale()
      .resize(HASH_SIDE, HASH_SIDE, { fit: 'fill', kernel: 'cubic' })
      .raw()
      .toBuffer();
    return { photo, thumbnail, width: info.width, height: info.height, perceptualHash: perceptualHash(grey) };
  } catch (error) {
    throw refusalOf(error);
  }
};

const opened = (bytes: Buffer): Sharp =>
  sharp(bytes, {
    limitInputPixels: UPLOAD_LIMITS.maxPixels,
    // telephones write JPEGs that libjpeg warns about; a cut-off one is an error
    failOn: 'error',
    sequentialRead: true,
  }).timeout({ seconds: DECODE_SECONDS });

const within = (picture: Sharp, longSide: number): Sharp =>
  picture
    .autoOrient()
    .resize(longSide, longSide, { fit: 'inside', withoutEnlargement: true })
    .flatten({ background: WHITE });

const demandSize = ({ width, height }: Metadata): void => {
  if (Math.min(width, height) < UPLOAD_LIMITS.minShortSide) {
    throw new DomainError('UPLOAD_TOO_SMALL', { details: { pixels: UPLOAD_LIMITS.minShortSide } });
  }
};

const refusalOf = (error: unknown): DomainError =>
  /pixel limit/i.test((error as Error).message)
    ? new DomainError('UPLOAD_TOO_MANY_PIXELS')
    : new DomainError('UPLOAD_UNREADABLE');
