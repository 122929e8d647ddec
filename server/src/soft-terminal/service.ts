import type { Gatekeeper } from '@shared/device/gatekeeper';
import { isRevoked, isSuperseded, type Keeping } from '@shared/device/keeping';
import { NoNetwork } from '@shared/device/server-line';
import type { SoftDevice } from './soft-device';

/** The device is to stop for good; a revoked one has forgotten everything. */
export class Ended extends Error {}

/** What a refusal means for the device itself. @throws Ended, or the error as it was */
export const orEnded = async <T>(device: SoftDevice, work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    if (isRevoked(error)) {
      device.wipe();
      throw new Ended('revoked: this device has forgotten everything', { cause: error });
    }
    if (isSuperseded(error)) {
      throw new Ended('another device runs with this key, or this folder is an old copy', { cause: error });
    }
    throw error;
  }
};

/** One round with the server; without network it is told so and goes on alone. @throws Ended */
export const tryRound = async (device: SoftDevice, keeping: Keeping, gatekeeper: Gatekeeper): Promise<boolean> => {
  try {
    await orEnded(device, () => keeping.round(() => gatekeeper.setOnline(true)));
    return true;
  } catch (error) {
    if (!(error instanceof NoNetwork)) {
      throw error;
    }
    gatekeeper.setOnline(false);
    return false;
  }
};

/** Learns how passes stand, for the time without network; without network nothing is new. @throws Ended */
export const trySync = async (device: SoftDevice, keeping: Keeping): Promise<void> => {
  try {
    await orEnded(device, () => keeping.sync());
  } catch (error) {
    if (!(error instanceof NoNetwork)) {
      throw error;
    }
  }
};
