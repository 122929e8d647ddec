const path = require('node:path');
const attributes = require('./attributes');

/** Taro's templates know no aria attributes; without this a screen reader hears nothing on WeChat and Alipay. */
module.exports = (ctx) => {
  ctx.registerMethod({
    name: 'onSetupClose',
    fn(platform) {
      if (!platform.template) {
        return;
      }
      platform.runtimePath = [platform.runtimePath, path.resolve(__dirname, 'runtime.js')].flat().filter(Boolean);
      platform.template.mergeComponents(ctx, attributes);
    },
  });
};
