/** The 16 bytes of an id in base64url: 22 signs instead of 36, as pass codes and standings name a pass. */
export const shortId = (id: string): string => Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url');

/** @param short 22 signs of base64url */
export const longId = (short: string): string => {
  const hex = Buffer.from(short, 'base64url').toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
};
