import { Text, View } from '@tarojs/components';
import { MainButton } from '@/components/main-button';
import { TextField } from '@/components/text-field';
import { useWords } from '@/words/use-words';
import { StepProblem } from './step-problem';
import type { Conversation } from './use-bind';
import { useTotpCode } from './use-totp-code';

export function TotpStep({ conversation, ticket }: { conversation: Conversation; ticket: string }) {
  const { t } = useWords();
  return (
    <View className="card">
      <Text className="title">{t('bind.totpTitle')}</Text>
      <Text className="weak">{t('bind.totpText')}</Text>
      <TotpCode conversation={conversation} ticket={ticket} />
    </View>
  );
}

/** The six digits; the same entry confirms an enrolment. */
export function TotpCode({ conversation, ticket }: { conversation: Conversation; ticket: string }) {
  const { t } = useWords();
  const { code, setCode, fault, submit } = useTotpCode(conversation, ticket);
  return (
    <>
      <TextField
        id="totp"
        kind="number"
        maxLength={6}
        label={t('bind.totpLabel')}
        value={code}
        onChange={setCode}
        error={fault ? t('bind.totpNeed') : null}
      />
      <StepProblem conversation={conversation} />
      <MainButton busy={conversation.busy} onClick={submit}>
        {t('bind.totpSubmit')}
      </MainButton>
    </>
  );
}
