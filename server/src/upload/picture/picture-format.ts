export type PictureFormat = 'jpeg' | 'png' | 'webp';

const startsWith = (bytes: Buffer, magic: readonly number[], at = 0): boolean =>
  magic.every((byte, offset) => bytes[at + offset] === byte);

/** The format that the first bytes announce, whatever the name and the declared type say; null for all that we do not take. */
export const formatOf = (bytes: Buffer): PictureFormat | null => {
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) {
    return 'jpeg';
  }
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) {
    return 'png';
  }
  const isWebp = bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP';
  return isWebp ? 'webp' : null;
};
