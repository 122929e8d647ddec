import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PASS_DAY_COLOURS } from '@shared/pass';

const SOURCE = join(__dirname, '..');
const YELLOW = 2;

/** WCAG 2.2: 1 to 21. @param colour #rrggbb */
const luminanceOf = (colour: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((place) => {
    const part = parseInt(colour.slice(place, place + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};
const contrastOf = (one: string, other: string): number => {
  const [dark = 0, light = 0] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
};

const files = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? files(join(folder, entry.name)) : [join(folder, entry.name)],
  );

describe('tokens', () => {
  it('keeps every colour and length in tokens.scss', () => {
    const styles = files(SOURCE).filter((file) => file.endsWith('.scss') && !file.endsWith('tokens.scss'));
    const strays = styles.flatMap(
      (file) => readFileSync(file, 'utf8').match(/#[0-9a-f]{3,8}\b|rgba?\(|\d+(px|rpx|rem|em)\b/gi) ?? [],
    );
    expect(styles.length).toBeGreaterThan(3);
    expect(strays).toEqual([]);
  });

  it('keeps colours and lengths out of the components', () => {
    const sources = files(SOURCE).filter((file) => file.endsWith('.tsx'));
    const strays = sources.filter((file) => /#[0-9a-f]{6}\b|['"`]\d+px/i.test(readFileSync(file, 'utf8')));
    expect(strays).toEqual([]);
  });

  it('keeps the words on the colour of each day readable', () => {
    const tokens = readFileSync(join(__dirname, 'tokens.scss'), 'utf8');
    const colourOf = (name: string): string => new RegExp(`--${name}: (#[0-9a-f]{6})`).exec(tokens)?.[1] ?? '';
    const contrasts = Array.from({ length: PASS_DAY_COLOURS }, (_day, day) => {
      const words = colourOf(day === YELLOW ? 'color-text' : 'color-on-primary');
      return contrastOf(colourOf(`day-${day}`), words);
    });
    expect(Math.min(...contrasts)).toBeGreaterThanOrEqual(4.5);
  });
});
