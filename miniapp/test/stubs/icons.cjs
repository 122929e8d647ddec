/** Icons are decoration: nothing to see in a test. */
module.exports = new Proxy({}, { get: (_icons, name) => (name === '__esModule' ? true : () => null) });
