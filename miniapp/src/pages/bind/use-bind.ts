import { useMutation } from '@tanstack/react-query';
import Taro, { useRouter } from '@tarojs/taro';
import { useEffect, useState } from 'react';
import type { SignInAnswer } from '@shared/identity';
import { asProblem, type ProblemError } from '@/api/problem-error';
import { signInByPlatform } from '@/api/sessions';
import { goHome } from '@/pages/routes';
import { thisDevice } from '@/platform/device';
import { platformLogin } from '@/platform/login';
import { queryClient } from '@/state/query-client';
import { useSession } from '@/state/session';
import { useWords } from '@/words/use-words';

/** Where the conversation stands; the steps of the server, and those that only the phone knows. */
export type BindStep =
  | Exclude<SignInAnswer, { step: 'done' }>
  | { step: 'platform' | 'school' | 'account' | 'forgot' | 'reset' }
  | { step: 'invitation'; token: string };

export interface Conversation {
  step: BindStep;
  /** platform login that waits for a card */
  platformTicket: string | null;
  busy: boolean;
  problem: ProblemError | null;
  go: (step: BindStep) => void;
  /** asks the server; its answer is the next step */
  say: (ask: () => Promise<SignInAnswer>) => void;
  restart: () => void;
}

const byPlatform = async (): Promise<SignInAnswer> => {
  const login = await platformLogin();
  if (!login) {
    throw new Error('this platform has no login of its own');
  }
  return signInByPlatform({ ...login, device: thisDevice() });
};

const firstStep = (school: boolean): BindStep => ({ step: school ? 'account' : 'school' });

export const useBind = (): Conversation => {
  const { t } = useWords();
  const invitation = useRouter().params.invitation;
  const { school, signIn } = useSession();
  const ownLogin = process.env.TARO_ENV !== 'h5';
  const [step, setStep] = useState<BindStep>(
    invitation
      ? { step: 'invitation', token: invitation }
      : ownLogin
        ? { step: 'platform' }
        : firstStep(school !== null),
  );
  const [platformTicket, setPlatformTicket] = useState<string | null>(null);

  const take = (answer: SignInAnswer): void => {
    if (answer.step === 'bind') {
      setPlatformTicket(answer.ticket);
      setStep(firstStep(school !== null));
    } else if (answer.step === 'done') {
      queryClient.clear();
      signIn(answer.tokens);
      void Taro.showToast({ title: t(answer.newDevice ? 'bind.newDevice' : 'bind.welcome'), icon: 'none' });
      goHome();
    } else {
      setStep(answer);
    }
  };
  const asking = useMutation({ mutationFn: (ask: () => Promise<SignInAnswer>) => ask(), onSuccess: take });
  const go = (next: BindStep): void => {
    asking.reset();
    setStep(next);
  };
  const restart = (): void => {
    go(ownLogin ? { step: 'platform' } : firstStep(school !== null));
    setPlatformTicket(null);
    if (ownLogin) {
      asking.mutate(byPlatform);
    }
  };
  useEffect(() => {
    if (step.step === 'platform') {
      asking.mutate(byPlatform);
    }
  }, []);

  const problem = asking.error ? asProblem(asking.error) : null;
  return { step, platformTicket, busy: asking.isPending, problem, go, say: asking.mutate, restart };
};
