const { drivesDuties } = require('./duties');
const weapp = require('./weapp');

jest.setTimeout(60_000);

describe('leaving, the expected and deputies in the compiled WeChat app', () => {
  const warnings = [];
  for (const channel of ['warn', 'error']) {
    jest.spyOn(console, channel).mockImplementation((...words) => warnings.push(words.join(' ')));
  }

  drivesDuties(weapp);

  it('misses no template', () => {
    expect(warnings.filter((words) => /not found/i.test(words))).toEqual([]);
  });
});
