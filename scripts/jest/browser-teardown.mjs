/** Ends what browser-setup.mjs started: the server before its stores. */
export default async function tearDown() {
  for (const stop of Reflect.get(globalThis, 'stopBrowserJourneys') ?? []) {
    await stop();
  }
}
