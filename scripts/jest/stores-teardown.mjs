/** Ends the stores of stores-setup.mjs. */
export default async function tearDown() {
  await Reflect.get(globalThis, 'stopTestStores')?.();
}
