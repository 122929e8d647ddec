import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const SOURCE = join(__dirname, '..');

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
});
