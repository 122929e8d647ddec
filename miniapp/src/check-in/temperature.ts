const FULL_WIDTH = /[\uff10-\uff19]/g;

/** '365', '36.5', '36,5' and '37' as integer tenths of a degree; null for anything else. */
export const tenthsOf = (typed: string): number | null => {
  const text = typed
    .replace(FULL_WIDTH, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    .replace(/[,，。．]/, '.')
    .trim();
  if (/^\d{3}$/.test(text)) {
    return Number(text);
  }
  if (/^\d{2}$/.test(text)) {
    return Number(text) * 10;
  }
  if (/^\d{2}\.\d$/.test(text)) {
    return Number(text.replace('.', ''));
  }
  return null;
};

/** 365 → '36.5' */
export const degreesOf = (tenths: number): string => `${Math.floor(tenths / 10)}.${tenths % 10}`;
