/** Files that people hand in. The server decodes every one and keeps its own re-encoded JPEG, never what was sent. */

export const UPLOAD_PURPOSES = ['evidence', 'id_photo'] as const;
export type UploadPurpose = (typeof UPLOAD_PURPOSES)[number];

/** What the phone sends, and what the server takes at most. Pixels and bytes bound the work of one decode. */
export const UPLOAD_LIMITS = {
  /** bytes of one file */
  maxBytes: 12 * 1024 * 1024,
  /** pixels of one picture: eleven megapixels and a little more */
  maxPixels: 24_000_000,
  /** the shorter side, in pixels, below which nothing can be read */
  minShortSide: 320,
  /** the phone shrinks to this long side before it sends */
  phoneLongSide: 1280,
  /** the server keeps at most this long side */
  keptLongSide: 2048,
  thumbnailLongSide: 240,
  /** files of one person in a day, and bytes kept in all */
  perDay: 60,
  maxKeptBytes: 100 * 1024 * 1024,
} as const;

export const UPLOAD_TYPES = ['image/jpeg', 'image/png', 'image/webp'] as const;

export const UPLOAD_VARIANTS = ['photo', 'thumbnail'] as const;
export type UploadVariant = (typeof UPLOAD_VARIANTS)[number];

/**
 * Where a picture can be read by the person who was given the address, with their access token, until `expiresAt`.
 * Paths below the API's origin; at most sixty seconds old.
 */
export interface UploadAddresses {
  photo: string;
  thumbnail: string;
  expiresAt: string;
}

export interface UploadView {
  id: string;
  purpose: UploadPurpose;
  /** what the picture is for, as the form that asked for it names it */
  slot: string | null;
  width: number;
  height: number;
  bytes: number;
  addresses: UploadAddresses;
}
