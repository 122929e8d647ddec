import type { Clocks } from '@shared/device/time';
import { phoneNow } from '@/clock';

export const clocks: Clocks = { wall: () => new Date(phoneNow()), runningMs: () => performance.now() };
