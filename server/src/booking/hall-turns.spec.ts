import { HallTurns } from './hall-turns';

interface Wish {
  personId: string;
}

/** Statements that end when the test says so. */
class Statements {
  readonly seen: string[][] = [];
  private readonly open: (() => void)[] = [];

  readonly take = async (wishes: Wish[]): Promise<string[]> => {
    this.seen.push(wishes.map(({ personId }) => personId));
    await new Promise<void>((resolve) => this.open.push(resolve));
    if (wishes.some(({ personId }) => personId === 'faulty')) {
      throw new Error('refused by a constraint');
    }
    return wishes.map(({ personId }) => `answer of ${personId}`);
  };

  async end(): Promise<void> {
    this.open.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe('wishes for one hall', () => {
  it('go together while another statement runs, and each gets its own answer', async () => {
    const statements = new Statements();
    const turns = new HallTurns<Wish, string>();
    const wish = (personId: string, hall = 'hall') => turns.wish(hall, { personId }, statements.take);
    const answers = Promise.all([wish('a'), wish('b'), wish('c'), wish('d', 'other')]);
    expect(statements.seen).toEqual([['a'], ['d']]);
    await statements.end();
    expect(statements.seen).toEqual([['a'], ['d'], ['b', 'c']]);
    await statements.end();
    await statements.end();
    expect(await answers).toEqual(['a', 'b', 'c', 'd'].map((name) => `answer of ${name}`));
  });

  it('of one person never go together', async () => {
    const statements = new Statements();
    const turns = new HallTurns<Wish, string>();
    const wish = (personId: string) => turns.wish('hall', { personId }, statements.take);
    const answers = Promise.all([wish('a'), wish('b'), wish('b'), wish('c')]);
    for (let round = 0; round < 3; round += 1) {
      await statements.end();
    }
    expect(statements.seen).toEqual([['a'], ['b', 'c'], ['b']]);
    expect(await answers).toHaveLength(4);
  });

  it('are at most sixty-four in a statement', async () => {
    const statements = new Statements();
    const turns = new HallTurns<Wish, string>();
    const all = Promise.all(
      Array.from({ length: 100 }, (_, at) => turns.wish('hall', { personId: String(at) }, statements.take)),
    );
    for (let round = 0; round < 3; round += 1) {
      await statements.end();
    }
    await all;
    expect(statements.seen.map(({ length }) => length)).toEqual([1, 64, 35]);
  });

  it('fail together with their statement, and the next ones do not', async () => {
    const statements = new Statements();
    const turns = new HallTurns<Wish, string>();
    const faulty = turns.wish('hall', { personId: 'faulty' }, statements.take);
    const fine = turns.wish('hall', { personId: 'fine' }, statements.take);
    const refused = expect(faulty).rejects.toThrow('refused by a constraint');
    await statements.end();
    await refused;
    await statements.end();
    expect(await fine).toBe('answer of fine');
  });
});
