import qrcode from 'qrcode-generator';

const QUIET_DOTS = 4;

/**
 * The text as a QR code, an SVG data URI: sharp at any size. Its edges are smooth: kept to whole pixels, some dots of a small
 * picture would be a quarter wider than others, and readers miss one in eight that is held aslant.
 */
export const qrPicture = (text: string): string => {
  const code = qrcode(0, 'M');
  code.addData(text);
  code.make();
  const dots = code.getModuleCount();
  const side = dots + 2 * QUIET_DOTS;
  const rows = Array.from({ length: dots }, (_row, y) =>
    Array.from({ length: dots }, (_dot, x) => (code.isDark(y, x) ? '1' : '0')).join(''),
  );
  const path = rows.flatMap((row, y) =>
    [...row.matchAll(/1+/g)].map(
      ({ 0: run, index }) => `M${index + QUIET_DOTS} ${y + QUIET_DOTS}h${run.length}v1h-${run.length}z`,
    ),
  );
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}"><rect width="${side}" height="${side}" fill="white"/><path d="${path.join('')}"/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
};
