import { newId } from './id';
import { longId, shortId } from './short-id';

describe('short ids', () => {
  it('are 22 signs and lead back', () => {
    const id = newId();
    expect(shortId(id)).toMatch(/^[\w-]{22}$/);
    expect(longId(shortId(id))).toBe(id);
  });
});
