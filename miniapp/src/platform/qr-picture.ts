import qrcode from 'qrcode-generator';

const DOT_PIXELS = 6;
const QUIET_DOTS = 4;

/** The text as a QR code, a GIF data URI: every platform shows it in an Image. */
export const qrPicture = (text: string): string => {
  const code = qrcode(0, 'M');
  code.addData(text);
  code.make();
  return code.createDataURL(DOT_PIXELS, DOT_PIXELS * QUIET_DOTS);
};
