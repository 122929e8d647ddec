const alipay = require('./alipay');
const { drivesDuties } = require('./duties');

jest.setTimeout(60_000);

describe('leaving, the expected and deputies in the logic layer of the compiled Alipay app', () => {
  drivesDuties(alipay);
});
