import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

describe('the schemas of answers and the examples of terminals', () => {
  it('are those of the types in shared/src and of the protocol: `npm run api:types` brings them up to date', () => {
    const { status, stderr } = spawnSync(process.execPath, [join(__dirname, 'api-types.mjs'), '--check'], {
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
});
