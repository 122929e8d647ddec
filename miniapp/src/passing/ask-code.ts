import type { GateChoice } from '@/api/passes';
import { issueCodes } from '@/api/passes';
import { asProblem, isUnanswered } from '@/api/problem-error';
import { isReserveDue, isReserveShort } from './codes';
import { serverNow, useKeptPass } from './kept-pass';

const ask = async (choice: GateChoice, reserve: boolean): Promise<string> => {
  const kept = useKeptPass.getState();
  if (reserve) {
    kept.askReserve();
  }
  const answer = await issueCodes({ ...choice, reserve });
  kept.keepCodes(choice, answer);
  return answer.code.code;
};

/**
 * Brings the next code onto the phone, and a reserve where the old one is short.
 * @throws ProblemError; what the server refuses is not kept either
 */
export const askCode = async (choice: GateChoice): Promise<string> => {
  try {
    return await ask(choice, isReserveShort(useKeptPass.getState().codes, choice, serverNow()));
  } catch (error) {
    if (!isUnanswered(asProblem(error))) {
      useKeptPass.getState().dropCodes();
    }
    throw error;
  }
};

/** For the way to the gate: a reserve for the gate used last, where the pass opened it when it was last looked at. */
export const askReserve = async (): Promise<void> => {
  const { view, recent, codes, reserveAskedAt, dropView } = useKeptPass.getState();
  const [choice] = recent;
  if (!choice || !view?.directions.includes(choice.direction) || (view.device.other !== null && !view.device.isThis)) {
    return;
  }
  if (!isReserveDue(codes, choice, serverNow(), reserveAskedAt)) {
    return;
  }
  try {
    await ask(choice, true);
  } catch (error) {
    if (!isUnanswered(asProblem(error))) {
      dropView();
    }
  }
};
