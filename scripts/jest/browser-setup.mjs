import { prepareBrowser } from '../launcher/browser.mjs';
import { buildApp, buildServer } from '../launcher/builds.mjs';
import { startTestServer } from '../launcher/test-server.mjs';
import { startTestStores } from '../launcher/test-stores.mjs';

const GRACE_SECONDS = process.env.E2E_GRACE_SECONDS ?? '45';

/**
 * One running health pass with its demo school for all browser journeys. They find in the environment:
 * E2E_URL, E2E_DEMO_FILE, E2E_DATABASE_URL (application's role), E2E_OWNER_URL, E2E_CHROMIUM,
 * E2E_CHROMIUM_ENV (JSON: what the browser needs in its environment), E2E_GRACE_SECONDS (for which a booking is held:
 * a journey waits for one that nobody uses; 1200 in the environment are the true twenty minutes).
 */
export default async function setUp() {
  const browser = prepareBrowser();
  await buildServer();
  await buildApp('h5');
  const stores = await startTestStores({ name: 'e2e', workers: 0 });
  const stop = [stores.stop];
  Object.assign(globalThis, { stopBrowserJourneys: stop });
  try {
    const server = await startTestServer(stores, { env: { BOOKING_GRACE_SECONDS: GRACE_SECONDS } });
    stop.unshift(server.stop);
    Object.assign(process.env, {
      E2E_URL: server.url,
      E2E_DEMO_FILE: server.demoFile,
      E2E_GRACE_SECONDS: GRACE_SECONDS,
      E2E_DATABASE_URL: stores.postgres.appUrl,
      E2E_OWNER_URL: stores.postgres.ownerUrl,
      E2E_CHROMIUM: browser.executable,
      E2E_CHROMIUM_ENV: JSON.stringify(browser.env),
    });
  } catch (error) {
    // jest runs no teardown after a set-up that failed
    await stores.stop();
    throw error;
  }
}
