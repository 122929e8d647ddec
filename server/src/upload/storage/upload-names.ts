import { UPLOAD_VARIANTS, type UploadVariant } from '@shared/upload';

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const VARIANTS = UPLOAD_VARIANTS.join('|');
const NAME = new RegExp(`^${UUID}/[0-9a-f]{2}/(${UUID})-(?:${VARIANTS})\\.jpg$`);

/** Ids and nothing that a person typed; the last two digits of an id spread the files over 256 folders. */
export const fileName = (schoolId: string, uploadId: string, variant: UploadVariant): string =>
  `${schoolId}/${uploadId.slice(-2)}/${uploadId}-${variant}.jpg`;

export const fileNames = (schoolId: string, uploadId: string): string[] =>
  UPLOAD_VARIANTS.map((variant) => fileName(schoolId, uploadId, variant));

/** The upload that a file belongs to; null for a name that we would not give. */
export const uploadIdOf = (name: string): string | null => NAME.exec(name)?.[1] ?? null;
